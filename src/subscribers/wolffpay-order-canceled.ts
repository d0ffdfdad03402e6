import type { SubscriberArgs, SubscriberConfig } from "@medusajs/framework"
import { closeCanceledOrderWorkflow } from "../workflows/close-canceled-order"

export default async function orderCanceled({
  event,
  container,
}: SubscriberArgs<{ id: string }>): Promise<void> {
  await closeCanceledOrderWorkflow(container).run({
    input: { order_id: event.data.id },
  })
}

export const config: SubscriberConfig = {
  event: "order.canceled",
  context: { subscriberId: "wolffpay-order-canceled" },
}
