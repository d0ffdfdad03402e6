import type {
  CancelPaymentInput,
  CancelPaymentOutput,
  DeletePaymentInput,
  DeletePaymentOutput,
} from "@medusajs/framework/types"
import { MedusaError } from "@medusajs/framework/utils"
import { toMedusaError } from "../../modules/wolffpay/api-errors"
import { attentionOf } from "../../modules/wolffpay/attention-of"
import { cancelIntent } from "../../modules/wolffpay/cancel-intent"
import { WOLFFPAY_EVENTS } from "../../modules/wolffpay/events"
import { knownState } from "../../modules/wolffpay/known-state"
import { lookUp } from "../../modules/wolffpay/look-up"
import { isFullyRefunded } from "../../modules/wolffpay/refunded-amount"
import type WolffPayModuleService from "../../modules/wolffpay/service"
import { alreadyPaid } from "../../modules/wolffpay/store-errors"
import type { IntentState } from "../../modules/wolffpay/tables/intent-state"
import { DEADLINES } from "../../modules/wolffpay/deadlines"
import type { PaymentIntentRow } from "../../modules/wolffpay/tables/payment-intents"
import { paymentInternals, type ProviderCradle } from "./dependencies"
import { findIntent, type KnownIntent } from "./known-intent"
import { describeError } from "../../modules/wolffpay/describe-error"

/** Leaves time to look when WolffPay refuses, or does not answer. */
const DELETE_ATTEMPT_MS = 1000
/** With less than this left, no answer would come. */
const LEAST_LOOK_MS = 100
const CANCEL_DEADLINE_MS = 20_000

/**
 * Gives up a payment session: voids its intent. A paid or processing one is not given up (R13); what cannot be reached in
 * time is left to the job.
 */
export async function deleteSession(
  service: WolffPayModuleService,
  cradle: ProviderCradle,
  input: DeletePaymentInput
): Promise<DeletePaymentOutput> {
  const intent = await findIntent(service, input.data)
  if (!intent) {
    return { data: input.data }
  }
  let state = await knownState(service, intent)
  if (
    state === "authorized" &&
    ((await paymentExists(cradle, intent.session_id)) || (await isBeingSold(service, intent)))
  ) {
    // An order stands on it, or is about to: nobody must void it by starting over.
    throw alreadyPaid("authorized")
  }
  if (state !== "succeeded" && state !== "processing" && state !== "canceled") {
    state = await cancelInTime(service, intent)
  }
  if (state === "succeeded" || state === "processing") {
    if (await isFullyRefunded(service, intent)) {
      return { data: input.data }
    }
    await service.emit(WOLFFPAY_EVENTS.settlementRequested, { id: intent.id })
    throw alreadyPaid(state)
  }
  if (state !== "canceled") {
    await service.intents.abandon(intent.id)
  }
  return { data: input.data }
}

/**
 * One attempt to cancel. When its outcome is not known, one look with the time that is left: what is paid is not given up (R13).
 * What is not known then either, the job follows (R12).
 */
async function cancelInTime(
  service: WolffPayModuleService,
  intent: KnownIntent
): Promise<IntentState> {
  const call = { lane: "checkout", maxAttempts: 1 } as const
  const startedAt = Date.now()
  try {
    return await cancelIntent(service, intent, {
      ...call,
      deadlineMs: DEADLINES.deleteSession,
      timeoutMs: DELETE_ATTEMPT_MS,
    })
  } catch (error) {
    service.logger.warn(
      `WolffPay did not cancel ${intent.intent_id} in time; it is looked at, and if it is unpaid tried again in the background: ${describeError(error)}`
    )
  }
  const deadlineMs = DEADLINES.deleteSession - (Date.now() - startedAt)
  if (deadlineMs < LEAST_LOOK_MS) {
    return "open"
  }
  const seen = await lookUp(service, intent, { ...call, deadlineMs }).catch(() => undefined)
  return seen?.agrees ? seen.state : "open"
}

/**
 * Voids what is not captured. Captured money is never refunded here: Medusa calls this in rollbacks too. Without an
 * idempotency key it is the rollback of an authorization that another run may have won.
 */
export async function cancel(
  service: WolffPayModuleService,
  cradle: ProviderCradle,
  input: CancelPaymentInput
): Promise<CancelPaymentOutput> {
  const done = { data: { ...input.data } }
  const intent = await findIntent(service, input.data)
  if (!intent) {
    return done
  }
  const isRollback = !input.context?.idempotency_key
  if (isRollback && (await paymentExists(cradle, intent.session_id))) {
    return done
  }
  let state = await knownState(service, intent)
  if (state !== "succeeded" && state !== "canceled") {
    try {
      state = await cancelIntent(service, intent, {
        lane: "settlement",
        deadlineMs: CANCEL_DEADLINE_MS,
      })
    } catch (error) {
      await service.intents.checkSoon(intent.id)
      throw toMedusaError(error, "merchant")
    }
  }
  if (state === "canceled") {
    return { data: { ...input.data, status: "canceled" } }
  }
  if (state === "succeeded" && (await isFullyRefunded(service, intent))) {
    return done
  }
  if (isRollback) {
    await service.flagAttention(attentionOf("captured_during_rollback", intent))
    return done
  }
  throw new MedusaError(
    MedusaError.Types.NOT_ALLOWED,
    state === "succeeded"
      ? "This payment is captured. Refund it instead of cancelling it."
      : `WolffPay cannot cancel this payment now: it is ${state}.`
  )
}

/** The card was approved at the counter, and the till is about to book it. */
async function isBeingSold(
  service: WolffPayModuleService,
  intent: PaymentIntentRow
): Promise<boolean> {
  const sale =
    intent.channel === "terminal" ? await service.sales.ofSession(intent.session_id) : undefined
  return sale?.state === "authorized" || sale?.state === "ordered"
}

async function paymentExists(cradle: ProviderCradle, sessionId: string): Promise<boolean> {
  const { paymentService } = paymentInternals(cradle)
  if (!paymentService) {
    // Not knowable: leaving an intent open is mended by the job, voiding a good payment is not.
    return true
  }
  const payments = await paymentService.list({ payment_session_id: sessionId })
  return payments.length > 0
}
