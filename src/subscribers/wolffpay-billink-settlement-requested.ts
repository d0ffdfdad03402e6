import type { SubscriberArgs, SubscriberConfig } from "@medusajs/framework"
import { settleInvoiceWorkflow } from "../workflows/settle-invoice"

export default async function billinkSettlementRequested({
  event,
  container,
}: SubscriberArgs<{ id: string }>): Promise<void> {
  await settleInvoiceWorkflow(container).run({ input: { id: event.data.id } })
}

export const config: SubscriberConfig = {
  event: "wolffpay.billink.settlement.requested",
  context: { subscriberId: "wolffpay-billink-settlement-requested" },
}
