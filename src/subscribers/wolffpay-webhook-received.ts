import type { SubscriberArgs, SubscriberConfig } from "@medusajs/framework"
import { receiveWebhookEventWorkflow } from "../workflows/receive-webhook-event"
import { createQueue } from "../workflows/receive-webhook-event/queue"

/** A burst after an outage must leave database connections for the checkout. */
const AT_ONCE = 4
const queue = createQueue(AT_ONCE)

export default async function webhookReceived({
  event,
  container,
}: SubscriberArgs<{ id: string }>): Promise<void> {
  await queue(async () => {
    await receiveWebhookEventWorkflow(container).run({ input: { id: event.data.id } })
  })
}

export const config: SubscriberConfig = {
  event: "wolffpay.webhook.received",
  context: { subscriberId: "wolffpay-webhook-received" },
}
