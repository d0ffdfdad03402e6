import { decorateCartTotals } from "@medusajs/framework/utils"
import type { BillableAddress, BillableCart } from "../billable-cart"

export type RowSketch = {
  price: number
  quantity?: number
  /** Percent; several add up. */
  rates?: readonly number[]
  inclusive?: boolean
  /** An adjustment on the whole row, in the price's own terms. */
  discount?: number
  sku?: string | null
  title?: string
  variant?: string
}

export type CartSketch = {
  rows?: RowSketch[]
  shipping?: RowSketch[]
  gifts?: number[]
  over?: Partial<BillableCart>
}

export const ADDRESS: BillableAddress = {
  first_name: "Anna",
  last_name: "Jansen",
  address_1: "Kerkstraat 12 A",
  postal_code: "1017 gc",
  city: "Amsterdam",
  country_code: "nl",
  phone: "06 12345678",
}

/** A cart whose totals are counted by Medusa itself. */
export function makeCart({ rows = [], shipping = [], gifts = [], over = {} }: CartSketch = {}) {
  const cart = {
    currency_code: "eur",
    email: "anna@example.com",
    billing_address: ADDRESS,
    shipping_address: { ...ADDRESS },
    items: rows.map((row, index) => ({
      id: `cali_${index}`,
      product_title: row.title ?? `Artikel ${index}`,
      variant_title: row.variant ?? null,
      variant_sku: row.sku === undefined ? `SKU${index}` : row.sku,
      quantity: row.quantity ?? 1,
      unit_price: row.price,
      ...taxesOf(row),
    })),
    shipping_methods: shipping.map((row, index) => ({
      id: `casm_${index}`,
      name: row.title ?? "PostNL",
      amount: row.price,
      ...taxesOf(row),
    })),
    credit_lines: gifts.map((amount) => ({ amount })),
  }
  const decorated: unknown = decorateCartTotals(cart)
  return { ...(decorated as BillableCart), ...over }
}

function taxesOf(row: RowSketch) {
  const inclusive = row.inclusive ?? true
  return {
    is_tax_inclusive: inclusive,
    tax_lines: (row.rates ?? [21]).map((rate) => ({ rate })),
    adjustments: row.discount ? [{ amount: row.discount, is_tax_inclusive: inclusive }] : [],
  }
}
