import type { BigNumberInput } from "@medusajs/framework/types"

/** The part of Medusa's cart that is billed, with Medusa's own names. Amounts in major units, as Medusa keeps them. */
export type BillableCart = {
  currency_code: string
  email?: string | null
  /** What is to be paid: VAT in, discounts and credit lines off. */
  total: BigNumberInput
  tax_total: BigNumberInput
  billing_address?: BillableAddress | null
  shipping_address?: BillableAddress | null
  items?: readonly (BillableItem | null)[] | null
  shipping_methods?: readonly (BillableShippingMethod | null)[] | null
  /** Gift cards and store credit. */
  credit_lines?: readonly (BillableCreditLine | null)[] | null
  metadata?: Record<string, unknown> | null
}

export type BillableAddress = {
  first_name?: string | null
  last_name?: string | null
  company?: string | null
  address_1?: string | null
  address_2?: string | null
  postal_code?: string | null
  city?: string | null
  country_code?: string | null
  phone?: string | null
  metadata?: Record<string, unknown> | null
}

/** Totals of a row with VAT: `original_*` before discounts, the others after. */
type BillableTotals = {
  original_total: BigNumberInput
  original_tax_total: BigNumberInput
  total: BigNumberInput
  tax_total: BigNumberInput
  /** Rates in percent; several add up, as Medusa counts them. */
  tax_lines?: readonly ({ rate?: BigNumberInput | null } | null)[] | null
}

export type BillableItem = BillableTotals & {
  id: string
  title?: string | null
  product_title?: string | null
  variant_title?: string | null
  variant_sku?: string | null
  quantity: BigNumberInput
}

export type BillableShippingMethod = BillableTotals & { name?: string | null }

export type BillableCreditLine = { amount: BigNumberInput; reference?: string | null }

/** What to ask `query.graph` for. */
export const BILLABLE_CART_FIELDS: readonly string[] = [
  "id",
  "currency_code",
  "email",
  "locale",
  "total",
  "tax_total",
  "metadata",
  "billing_address.*",
  "shipping_address.*",
  "items.id",
  "items.title",
  "items.product_title",
  "items.variant_title",
  "items.variant_sku",
  "items.quantity",
  "items.original_total",
  "items.original_tax_total",
  "items.total",
  "items.tax_total",
  "items.tax_lines.rate",
  "shipping_methods.name",
  "shipping_methods.original_total",
  "shipping_methods.original_tax_total",
  "shipping_methods.total",
  "shipping_methods.tax_total",
  "shipping_methods.tax_lines.rate",
  "credit_lines.amount",
  "credit_lines.reference",
]
