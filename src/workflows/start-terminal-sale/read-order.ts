import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import { toMinorUnits } from "../../modules/wolffpay/money"
import type { SaleLine, SaleTax } from "../../modules/wolffpay/tables/terminal-sale-row"

/** An order or draft as the till and the receipt show it. Amounts are minor units. */
export type ReadOrder = {
  id: string
  display_id: number
  status: string
  is_draft: boolean
  version: number
  currency: string
  email: string | null
  total: number
  /** What is still to be paid. */
  pending: number
  lines: (SaleLine & { id: string; variant_id: string | null })[]
  tax: SaleTax[]
}

export async function readOrder(
  container: MedusaContainer,
  id: string
): Promise<ReadOrder | undefined> {
  const query = container.resolve(ContainerRegistrationKeys.QUERY)
  const { data } = await query.graph({
    entity: "order",
    fields: [
      "id",
      "display_id",
      "status",
      "is_draft_order",
      "version",
      "currency_code",
      "email",
      "total",
      "summary",
      "shipping_total",
      "items.*",
      "items.tax_lines.rate",
      "shipping_methods.*",
      "shipping_methods.tax_lines.rate",
    ],
    filters: { id },
  })
  const [order] = data
  if (!order) {
    return undefined
  }
  const items = (order.items ?? []) as unknown as Priced[]
  const shipping = (order.shipping_methods ?? []) as unknown as Priced[]
  const lines = [...items, ...shipping.filter((one) => Number(one.total) !== 0)].map(toLine)
  const pending: unknown = Reflect.get(Object(order.summary), "pending_difference")
  return {
    id: order.id,
    display_id: Number(order.display_id),
    status: String(order.status ?? ""),
    is_draft: Boolean(order.is_draft_order),
    version: Number(order.version ?? 1),
    currency: String(order.currency_code).toLowerCase(),
    email: order.email ?? null,
    total: toMinorUnits(Number(order.total)),
    pending: toMinorUnits(Number(pending ?? 0)),
    lines,
    tax: taxOf(lines),
  }
}

/** An item or a shipping method, with Medusa's totals in major units. */
type Priced = {
  id: string
  name?: string
  title?: string
  product_title?: string | null
  variant_id?: string | null
  variant_title?: string | null
  variant_sku?: string | null
  quantity?: number
  total: number
  original_total: number
  tax_lines?: ({ rate?: number } | null)[] | null
}

function toLine(item: Priced): ReadOrder["lines"][number] {
  const quantity = Number(item.quantity ?? 1)
  const total = toMinorUnits(Number(item.total))
  const before = toMinorUnits(Number(item.original_total))
  return {
    id: item.id,
    variant_id: item.variant_id ?? null,
    title: item.product_title ?? item.title ?? item.name ?? "",
    variant_title: item.variant_title ?? null,
    sku: item.variant_sku ?? null,
    quantity,
    unit_amount: toMinorUnits(Number(item.original_total) / (quantity || 1)),
    discount_amount: before - total,
    total,
    tax_rate: (item.tax_lines ?? []).reduce((sum, line) => sum + Number(line?.rate ?? 0), 0),
  }
}

/** Per rate; net and tax add up to what the lines cost, to the cent. */
function taxOf(lines: readonly SaleLine[]): SaleTax[] {
  const gross = new Map<number, number>()
  for (const { tax_rate, total } of lines) {
    gross.set(tax_rate, (gross.get(tax_rate) ?? 0) + total)
  }
  return [...gross]
    .sort(([a], [b]) => b - a)
    .map(([rate, total]) => {
      const tax = Math.round((total * rate) / (100 + rate))
      return { rate, net: total - tax, tax }
    })
}
