import type { MedusaContainer } from "@medusajs/framework/types"
import { attentionOf } from "../../modules/wolffpay/attention-of"
import { WOLFFPAY_EVENTS } from "../../modules/wolffpay/events"
import type { PaymentIntentRow } from "../../modules/wolffpay/tables/payment-intents"
import { pluginService } from "../plugin-service"
import { capturePayment } from "./capture-payment"
import { compareTotal } from "./compare-total"
import { type Books, loadBooks } from "./load-books"
import { clearFailure, markTestOrder } from "./mark-order"
import { mendInterruption } from "./mend-interruption"
import { placementOf } from "./placement-of"
import type { SettleOutcome } from "./outcome"
import { restoreCollection } from "./restore-collection"

type Intent = PaymentIntentRow & { intent_id: string }

const LINE_MS = 10_000
const LINE_LOOKS = 15
const LINE_PAUSE_MS = 200
const SETTLED_BY_SUCCESS = [
  "paid_without_order",
  "captured_during_rollback",
  "event_not_processed",
  "payment_failed_after_order",
  "sale_not_captured",
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
    }
    const unplaced = await mendInterruption(container, placementOf(service, intent), books)
    if (unplaced) {
      return { kind: "retry", problem: unplaced }
    }
    await markTestOrder(container, intent, books.order)
    await clearFailure(container, intent, books.order)
    await compareTotal(container, attentionOf("total_differs", intent), books)
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
export function isOnOrder({ order, payment }: Books): boolean {
  return !order || !payment || payment.capture_ids.every((id) => order.transaction_ids.includes(id))
}

/** Whoever captures right now writes the order's line in a moment. */
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
 * A capture by the shop's own code takes no lock, unlike the admin's, so a line that is written for it meanwhile would count
 * double. What is captured by itself is captured under the cart's lock, which capturing again waits for.
 */
function isBeingCaptured(intent: Intent, { payment }: Books): boolean {
  if (intent.capture_method !== "manual") {
    return false
  }
  const capturedAt = payment?.captured_at ? new Date(payment.captured_at).getTime() : 0
  return Date.now() - capturedAt < LINE_MS
}
