import type { MedusaContainer } from "@medusajs/framework/types"
import { Modules } from "@medusajs/framework/utils"
import { type AttentionReason, attentionOf } from "../../modules/wolffpay/attention-of"
import { isFullyRefunded } from "../../modules/wolffpay/refunded-amount"
import type { PaymentIntentRow } from "../../modules/wolffpay/tables/payment-intents"
import { pluginService } from "../plugin-service"
import { completeCart, isPaidOtherwise } from "./complete-cart"
import { type Books, loadBooks } from "./load-books"
import { confirm } from "./confirm"
import { markFailedOrder } from "./mark-order"
import type { SettleOutcome } from "./outcome"
import { capturePayment } from "./capture-payment"
import type WolffPayModuleService from "../../modules/wolffpay/service"

type Intent = PaymentIntentRow & { intent_id: string }

/**
 * The money is in. With a cart that has no order yet the cart is completed (R1); otherwise the payment of the order, or of a
 * collection without a cart, is captured. Then the books are read again: only what is there counts (R4).
 */
export async function settleSucceeded(
  container: MedusaContainer,
  intent: Intent,
  books: Books
): Promise<SettleOutcome> {
  const service = pluginService(container)
  const isStranded = books.cart_id !== undefined && !books.order
  if (books.payment?.captured_at && !isStranded) {
    return confirm(container, intent, books)
  }
  const raise = async (reason: AttentionReason): Promise<SettleOutcome> => {
    await service.flagAttention({
      ...attentionOf(reason, intent),
      payment_id: books.payment?.id ?? null,
      order_id: books.order?.id ?? null,
    })
    if (reason === "refunded_before_order" && isStranded) {
      // Stripe shows the intent as paid for ever; without its session the shopper can pay the cart again.
      await container.resolve(Modules.PAYMENT).deletePaymentSession(books.session.id)
    }
    await service.intents.markSettled(intent.id)
    return { kind: "attention", reason }
  }
  if (await isFullyRefunded(service, intent)) {
    const { payment, order } = books
    if (isStranded) {
      return raise(payment ? "refunded_by_medusa" : "refunded_before_order")
    }
    if (order?.status === "canceled" || payment?.canceled_at) {
      // It came and went back: nothing is owed either way.
      await service.intents.markSettled(intent.id)
      return { kind: "settled", orderId: order?.id ?? null }
    }
    if (!payment && order) {
      await markFailedOrder(container, order.id, intent.intent_id)
    }
    if (!payment) {
      return raise(order ? "refunded_before_booking" : "refunded_before_order")
    }
    // The books follow: what was captured elsewhere, and then what was given back.
  }
  if (isStranded && (await isRefundOpen(service, intent))) {
    // Core may be undoing a completion that failed half way; an order now would be one without money.
    return { kind: "retry", problem: "a refund of this payment is not decided yet" }
  }
  if (books.order?.status === "canceled" || books.payment?.canceled_at) {
    return raise("paid_after_cancel")
  }
  if (!books.payment && (await isPaidOtherwise(container, books))) {
    return raise("paid_twice")
  }
  const problem =
    books.cart_id !== undefined && isStranded
      ? await completeCart(container, books.cart_id, books)
      : await capturePayment(container, books)
  const after = await loadBooks(container, intent.session_id)
  if (after?.payment?.captured_at && (after.order || !after.cart_id)) {
    return confirm(container, intent, after)
  }
  if (isStranded && (await isFullyRefunded(service, intent))) {
    return raise("refunded_by_medusa")
  }
  if (after && !after.payment && (await isPaidOtherwise(container, after))) {
    return raise("paid_twice")
  }
  return { kind: "retry", problem: problem ?? "the payment is not booked" }
}

/** Whether an attempt to refund is still under way, or its outcome unknown. */
async function isRefundOpen(service: WolffPayModuleService, intent: Intent): Promise<boolean> {
  const refunds = await service.refunds.ofIntent(intent.intent_id)
  return refunds.some((refund) => refund.state === "attempting" || refund.state === "unknown")
}
