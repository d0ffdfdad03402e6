import { z } from "@medusajs/framework/zod"
import { createFindParams } from "@medusajs/medusa/api/utils/validators"
import { SALE_STATES } from "../../../../modules/wolffpay/terminal/sale-state"

const MAX_CENTS = 99_999_999
const MAX_LINES = 200
const cents = z.number().int().min(0).max(MAX_CENTS)
/** Of the till's own making; without an underscore it can never look like an id of WolffPay's. */
const requestId = z.string().regex(/^[A-Za-z0-9-]{8,64}$/)

const SaleItem = z.object({
  variant_id: z.string().min(1).max(255),
  quantity: z.number().int().min(1).max(10_000),
  discount_amount: cents.optional(),
})

const Customer = z.object({
  /** One that is none is left out: the customer of an old import must not make a basket that nobody can charge. */
  email: z.email().max(255).optional().catch(undefined),
  name: z.string().trim().max(255).optional(),
  customer_id: z.string().max(255).optional(),
})

export const StartSaleBody = z
  .object({
    request_id: requestId,
    reader_id: z.string().min(1).max(255),
    items: z.array(SaleItem).min(1).max(MAX_LINES).optional(),
    order_id: z.string().min(1).max(255).optional(),
    discount_amount: cents.optional(),
    customer: Customer.optional(),
    expected_total: cents.min(1),
  })
  .refine((sale) => (sale.items === undefined) !== (sale.order_id === undefined), {
    message: "A sale has either items or an order_id.",
  })
  .refine((sale) => sale.order_id === undefined || !sale.discount_amount, {
    message: "What an order owes has no discount_amount.",
  })
  .refine((sale) => areDistinct(sale.items?.map((item) => item.variant_id) ?? []), {
    message: "Each article stands in one line, with its quantity.",
  })
export type StartSaleBody = z.infer<typeof StartSaleBody>

export const ListSalesParams = createFindParams({ limit: 20, offset: 0 }).extend({
  reader_id: z.string().optional(),
  order_id: z.string().optional(),
  state: z.enum(SALE_STATES).optional(),
  q: z.string().trim().max(255).optional(),
})
export type ListSalesParams = z.infer<typeof ListSalesParams>

export const CollectedBody = z.object({
  /** The sale's own, of the card that was processed. */
  attempts: z.number().int().min(1).optional(),
})
export type CollectedBody = z.infer<typeof CollectedBody>

export const RefundSaleBody = z.object({
  request_id: requestId,
  amount: cents.min(1).optional(),
})
export type RefundSaleBody = z.infer<typeof RefundSaleBody>

function areDistinct(ids: readonly string[]): boolean {
  return new Set(ids).size === ids.length
}
