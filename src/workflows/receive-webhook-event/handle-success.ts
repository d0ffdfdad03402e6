import type { MedusaContainer } from "@medusajs/framework/types"
import { attentionOf } from "../../modules/wolffpay/attention-of"
import type { PaymentIntentRow } from "../../modules/wolffpay/tables/payment-intents"
import { lookUp } from "../../modules/wolffpay/look-up"
import { type IntentState, stateOfStatus } from "../../modules/wolffpay/tables/intent-state"
import { pluginService } from "../plugin-service"
import { settlePaymentWorkflow } from "../settle-payment"
import { type EventResult, toEventResult } from "./event-result"

/** With any other status a success contradicts itself: nothing is voided on its word, WolffPay is asked once. */
const PAYING: readonly IntentState[] = ["succeeded", "authorized", "processing"]

/** `payment.succeeded` counts as captured only when its status says so (R5); the books are brought in line by settling. */
export async function handleSuccess(
  container: MedusaContainer,
  intent: PaymentIntentRow & { intent_id: string },
  status: string | undefined
): Promise<EventResult> {
  const service = pluginService(container)
  const state = status === undefined ? undefined : stateOfStatus(status)
  if (status === undefined || state === undefined) {
    await service.flagAttention(attentionOf("unknown_status", intent, { status: status ?? "" }))
    await service.intents.checkSoon(intent.id)
    return { close: "attention", outcome: "unknown_status" }
  }
  if (PAYING.includes(state)) {
    await service.intents.advance(intent.id, state, status)
  } else if (!(await lookUp(service, intent, { lane: "background" })).agrees) {
    return { close: "attention", outcome: "amount_mismatch" }
  }
  const { result } = await settlePaymentWorkflow(container).run({
    input: { id: intent.id },
  })
  return toEventResult(result)
}
