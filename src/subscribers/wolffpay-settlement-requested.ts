import type { SubscriberArgs, SubscriberConfig } from "@medusajs/framework"
import { settlePaymentWorkflow } from "../workflows/settle-payment"

export default async function settlementRequested({
  event,
  container,
}: SubscriberArgs<{ id: string }>): Promise<void> {
  await settlePaymentWorkflow(container).run({ input: { id: event.data.id } })
}

export const config: SubscriberConfig = {
  event: "wolffpay.settlement.requested",
  context: { subscriberId: "wolffpay-settlement-requested" },
}
