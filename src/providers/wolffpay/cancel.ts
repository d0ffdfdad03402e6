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
import { isFullyRefunded } from "../../modules/wolffpay/refunded-amount"
import type WolffPayModuleService from "../../modules/wolffpay/service"
import { paymentInternals, type ProviderCradle } from "./dependencies"
import { findIntent } from "./known-intent"
import { alreadyPaid } from "./status"
import { describeError } from "../../modules/wolffpay/describe-error"

/** Medusa calls deletePayment inside a cart lock that lives ten seconds: one attempt, and this long in all (R12). */
const DELETE_DEADLINE_MS = 1500
/** Leaves time to look when WolffPay refuses. */
const DELETE_ATTEMPT_MS = 1000
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
  if (state === "authorized" && (await paymentExists(cradle, intent.session_id))) {
    // An order stands on it: a shopper must not void it by starting over.
    throw alreadyPaid("authorized")
  }
  if (state !== "succeeded" && state !== "processing" && state !== "canceled") {
    try {
      state = await cancelIntent(service, intent, {
        lane: "checkout",
        deadlineMs: DELETE_DEADLINE_MS,
        timeoutMs: DELETE_ATTEMPT_MS,
        maxAttempts: 1,
      })
    } catch (error) {
      service.logger.warn(
        `WolffPay did not cancel ${intent.intent_id} in time; it is tried again in the background: ${describeError(error)}`
      )
      await service.intents.abandon(intent.id)
      return { data: input.data }
    }
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

async function paymentExists(cradle: ProviderCradle, sessionId: string): Promise<boolean> {
  const { paymentService } = paymentInternals(cradle)
  if (!paymentService) {
    // Not knowable: leaving an intent open is mended by the job, voiding a good payment is not.
    return true
  }
  const payments = await paymentService.list({ payment_session_id: sessionId })
  return payments.length > 0
}
