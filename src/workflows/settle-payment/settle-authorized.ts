import type { MedusaContainer } from "@medusajs/framework/types"
import { processPaymentWorkflow } from "@medusajs/medusa/core-flows"
import { PaymentActions } from "@medusajs/framework/utils"
import { attentionOf } from "../../modules/wolffpay/attention-of"
import type { PaymentIntentRow } from "../../modules/wolffpay/tables/payment-intents"
import { pluginService } from "../plugin-service"
import { compareTotal } from "./compare-total"
import { completeCart, isPaidOtherwise } from "./complete-cart"
import { type Books, loadBooks } from "./load-books"
import { markTestOrder } from "./mark-order"
import { mendInterruption } from "./mend-interruption"
import { placementOf } from "./placement-of"
import { type SettleOutcome, waiting } from "./outcome"
import { problemOf } from "./problem-of"
import { settleOrphan } from "./settle-orphan"

/** An authorisation lives about seven days online and ends without an event (R7). */
const WARN_AFTER_MS = 5 * 24 * 60 * 60 * 1000

/** The money is promised, there is no event for it (W30): the order is placed, and the authorisation is watched. */
export async function settleAuthorized(
  container: MedusaContainer,
  intent: PaymentIntentRow & { intent_id: string },
  books: Books
): Promise<SettleOutcome> {
  const service = pluginService(container)
  if (books.payment) {
    return watch(container, intent, books)
  }
  if (books.order?.status === "canceled") {
    await service.flagAttention({
      ...attentionOf("canceled_order_not_voided", intent, {
        problem: "the payment was authorised after the order was cancelled",
      }),
      order_id: books.order.id,
    })
    return { kind: "attention", reason: "canceled_order_not_voided" }
  }
  if (await isPaidOtherwise(container, books)) {
    // A second authorisation for the same checkout: nobody needs it.
    return settleOrphan(container, intent)
  }
  const problem =
    books.cart_id && !books.order
      ? await completeCart(container, books.cart_id, books)
      : await bookAuthorization(container, books)
  const after = await loadBooks(container, intent.session_id)
  await markTestOrder(container, intent, after?.order)
  if (!after?.payment) {
    return { kind: "retry", problem: problem ?? "the authorisation is not booked" }
  }
  return watch(container, intent, after)
}

/** Booked, and to be captured by somebody: compared with its order (R4), and followed until it is. */
async function watch(
  container: MedusaContainer,
  intent: PaymentIntentRow & { intent_id: string },
  books: Books
): Promise<SettleOutcome> {
  const service = pluginService(container)
  await markTestOrder(container, intent, books.order)
  await compareTotal(container, attentionOf("total_differs", intent), books)
  await warnBeforeExpiry(container, intent, books)
  const unplaced = await mendInterruption(container, placementOf(service, intent), books)
  if (unplaced) {
    return { kind: "retry", problem: unplaced }
  }
  await service.attentions.resolveSubject(
    ["paid_without_order"],
    intent.intent_id,
    "The money is booked after all."
  )
  return waiting
}

/** For an order, or a collection without a cart, that waits for this session. */
export async function bookAuthorization(
  container: MedusaContainer,
  books: Books
): Promise<string | undefined> {
  const { errors } = await processPaymentWorkflow(container).run({
    input: {
      action: PaymentActions.AUTHORIZED,
      data: { session_id: books.session.id, amount: books.session.amount },
    },
    throwOnError: false,
  })
  return problemOf(errors)
}

async function warnBeforeExpiry(
  container: MedusaContainer,
  intent: PaymentIntentRow,
  books: Books
): Promise<void> {
  const since = intent.authorized_at?.getTime()
  if (since !== undefined && Date.now() - since > WARN_AFTER_MS && !books.payment?.canceled_at) {
    await pluginService(container).flagAttention({
      ...attentionOf("authorization_expiring", intent),
      payment_id: books.payment?.id ?? null,
      order_id: books.order?.id ?? null,
    })
  }
}
