import type { MedusaContainer } from "@medusajs/framework/types"
import { Modules } from "@medusajs/framework/utils"
import { attentionOf } from "../../modules/wolffpay/attention-of"
import { WOLFFPAY_EVENTS } from "../../modules/wolffpay/events"
import type { PaymentIntentRow } from "../../modules/wolffpay/tables/payment-intents"
import { pluginService } from "../plugin-service"
import { failPlacedOrder } from "./fail-placed-order"
import type { Books } from "./load-books"
import type { SettleOutcome } from "./outcome"

/**
 * The intent ended at WolffPay without being captured: expired, or cancelled in the dashboard; no event tells of it (R7).
 * Without a payment in Medusa there is nothing to undo: the shopper starts a new one.
 */
export async function settleCanceled(
  container: MedusaContainer,
  intent: PaymentIntentRow & { intent_id: string },
  books: Books
): Promise<SettleOutcome> {
  const service = pluginService(container)
  const { payment, order } = books
  if (payment && !payment.captured_at && !payment.canceled_at) {
    // Of a sale at the counter, the sale itself calls a person.
    if (intent.channel === "online") {
      await service.flagAttention({
        ...attentionOf("authorization_expired", intent),
        payment_id: payment.id,
        order_id: order?.id ?? null,
      })
    }
    // The provider sees that it is cancelled already and only the book follows.
    await container.resolve(Modules.PAYMENT).cancelPayment(payment.id)
  } else if (intent.channel === "online" && !payment && order && order.status !== "canceled") {
    await failPlacedOrder(container, intent, books)
    await service.emit(WOLFFPAY_EVENTS.paymentFailed, {
      payment_session_id: intent.session_id,
      intent_id: intent.intent_id,
      order_id: order.id,
      amount: intent.amount,
      currency: intent.currency,
    })
  }
  await service.intents.markSettled(intent.id)
  return { kind: "settled", orderId: order?.id ?? null }
}
