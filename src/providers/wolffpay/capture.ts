import type { CapturePaymentInput, CapturePaymentOutput } from "@medusajs/framework/types"
import { MedusaError } from "@medusajs/framework/utils"
import type { CallOptions } from "../../clients/wolffpay"
import { isDefiniteRefusal, toMedusaError } from "../../modules/wolffpay/api-errors"
import { captureAtWolffPay, isFreshAtCounter } from "../../modules/wolffpay/intent-actions"
import { knownState } from "../../modules/wolffpay/known-state"
import { lookUp } from "../../modules/wolffpay/look-up"
import type WolffPayModuleService from "../../modules/wolffpay/service"
import type { PaymentIntentRow } from "../../modules/wolffpay/tables/payment-intents"
import type { ProviderCradle } from "./dependencies"
import { knownIntent } from "./known-intent"
import { refusePartial } from "./refuse-partial"

/** Three calls share it at the worst; a proxy in front of the admin waits about 30 seconds. */
const DEADLINE_MS = 8_000

/**
 * Captures the whole intent: WolffPay's capture takes no amount (W17), so a partial one is refused before any call.
 * Looks first; an intent that is captured already is success.
 */
export async function capture(
  service: WolffPayModuleService,
  cradle: ProviderCradle,
  input: CapturePaymentInput
): Promise<CapturePaymentOutput> {
  await refusePartial("WolffPay", cradle, input.context?.idempotency_key)
  const intent = await knownIntent(service, input.data)
  const captured = { data: { ...input.data, status: "succeeded" } }
  if ((await knownState(service, intent)) === "succeeded") {
    return captured
  }
  try {
    if (isFreshAtCounter(intent)) {
      await captureAuthorized(service, intent)
      return captured
    }
    const seen = await lookUp(service, intent, callFor(intent))
    if (seen.agrees && seen.state === "succeeded") {
      return captured
    }
    if (!seen.agrees || seen.state !== "authorized") {
      throw new MedusaError(
        MedusaError.Types.NOT_ALLOWED,
        `WolffPay cannot capture this payment: its status is ${seen.status}.`
      )
    }
    await captureAuthorized(service, intent)
    return captured
  } catch (error) {
    throw toMedusaError(error, "merchant")
  }
}

async function captureAuthorized(
  service: WolffPayModuleService,
  intent: PaymentIntentRow & { intent_id: string }
): Promise<void> {
  const call = callFor(intent)
  try {
    const answer = await captureAtWolffPay(service, intent, {
      ...call,
      idempotencyKey: `medusa:capture:${intent.id}:${intent.capture_refusals}`,
    })
    if (answer.status === "succeeded") {
      await service.intents.advance(intent.id, "succeeded", "succeeded")
      return
    }
  } catch (error) {
    if (isDefiniteRefusal(error)) {
      await service.intents.noteRefusal(intent.id, "capture")
    }
    // Refused or unknown: look. Captured elsewhere in the meantime is success; never throw after money moved.
    const seen = await lookUp(service, intent, call)
    if (seen.state !== "succeeded") {
      throw error
    }
    return
  }
  const seen = await lookUp(service, intent, call)
  if (seen.state !== "succeeded") {
    // WolffPay would repeat this answer under its key for a day (W9).
    await service.intents.noteRefusal(intent.id, "capture")
    await service.intents.checkSoon(intent.id)
    throw new MedusaError(
      MedusaError.Types.UNEXPECTED_STATE,
      `WolffPay has taken the capture but shows ${seen.status}. It is looked at again by itself.`
    )
  }
}

/** At the counter a customer is waiting. */
function callFor(intent: PaymentIntentRow): CallOptions {
  return {
    lane: intent.channel === "terminal" ? "counter" : "settlement",
    deadlineMs: DEADLINE_MS,
  }
}
