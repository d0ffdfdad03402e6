import type { SubscriberArgs, SubscriberConfig } from "@medusajs/framework"
import { receiveWebhookEventWorkflow } from "../workflows/receive-webhook-event"
import { createEventQueues } from "../workflows/receive-webhook-event/queue"

const enqueue = createEventQueues()

export default async function webhookReceived({
  event,
  container,
}: SubscriberArgs<{ id: string; event_type?: string }>): Promise<void> {
  await enqueue(event.data.event_type, async () => {
    await receiveWebhookEventWorkflow(container).run({ input: { id: event.data.id } })
  })
}

export const config: SubscriberConfig = {
  event: "wolffpay.webhook.received",
  context: { subscriberId: "wolffpay-webhook-received" },
}
