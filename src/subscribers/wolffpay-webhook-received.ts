import type { SubscriberArgs, SubscriberConfig } from "@medusajs/framework"
import { receiveWebhookEventWorkflow } from "../workflows/receive-webhook-event"

export default async function webhookReceived({
  event,
  container,
}: SubscriberArgs<{ id: string }>): Promise<void> {
  await receiveWebhookEventWorkflow(container).run({
    input: { id: event.data.id },
  })
}

export const config: SubscriberConfig = {
  event: "wolffpay.webhook.received",
  context: { subscriberId: "wolffpay-webhook-received" },
}
