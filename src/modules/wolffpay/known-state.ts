import { parseWebhookEvent, readPaymentEventData } from "../../clients/wolffpay"
import type WolffPayModuleService from "./service"
import type { IntentState } from "./tables/intent-state"
import type { PaymentIntentRow } from "./tables/payment-intents"

/**
 * What is known of an intent without asking WolffPay: what our row says, or a verified `payment.succeeded` that waits in the
 * inbox and agrees in amount and currency (R3, R5). Never read from a payment session's data.
 */
export async function knownState(
  service: WolffPayModuleService,
  intent: PaymentIntentRow
): Promise<IntentState> {
  if (intent.returned_at !== null) {
    // The bank took the money back: it pays for nothing any more.
    return "canceled"
  }
  if (intent.state === "succeeded" || intent.intent_id === null) {
    return intent.state
  }
  const bodies = await service.events.bodiesOfIntent(intent.intent_id, "payment.succeeded")
  if (!bodies.some((body) => provesSuccess(body, intent))) {
    return intent.state
  }
  await service.intents.advance(intent.id, "succeeded", "succeeded")
  return "succeeded"
}

function provesSuccess(body: string, intent: PaymentIntentRow): boolean {
  const parsed = parseWebhookEvent(safeParse(body))
  if (!parsed.ok) {
    return false
  }
  const data = readPaymentEventData(parsed.event.data)
  return (
    data.paymentIntentId === intent.intent_id &&
    data.status === "succeeded" &&
    data.amount === intent.amount &&
    data.currency === intent.currency
  )
}

function safeParse(body: string): unknown {
  try {
    return JSON.parse(body)
  } catch {
    return undefined
  }
}
