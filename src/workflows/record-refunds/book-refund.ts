import type { MedusaContainer } from "@medusajs/framework/types"
import { Modules } from "@medusajs/framework/utils"
import { refundPaymentWorkflow } from "@medusajs/medusa/core-flows"
import { toMajorUnits } from "../../modules/wolffpay/money"
import type { PaymentIntentRow } from "../../modules/wolffpay/tables/payment-intents"
import type { RefundRow } from "../../modules/wolffpay/tables/refunds"
import { pluginService } from "../plugin-service"
import type { Books } from "../settle-payment/load-books"
import { problemOf } from "../settle-payment/problem-of"
import { earlierBooking } from "./earlier-booking"

/**
 * Books a refund that exists at WolffPay in Medusa, once. The note names it, which tells our provider that the money has
 * moved already. Returns what stands in the way, if anything.
 */
export async function bookRefund(
  container: MedusaContainer,
  intent: PaymentIntentRow & { intent_id: string },
  books: Books | undefined,
  refund: RefundRow
): Promise<string | undefined> {
  const service = pluginService(container)
  if (refund.status === "failed" || refund.status === "canceled") {
    return undefined
  }
  if (intent.settled_at !== null && !books?.payment) {
    // Refunded before, or instead of, an order: there is nothing in Medusa to book it on.
    await service.refunds.markBooked(refund.id, null)
    return undefined
  }
  if (!books?.payment?.captured_at) {
    return "the payment is not booked in Medusa yet"
  }
  const earlier = await earlierBooking(container, refund, books)
  if (earlier === "whole") {
    await service.refunds.markBooked(refund.id, refund.medusa_refund_id)
    return undefined
  }
  if (earlier === "being written") {
    return "the refund is still being written in Medusa"
  }
  const input = {
    payment_id: books.payment.id,
    amount: toMajorUnits(refund.amount),
    note: `WolffPay ${refund.refund_id}`,
  }
  const problem =
    books.order && books.order.status !== "canceled"
      ? problemOf(
          (
            await refundPaymentWorkflow(container).run({
              input,
              throwOnError: false,
            })
          ).errors
        )
      : await refundWithoutOrder(container, input)
  const after = problem ? await service.refunds.ofRefund(refund.refund_id ?? "") : undefined
  // Another change of the order may stand in the way of its credit line; the refund itself is booked then.
  return after?.booked_at ? undefined : problem
}

async function refundWithoutOrder(
  container: MedusaContainer,
  input: { payment_id: string; amount: number; note: string }
): Promise<string | undefined> {
  try {
    await container.resolve(Modules.PAYMENT).refundPayment(input)
    return undefined
  } catch (error) {
    return problemOf([{ error }])
  }
}
