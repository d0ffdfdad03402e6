import type { MedusaContainer } from "@medusajs/framework/types"
import { processPaymentWorkflow } from "@medusajs/medusa/core-flows"
import { PaymentActions } from "@medusajs/framework/utils"
import { type AttentionReason, attentionOf } from "../../modules/wolffpay/attention-of"
import { WOLFFPAY_EVENTS } from "../../modules/wolffpay/events"
import { toMinorUnits } from "../../modules/wolffpay/money"
import { isFullyRefunded } from "../../modules/wolffpay/refunded-amount"
import type { PaymentIntentRow } from "../../modules/wolffpay/tables/payment-intents"
import { pluginService } from "../plugin-service"
import { completeCart, isPaidOtherwise } from "./complete-cart"
import { type Books, loadBooks } from "./load-books"
import { markTestOrder } from "./mark-order"
import type { SettleOutcome } from "./outcome"
import { problemOf } from "./problem-of"

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
  if (books.payment?.captured_at) {
    return confirm(container, intent, books)
  }
  const service = pluginService(container)
  const raise = async (reason: AttentionReason): Promise<SettleOutcome> => {
    await service.flagAttention({
      ...attentionOf(reason, intent),
      payment_id: books.payment?.id ?? null,
      order_id: books.order?.id ?? null,
    })
    await service.intents.markSettled(intent.id)
    return { kind: "attention", reason }
  }
  if (await isFullyRefunded(service, intent)) {
    return raise("refunded_before_order")
  }
  if (books.order?.status === "canceled" || books.payment?.canceled_at) {
    return raise("paid_after_cancel")
  }
  if (!books.payment && (await isPaidOtherwise(container, books))) {
    return raise("paid_twice")
  }
  const problem =
    books.cart_id && !books.order
      ? await completeCart(container, books.cart_id, books)
      : await capturePayment(container, books)
  const after = await loadBooks(container, intent.session_id)
  if (after?.payment?.captured_at) {
    return confirm(container, intent, after)
  }
  if (await isFullyRefunded(service, intent)) {
    return raise("refunded_by_medusa")
  }
  if (after && !after.payment && (await isPaidOtherwise(container, after))) {
    return raise("paid_twice")
  }
  return { kind: "retry", problem: problem ?? "the payment is not booked" }
}

/** The payment's own amount, not the rounded one: a total of 29.282 is captured in full by 29.282. */
async function capturePayment(
  container: MedusaContainer,
  books: Books
): Promise<string | undefined> {
  const { errors } = await processPaymentWorkflow(container).run({
    input: {
      action: PaymentActions.SUCCESSFUL,
      data: {
        session_id: books.session.id,
        amount: books.payment?.amount ?? books.session.amount,
      },
    },
    throwOnError: false,
  })
  return problemOf(errors)
}

/** Compares order and money once, marks test money, and tells the shop. */
async function confirm(
  container: MedusaContainer,
  intent: Intent,
  books: Books
): Promise<SettleOutcome> {
  const service = pluginService(container)
  if (books.cart_id && !books.order) {
    // Captured, but the order's transaction is still being written; or it was rolled back.
    return { kind: "retry", problem: "the order is not there yet" }
  }
  if (intent.settled_at === null) {
    const problem = isOnOrder(books) ? undefined : await capturePayment(container, books)
    if (problem) {
      return { kind: "retry", problem }
    }
    if (books.order && !intent.live) {
      await markTestOrder(container, books.order.id)
    }
    await compareTotal(container, intent, books)
    await service.attentions.resolveSubject(
      ["paid_without_order", "captured_during_rollback", "event_not_processed"],
      intent.intent_id,
      "The order was placed after all."
    )
    await service.emit(WOLFFPAY_EVENTS.paymentSucceeded, {
      payment_session_id: intent.session_id,
      intent_id: intent.intent_id,
      order_id: books.order?.id ?? null,
      amount: intent.amount,
      currency: intent.currency,
    })
    await service.intents.markSettled(intent.id)
    // A refund may have been seen before there was a payment to book it on.
    await service.refunds.checkSoon(intent.intent_id)
  }
  return { kind: "settled", orderId: books.order?.id ?? null }
}

/**
 * A process that dies between the capture and its line on the order leaves an order that looks unpaid. Core adds the line
 * when the capture is run again, under the cart's lock and only once.
 */
function isOnOrder({ order, payment }: Books): boolean {
  return !order || !payment || payment.capture_ids.every((id) => order.transaction_ids.includes(id))
}

/** Core compares nothing: a cart that changes while it is completed gives an order of another amount (R4). */
async function compareTotal(
  container: MedusaContainer,
  intent: Intent,
  books: Books
): Promise<void> {
  const { order } = books
  // An edited order, or a collection for a difference, rightly has another total.
  if (!order || !books.cart_id || order.version > 1) {
    return
  }
  const total = toMinorUnits(order.total)
  if (total !== intent.amount) {
    await pluginService(container).flagAttention({
      ...attentionOf("total_differs", intent),
      order_id: order.id,
      payment_id: books.payment?.id ?? null,
      amount_medusa: total,
    })
  }
}
