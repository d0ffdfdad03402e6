import type { MedusaContainer } from "@medusajs/framework/types"
import type { PaymentIntentRow } from "../../modules/wolffpay/tables/payment-intents"
import { failPaymentWorkflow } from "../fail-payment"
import { type EventResult, toEventResult } from "./event-result"

export async function handleFailure(
  container: MedusaContainer,
  intent: PaymentIntentRow & { intent_id: string },
  status: string | undefined,
  timestamp: unknown
): Promise<EventResult> {
  const { result } = await failPaymentWorkflow(container).run({
    input: {
      id: intent.id,
      status: status ?? "failed",
      occurred_at: typeof timestamp === "string" ? timestamp : "",
    },
  })
  return toEventResult(result)
}
