import type { MedusaContainer } from "@medusajs/framework/types"
import { attentionOf } from "../../modules/wolffpay/attention-of"
import type { WebhookEventRow } from "../../modules/wolffpay/tables/webhook-events"
import { pluginService } from "../plugin-service"

/** An event that cannot be worked through is kept and shown to a person; it is not tried again. */
export async function giveUp(
  container: MedusaContainer,
  event: WebhookEventRow,
  problem: string
): Promise<void> {
  const service = pluginService(container)
  const intent = event.payment_intent_id
    ? await service.intents.ofIntent(event.payment_intent_id)
    : undefined
  if (intent) {
    const reason =
      event.event_type === "payment.succeeded" ? "paid_without_order" : "event_not_processed"
    await service.flagAttention(attentionOf(reason, intent, { problem }))
  } else {
    await service.flagAttention({
      reason: "event_not_processed",
      subject: event.id,
      message: `A webhook (${event.event_type}) could not be processed: ${problem}`,
      what_to_do:
        "Look the payment up in WolffPay's dashboard and see the server's log for the cause.",
    })
  }
  await service.events.close(event.id, "attention", problem)
}
