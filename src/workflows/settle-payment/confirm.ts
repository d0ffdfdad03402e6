import type { MedusaContainer } from "@medusajs/framework/types"
import { attentionOf } from "../../modules/wolffpay/attention-of"
import { WOLFFPAY_EVENTS } from "../../modules/wolffpay/events"
import { toMinorUnits } from "../../modules/wolffpay/money"
import type { PaymentIntentRow } from "../../modules/wolffpay/tables/payment-intents"
import { pluginService } from "../plugin-service"
import { capturePayment } from "./capture-payment"
import { type Books, loadBooks } from "./load-books"
import { clearFailure, markTestOrder } from "./mark-order"
import type { SettleOutcome } from "./outcome"
import { restoreCollection } from "./restore-collection"

type Intent = PaymentIntentRow & { intent_id: string }

const PLACING_MS = 30_000
const LINE_MS = 10_000
const LINE_LOOKS = 15
const LINE_PAUSE_MS = 200
const SETTLED_BY_SUCCESS = [
  "paid_without_order",
  "captured_during_rollback",
  "event_not_processed",
  "payment_failed_after_order",
]

/** Compares order and money once, marks test money, and tells the shop. */
export async function confirm(
  container: MedusaContainer,
  intent: Intent,
  seen: Books
): Promise<SettleOutcome> {
  const service = pluginService(container)
  let books = seen
  if (intent.settled_at === null) {
    books = await afterCapturing(container, intent, seen)
    if (!isOnOrder(books)) {
      if (isBeingCaptured(intent, books)) {
        return { kind: "retry", problem: "the order's line for the capture is still being written" }
      }
      const problem = await capturePayment(container, books)
      if (problem) {
        return { kind: "retry", problem }
      }
      if (isOlderThanPlacing(books)) {
        await service.flagAttention({
          ...attentionOf("order_interrupted", intent),
          order_id: books.order?.id ?? null,
          payment_id: books.payment?.id ?? null,
        })
      }
    }
    await markTestOrder(container, intent, books.order)
    await clearFailure(container, intent, books.order)
    await compareTotal(container, intent, books)
    await restoreCollection(container, intent, books)
    await service.attentions.resolveSubject(
      SETTLED_BY_SUCCESS,
      intent.intent_id,
      "The money is in and booked after all."
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

/** An admin who captures right now writes the order's line in a moment. */
async function afterCapturing(
  container: MedusaContainer,
  intent: Intent,
  seen: Books
): Promise<Books> {
  let books = seen
  for (let look = 0; look < LINE_LOOKS; look += 1) {
    if (isOnOrder(books) || !isBeingCaptured(intent, books)) {
      break
    }
    await new Promise((resolve) => setTimeout(resolve, LINE_PAUSE_MS))
    books = (await loadBooks(container, intent.session_id)) ?? books
  }
  return books
}

/**
 * The admin's capture takes no lock, so a line that is written for it meanwhile would count double. What is captured by
 * itself is captured under the cart's lock, which capturing again waits for.
 */
function isBeingCaptured(intent: Intent, { payment }: Books): boolean {
  if (intent.capture_method !== "manual") {
    return false
  }
  const capturedAt = payment?.captured_at ? new Date(payment.captured_at).getTime() : 0
  return Date.now() - capturedAt < LINE_MS
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

/** A completion under way takes seconds; what still lacks its line after this was cut off. */
function isOlderThanPlacing({ order }: Books): boolean {
  return order !== undefined && Date.now() - order.created_at.getTime() > PLACING_MS
}
