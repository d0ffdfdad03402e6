import type { ArticleView, SaleItemInput } from "../../api/admin/wolffpay/terminal/views"
import { discountOn, type Discount } from "./amount"

/** What is known of an article when it is put into the basket; amounts in minor units. */
export interface Line {
  variant_id: string
  title: string
  variant_title: string | null
  unit_amount: number
  available: number | null
  quantity: number
  discount: Discount | null
}

export interface Customer {
  customer_id?: string
  email?: string
  name?: string
}

export interface Basket {
  lines: Line[]
  discount: Discount | null
  customer: Customer | null
}

export type BasketChange =
  | { type: "add"; article: ArticleView; quantity?: number }
  | { type: "quantity"; variantId: string; quantity: number }
  | { type: "remove"; variantId: string }
  | { type: "line_discount"; variantId: string; discount: Discount | null }
  | { type: "discount"; discount: Discount | null }
  | { type: "customer"; customer: Customer | null }
  | { type: "clear" }

export interface Totals {
  subtotal: number
  discount: number
  total: number
  pieces: number
}

export const EMPTY_BASKET: Basket = { lines: [], discount: null, customer: null }
export const MOST_PIECES = 999

export function isEmpty({ lines }: Basket): boolean {
  return lines.length === 0
}

/** Off the line as a whole, in minor units. */
export function lineDiscount({ unit_amount, quantity, discount }: Line): number {
  return discountOn(unit_amount * quantity, discount)
}

export function lineTotal(line: Line): number {
  return line.unit_amount * line.quantity - lineDiscount(line)
}

export function totalsOf({ lines, discount }: Basket): Totals {
  const subtotal = lines.reduce((sum, line) => sum + lineTotal(line), 0)
  const off = discountOn(subtotal, discount)
  const pieces = lines.reduce((sum, { quantity }) => sum + quantity, 0)
  return { subtotal, discount: off, total: subtotal - off, pieces }
}

/** An article without a price in this region cannot be sold and changes nothing. */
export function changeBasket(basket: Basket, change: BasketChange): Basket {
  switch (change.type) {
    case "add":
      return add(basket, change.article, change.quantity ?? 1)
    case "quantity":
      return change.quantity <= 0
        ? withoutLine(basket, change.variantId)
        : onLine(basket, change.variantId, { quantity: Math.min(change.quantity, MOST_PIECES) })
    case "remove":
      return withoutLine(basket, change.variantId)
    case "line_discount":
      return onLine(basket, change.variantId, { discount: change.discount })
    case "discount":
      return { ...basket, discount: change.discount }
    case "customer":
      return { ...basket, customer: change.customer }
    case "clear":
      return EMPTY_BASKET
  }
}

function add(basket: Basket, article: ArticleView, quantity: number): Basket {
  const { variant_id, title, variant_title, unit_amount, available } = article
  if (unit_amount === null) {
    return basket
  }
  const known = basket.lines.find((line) => line.variant_id === variant_id)
  if (known) {
    return onLine(basket, variant_id, {
      available,
      quantity: Math.min(known.quantity + quantity, MOST_PIECES),
    })
  }
  const facts = { variant_id, title, variant_title, unit_amount, available }
  return { ...basket, lines: [...basket.lines, { ...facts, quantity, discount: null }] }
}

function onLine(basket: Basket, variantId: string, patch: Partial<Line>): Basket {
  const lines = basket.lines.map((line) =>
    line.variant_id === variantId ? { ...line, ...patch } : line
  )
  return { ...basket, lines }
}

function withoutLine(basket: Basket, variantId: string): Basket {
  const lines = basket.lines.filter(({ variant_id }) => variant_id !== variantId)
  return lines.length === 0 ? { ...basket, lines, discount: null } : { ...basket, lines }
}

/** With today's prices and stock: a parked basket may be older than a change of them. The same object when nothing differs. */
export function refreshBasket(
  basket: Basket,
  articleOf: (variantId: string) => ArticleView | undefined
): Basket {
  let isChanged = false
  const lines = basket.lines.map((line) => {
    const article = articleOf(line.variant_id)
    const unit_amount = article?.unit_amount ?? line.unit_amount
    const available = article ? article.available : line.available
    if (unit_amount === line.unit_amount && available === line.available) {
      return line
    }
    isChanged = true
    return { ...line, unit_amount, available }
  })
  return isChanged ? { ...basket, lines } : basket
}

/** More pieces than the shop has, as far as the till knows. */
export function isShort({ quantity, available }: Line): boolean {
  return available !== null && quantity > available
}

export function saleItems({ lines }: Basket): SaleItemInput[] {
  return lines.map((line) => {
    const discount_amount = lineDiscount(line)
    const { variant_id, quantity } = line
    return discount_amount > 0
      ? { variant_id, quantity, discount_amount }
      : { variant_id, quantity }
  })
}
