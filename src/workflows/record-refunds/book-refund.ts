import type { MedusaContainer } from "@medusajs/framework/types"
import { Modules } from "@medusajs/framework/utils"
import { refundPaymentWorkflow } from "@medusajs/medusa/core-flows"
import { closeRefund } from "../../modules/wolffpay/close-refund"
import { toMajorUnits } from "../../modules/wolffpay/money"
import { isNotPaidOut } from "../../modules/wolffpay/refunded-amount"
import type { PaymentIntentRow } from "../../modules/wolffpay/tables/payment-intents"
import type { RefundRow } from "../../modules/wolffpay/tables/refunds"
import { pluginService } from "../plugin-service"
import type { Books } from "../settle-payment/load-books"
import { problemOf } from "../settle-payment/problem-of"

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
  if (isNotPaidOut(refund.status)) {
    return undefined
  }
  if (refund.currency !== intent.currency) {
    return `it is in ${refund.currency.toUpperCase()}, the payment is not`
  }
  if (intent.settled_at !== null && !books?.payment) {
    // Refunded before, or instead of, an order: there is nothing in Medusa to book it on.
    await closeRefund(service, refund, null)
    return undefined
  }
  if (!books?.payment?.captured_at) {
    return "the payment is not booked in Medusa yet"
  }
  if (await isHeld(container, refund.medusa_refund_id)) {
    // Written when the merchant asked for it; only our own row was not closed.
    await closeRefund(service, refund, refund.medusa_refund_id)
    return undefined
  }
  const input = {
    payment_id: books.payment.id,
    amount: toMajorUnits(refund.amount),
    note: `WolffPay ${refund.refund_id}`,
  }
  const problem = await bookOnPayment(container, books.order, input)
  const after = problem ? await service.refunds.ofRefund(refund.refund_id ?? "") : undefined
  // Something may stand in the way of the order's line; the refund itself is booked then, and its line is written later.
  return after?.booked_at ? undefined : problem
}

/** Through core's workflow where there is an order, whose account gets its line then. Gives what stands in the way. */
export async function bookOnPayment(
  container: MedusaContainer,
  order: Books["order"],
  input: { payment_id: string; amount: number; note: string }
): Promise<string | undefined> {
  if (!order || order.status === "canceled") {
    return refundWithoutOrder(container, input)
  }
  const { errors } = await refundPaymentWorkflow(container).run({ input, throwOnError: false })
  return problemOf(errors)
}

/** Whether Medusa has this refund. */
export async function isHeld(
  container: MedusaContainer,
  medusaRefundId: string | null
): Promise<boolean> {
  if (medusaRefundId === null) {
    return false
  }
  const found = await container
    .resolve(Modules.PAYMENT)
    .listRefunds({ id: [medusaRefundId] }, { select: ["id"] })
  return found.length > 0
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
