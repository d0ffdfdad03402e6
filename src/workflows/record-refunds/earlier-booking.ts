import type { MedusaContainer } from "@medusajs/framework/types"
import { Modules } from "@medusajs/framework/utils"
import { ATTEMPT_SECONDS, type RefundRow } from "../../modules/wolffpay/tables/refunds"
import type { Books } from "../settle-payment/load-books"

/**
 * What became of the refund that Medusa wrote when the merchant asked for this one. Medusa writes it before it calls the
 * provider and the order's line after it: a process that dies in between leaves half a booking, which is taken out here.
 */
export async function earlierBooking(
  container: MedusaContainer,
  refund: RefundRow,
  books: Books
): Promise<"none" | "being written" | "whole"> {
  if (refund.medusa_refund_id === null) {
    return "none"
  }
  const payments = container.resolve(Modules.PAYMENT)
  const [found] = await payments.listRefunds({ id: [refund.medusa_refund_id] }, { select: ["id"] })
  if (!found) {
    return "none"
  }
  if (!books.order || books.order.transaction_ids.includes(found.id)) {
    return "whole"
  }
  if (Date.now() - refund.updated_at.getTime() < ATTEMPT_SECONDS * 1000) {
    return "being written"
  }
  await payments.deleteRefunds([found.id])
  return "none"
}
