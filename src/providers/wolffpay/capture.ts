import type { CapturePaymentInput, CapturePaymentOutput } from "@medusajs/framework/types"
import { MathBN, MedusaError } from "@medusajs/framework/utils"
import { isDefiniteRefusal, toMedusaError } from "../../modules/wolffpay/api-errors"
import { knownState } from "../../modules/wolffpay/known-state"
import { lookUp } from "../../modules/wolffpay/look-up"
import type WolffPayModuleService from "../../modules/wolffpay/service"
import type { PaymentIntentRow } from "../../modules/wolffpay/tables/payment-intents"
import { paymentInternals, type ProviderCradle } from "./dependencies"
import { knownIntent } from "./known-intent"

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
  await refusePartial(cradle, input.context?.idempotency_key)
  const intent = await knownIntent(service, input.data)
  const captured = { data: { ...input.data, status: "succeeded" } }
  if ((await knownState(service, intent)) === "succeeded") {
    return captured
  }
  try {
    const seen = await lookUp(service, intent, {
      lane: "settlement",
      deadlineMs: DEADLINE_MS,
    })
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
  const call = { lane: "settlement" as const, deadlineMs: DEADLINE_MS }
  try {
    const answer = await service.wolffPay.client.capturePayment(intent.intent_id, {
      ...call,
      idempotencyKey: `medusa:capture:${intent.id}:${intent.capture_refusals}`,
    })
    if (answer.status === "succeeded") {
      await service.intents.advance(intent.id, "succeeded", answer.status)
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
    await service.intents.checkSoon(intent.id)
    throw new MedusaError(
      MedusaError.Types.UNEXPECTED_STATE,
      `WolffPay has taken the capture but shows ${seen.status}. It is looked at again by itself.`
    )
  }
}

/** Medusa passes no amount to a provider; the capture row, whose id is the idempotency key, has it. */
async function refusePartial(cradle: ProviderCradle, captureId: string | undefined): Promise<void> {
  const { captureService } = paymentInternals(cradle)
  const row =
    captureId && captureService
      ? await captureService.retrieve(captureId, { relations: ["payment"] }).catch(() => undefined)
      : undefined
  const amount = amountOf(row)
  const whole = amountOf(row?.payment)
  if (amount === undefined || whole === undefined) {
    throw new MedusaError(
      MedusaError.Types.NOT_ALLOWED,
      "The amount to capture is not known, and WolffPay can only capture a payment as a whole."
    )
  }
  if (!MathBN.eq(amount, whole)) {
    throw new MedusaError(
      MedusaError.Types.NOT_ALLOWED,
      "WolffPay can only capture a payment as a whole. Capture the full amount, and refund the part that is not needed."
    )
  }
}

type Amount = Parameters<typeof MathBN.convert>[0]

function amountOf(row: unknown): Amount | undefined {
  if (typeof row !== "object" || row === null) {
    return undefined
  }
  const { raw_amount, amount } = row as { raw_amount?: Amount; amount?: Amount }
  return raw_amount ?? amount ?? undefined
}
