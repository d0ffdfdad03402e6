import type { CallOptions } from "../../clients/wolffpay"
import type WolffPayModuleService from "./service"
import type { PaymentIntentRow } from "./tables/payment-intents"

/** How long what WolffPay has just told of an authorisation needs no second look, ms. */
const FRESH_MS = 60_000

type Answer = { status: string | undefined }

/** Captures the whole intent where it was made (W17, W25). The status is not documented for the counter. */
export function captureAtWolffPay(
  service: WolffPayModuleService,
  intent: PaymentIntentRow & { intent_id: string },
  call: CallOptions
): Promise<Answer> {
  const { client } = service.wolffPay
  return intent.channel === "terminal"
    ? client.captureTerminalPayment({ paymentIntentId: intent.intent_id }, call)
    : client.capturePayment(intent.intent_id, call)
}

/** Cancels the intent where it was made (W17, W25). */
export function cancelAtWolffPay(
  service: WolffPayModuleService,
  intent: PaymentIntentRow & { intent_id: string },
  call: CallOptions
): Promise<Answer> {
  const { client } = service.wolffPay
  return intent.channel === "terminal"
    ? client.cancelTerminalPayment({ paymentIntentId: intent.intent_id }, call)
    : client.cancelPayment(intent.intent_id, call)
}

/** A card that was approved at the counter a moment ago: nothing can have happened to it since. */
export function isFreshAtCounter(intent: PaymentIntentRow, now = Date.now()): boolean {
  return (
    intent.channel === "terminal" &&
    intent.state === "authorized" &&
    intent.state_at !== null &&
    now - intent.state_at.getTime() < FRESH_MS
  )
}
