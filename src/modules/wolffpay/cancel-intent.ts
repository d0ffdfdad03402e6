import type { CallOptions, PaymentIntentId } from "../../clients/wolffpay"
import { isDefiniteRefusal } from "./api-errors"
import { cancelAtWolffPay } from "./intent-actions"
import { lookUp } from "./look-up"
import type WolffPayModuleService from "./service"
import { type IntentState, stateOfStatus } from "./tables/intent-state"
import type { PaymentIntentRow } from "./tables/payment-intents"

/**
 * Cancels an intent at WolffPay (W17) and says what it is now. A refusal is looked into: it may be paid, or cancelled
 * already. Throws when the outcome is unknown, or when the look itself fails.
 */
export async function cancelIntent(
  service: WolffPayModuleService,
  intent: PaymentIntentRow & { intent_id: PaymentIntentId | string },
  call: Omit<CallOptions, "idempotencyKey">,
  clock: () => number = Date.now
): Promise<IntentState> {
  const startedAt = clock()
  const look = async (): Promise<IntentState> => {
    const deadlineMs = remaining(call.deadlineMs, clock() - startedAt)
    return (await lookUp(service, intent, { ...call, ...deadlineMs })).state
  }
  try {
    const answer = await cancelAtWolffPay(service, intent, {
      ...call,
      idempotencyKey: `medusa:cancel:${intent.id}:${intent.cancel_refusals}`,
    })
    if (answer.status === undefined || stateOfStatus(answer.status) !== "canceled") {
      // WolffPay would repeat this answer under its key for a day (W9).
      await service.intents.noteRefusal(intent.id, "cancel")
      return await look()
    }
    await service.intents.advance(intent.id, "canceled", "canceled")
    return "canceled"
  } catch (error) {
    if (!isDefiniteRefusal(error)) {
      throw error
    }
    await service.intents.noteRefusal(intent.id, "cancel")
    return look()
  }
}

function remaining(deadlineMs: number | undefined, spentMs: number): { deadlineMs?: number } {
  return deadlineMs === undefined ? {} : { deadlineMs: Math.max(200, deadlineMs - spentMs) }
}
