import type { AuthorizePaymentInput, AuthorizePaymentOutput } from "@medusajs/framework/types"
import { MedusaError, PaymentSessionStatus } from "@medusajs/framework/utils"
import { noteAccountRefused } from "../../modules/wolffpay/account-refused"
import { toMedusaError } from "../../modules/wolffpay/api-errors"
import { isFreshAtCounter } from "../../modules/wolffpay/intent-actions"
import { knownState } from "../../modules/wolffpay/known-state"
import { lookUp } from "../../modules/wolffpay/look-up"
import { isFullyRefunded } from "../../modules/wolffpay/refunded-amount"
import type WolffPayModuleService from "../../modules/wolffpay/service"
import type { IntentState } from "../../modules/wolffpay/tables/intent-state"
import type { PaymentIntentRow } from "../../modules/wolffpay/tables/payment-intents"
import { DEADLINES } from "../../modules/wolffpay/deadlines"
import { notPaidYet, toSessionStatus } from "./status"

/**
 * Says whether the session's intent is paid. A verified webhook answers that without a call; otherwise one GET does (R3).
 * The session is found by Medusa's own id, never by what stands in its data.
 */
export async function authorize(
  service: WolffPayModuleService,
  input: AuthorizePaymentInput
): Promise<AuthorizePaymentOutput> {
  const intent = await intentOfSession(service, input.context?.idempotency_key)
  if (!intent) {
    throw new MedusaError(
      MedusaError.Types.PAYMENT_AUTHORIZATION_ERROR,
      "This payment is not known to the shop. Please start a new payment."
    )
  }
  const state = await currentState(service, intent)
  if (state === "succeeded" && (await isFullyRefunded(service, intent))) {
    // The money went back before there was an order: this intent pays for nothing any more.
    throw notPaidYet("canceled", false)
  }
  const status = toSessionStatus(state, service.wolffPay.options.orderOnProcessing)
  if (
    status !== PaymentSessionStatus.CAPTURED &&
    status !== PaymentSessionStatus.AUTHORIZED &&
    status !== PaymentSessionStatus.PENDING_AUTHORIZATION
  ) {
    throw notPaidYet(state, intent.failures > 0)
  }
  return { status, data: { ...withoutSecret(input.data), status: statusText(state) } }
}

/** The newest intent of a session that exists at WolffPay. */
async function intentOfSession(
  service: WolffPayModuleService,
  sessionId: string | undefined
): Promise<PaymentIntentRow | undefined> {
  if (!sessionId) {
    return undefined
  }
  const intents = await service.intents.ofSession(sessionId)
  return intents.find((intent) => intent.intent_id !== null)
}

async function currentState(
  service: WolffPayModuleService,
  intent: PaymentIntentRow
): Promise<IntentState> {
  const known = await knownState(service, intent)
  if (known === "succeeded" || known === "canceled" || isFreshAtCounter(intent)) {
    return known
  }
  if (!service.allowShopperLook(intent)) {
    throw new MedusaError(
      MedusaError.Types.PAYMENT_REQUIRES_MORE_ERROR,
      "The payment is not finished yet. Please wait a moment before trying again."
    )
  }
  try {
    const seen = await lookUp(service, intent, {
      lane: "checkout",
      deadlineMs: DEADLINES.authorize,
    })
    if (!seen.agrees) {
      throw new MedusaError(
        MedusaError.Types.PAYMENT_AUTHORIZATION_ERROR,
        "The amount paid differs from the cart. Please contact the shop; nothing is charged twice."
      )
    }
    return seen.state
  } catch (error) {
    if (error instanceof MedusaError) {
      throw error
    }
    await noteAccountRefused(service, error, intent.channel)
    // Not known is not refused. Core keeps the message of these two types only on its way to the storefront.
    const { message } = toMedusaError(error, "shopper")
    throw new MedusaError(MedusaError.Types.PAYMENT_REQUIRES_MORE_ERROR, message)
  }
}

function statusText(state: IntentState): string {
  return state === "authorized" ? "requires_capture" : state
}

/** The data becomes the payment's, which the admin shows; the payer's own session keeps its secret. */
function withoutSecret(data: Record<string, unknown> | undefined): Record<string, unknown> {
  const { clientSecret: _, client_secret: __, ...rest } = data ?? {}
  return rest
}
