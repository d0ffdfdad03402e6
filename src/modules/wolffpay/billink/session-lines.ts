import type { BigNumberInput } from "@medusajs/framework/types"
import { MathBN } from "@medusajs/framework/utils"
import type { BillinkAdapter, SessionLine } from "../../../clients/billink"
import { toMinorUnits } from "../money"
import type { BillableCart, BillableItem, BillableShippingMethod } from "./billable-cart"
import type { Language } from "./language"

/** Cents that a row may be off when it is told as unit × quantity; beyond that it is told as one piece. */
const MAX_ROW_DEVIATION = 5

/** Codes of the lines that are no products (facts 2.1: the module that Billink made uses numbers, not words). */
const CODES = { shipping: "0001", discount: "0002", credit: "0003", rounding: "0004" } as const

const NAMES = {
  nl: {
    item: "Artikel",
    shipping: "Verzendkosten",
    discount: "Korting",
    credit: "Cadeaukaart",
    rounding: "Afronding",
  },
  en: {
    item: "Item",
    shipping: "Shipping",
    discount: "Discount",
    credit: "Gift card",
    rounding: "Rounding",
  },
} as const

/** Thrown when rows and total differ by more than rounding: something is billed that the snapshot does not show. */
export class InconsistentCartError extends Error {}

export type SessionLines = { lines: SessionLine[]; totalCents: number; totalTaxCents: number }

/**
 * A cart's rows as Billink's lines (facts 4.4), in integer cents: products and shipping before discounts, one negative line
 * per VAT rate for the discounts, one negative line of 0 % per gift card, and a rounding line for what is left, so that
 * the lines are the total to the cent. For every line, row = unit × quantity.
 * @throws InconsistentCartError when the difference is more than rounding
 */
export function buildLines(
  cart: BillableCart,
  limits: BillinkAdapter["limits"],
  language: Language
): SessionLines {
  const names = NAMES[language]
  const items = present(cart.items)
  const methods = present(cart.shipping_methods)
  const products = items.map((item) => productLine(item, limits, names.item))
  const shipping = methods
    .map((method) => shippingLine(method, limits, names.shipping))
    .filter((line) => line.rowCents !== 0)
  const discounts = discountLines([...items, ...methods], names.discount)
  const credits = present(cart.credit_lines)
    .map(({ amount }) => single(CODES.credit, names.credit, -toMinorUnits(amount), 0, "0"))
    .filter((line) => line.rowCents !== 0)

  const lines = [...products, ...shipping, ...discounts, ...credits]
  const totalCents = toMinorUnits(cart.total)
  const left = lines.reduce((rest, { rowCents }) => rest - rowCents, totalCents)
  if (Math.abs(left) > (MAX_ROW_DEVIATION + 1) * Math.max(1, lines.length)) {
    throw new InconsistentCartError(`The rows of the cart differ from its total by ${left} cents.`)
  }
  if (left !== 0) {
    lines.push(single(CODES.rounding, names.rounding, left, 0, "0"))
  }
  return { lines, totalCents, totalTaxCents: toMinorUnits(cart.tax_total) }
}

function productLine(
  item: BillableItem,
  limits: BillinkAdapter["limits"],
  fallback: string
): SessionLine {
  const row = toMinorUnits(item.original_total)
  const tax = toMinorUnits(item.original_tax_total)
  const title = item.product_title ?? item.title ?? fallback
  const variant = item.variant_title === title ? undefined : item.variant_title
  const code = shorten(item.variant_sku || item.id, limits.itemCode) || item.id
  const description = shorten(variant ?? "", limits.itemName)
  const taxRate = rateOf(item.tax_lines)
  const quantity = MathBN.convert(item.quantity)
  const pieces = quantity.toNumber()
  const isCountable = Number.isSafeInteger(pieces) && pieces >= 1
  const unit = isCountable ? divide(row, pieces) : 0
  const tellsPieces = isCountable && Math.abs(row - unit * pieces) <= MAX_ROW_DEVIATION
  if (!tellsPieces) {
    // 1000 screws of 1.23 cents, or 2.5 metres: no unit price in cents gives that row.
    const name = shorten(`${quantity.toString()} × ${title}`, limits.itemName)
    return { ...single(code, name, row, tax, taxRate), description }
  }
  return {
    code,
    name: shorten(title, limits.itemName) || fallback,
    description,
    unitCents: unit,
    rowCents: unit * pieces,
    unitTaxCents: divide(tax, pieces),
    taxRate,
    quantity: pieces,
  }
}

function shippingLine(
  method: BillableShippingMethod,
  limits: BillinkAdapter["limits"],
  fallback: string
): SessionLine {
  return single(
    CODES.shipping,
    shorten(method.name ?? "", limits.itemName) || fallback,
    toMinorUnits(method.original_total),
    toMinorUnits(method.original_tax_total),
    rateOf(method.tax_lines)
  )
}

/** Summed per rate before rounding, so that a discount over many rows is not off by a cent for each of them. */
function discountLines(
  rows: readonly (BillableItem | BillableShippingMethod)[],
  name: string
): SessionLine[] {
  const byRate = new Map<string, { amount: BigNumberInput; tax: BigNumberInput }>()
  for (const row of rows) {
    const off = MathBN.sub(row.total, row.original_total)
    if (off.isZero()) {
      continue
    }
    const rate = rateOf(row.tax_lines)
    const { amount, tax } = byRate.get(rate) ?? { amount: 0, tax: 0 }
    byRate.set(rate, {
      amount: MathBN.add(amount, off),
      tax: MathBN.add(tax, MathBN.sub(row.tax_total, row.original_tax_total)),
    })
  }
  return [...byRate]
    .map(([rate, { amount, tax }]) =>
      single(CODES.discount, name, toMinorUnits(amount), toMinorUnits(tax), rate)
    )
    .filter((line) => line.rowCents !== 0)
}

function single(
  code: string,
  name: string,
  cents: number,
  taxCents: number,
  taxRate: string
): SessionLine {
  // `+ 0` makes a plain zero of a negative one.
  const amount = cents + 0
  return {
    code,
    name,
    description: "",
    unitCents: amount,
    rowCents: amount,
    unitTaxCents: taxCents + 0,
    taxRate,
    quantity: 1,
  }
}

/** Percent, as Medusa counts several: added up. */
export function rateOf(lines: BillableItem["tax_lines"]): string {
  return MathBN.sum(0, ...present(lines).map(({ rate }) => rate ?? 0)).toString()
}

/** Whole cents by a whole number of pieces, rounded half away from zero; only whole numbers are involved. */
function divide(cents: number, pieces: number): number {
  const rest = cents % pieces
  const whole = (cents - rest) / pieces
  return Math.abs(rest) * 2 >= pieces ? whole + Math.sign(cents) : whole
}

/** One line of text without control characters, cut by characters. */
export function shorten(text: string, length: number): string {
  const line = text.replace(/[\s\p{Cc}]+/gu, " ").trim()
  const characters = [...line]
  return characters.length <= length ? line : characters.slice(0, length).join("").trim()
}

function present<T>(list: readonly (T | null)[] | null | undefined): T[] {
  return (list ?? []).filter((entry) => entry !== null)
}
