import type { InitiatePaymentInput, InitiatePaymentOutput } from "@medusajs/framework/types"
import { MedusaError, PaymentSessionStatus } from "@medusajs/framework/utils"
import {
  CURRENCIES,
  type CreatedPayment,
  type Currency,
  MAX_AMOUNT,
  MIN_AMOUNT,
  MismatchedResponseError,
} from "../../clients/wolffpay"
import { isDefiniteRefusal, toMedusaError } from "../../modules/wolffpay/api-errors"
import { type CheckoutContext, checkoutContextIn } from "../../modules/wolffpay/checkout-context"
import { attentionOf } from "../../modules/wolffpay/attention-of"
import { formatMinor, toCurrency, toMinorUnits } from "../../modules/wolffpay/money"
import type { WolffPayOptions } from "../../modules/wolffpay/options"
import type WolffPayModuleService from "../../modules/wolffpay/service"
import type { PaymentIntentRow } from "../../modules/wolffpay/tables/payment-intents"
import { describePayment } from "./describe-payment"
import { findIntent } from "./known-intent"
import { toSessionData } from "./session-data"
import { describeError } from "../../modules/wolffpay/describe-error"

/** A shopper waits for this call (R12). */
const CHECKOUT_DEADLINE_MS = 20_000

/**
 * Makes the intent of a new payment session. `amount` is major units.
 * Any intent id in `data` is ignored: Medusa hands the old session's data to a new one when it recreates it.
 * @throws MedusaError invalid_data for an amount or currency that WolffPay does not take (no call is made)
 */
export async function initiate(
  service: WolffPayModuleService,
  input: InitiatePaymentInput
): Promise<InitiatePaymentOutput> {
  const sessionId = input.data?.session_id
  if (typeof sessionId !== "string" || sessionId === "") {
    throw new MedusaError(
      MedusaError.Types.INVALID_DATA,
      "A WolffPay payment needs a Medusa payment session."
    )
  }
  const { amount, currency } = payable(input.amount, input.currency_code)
  const created = await createIntent(service, {
    sessionId,
    amount,
    currency,
    checkout: await checkoutOf(service, input.data),
  })
  return {
    id: created.paymentIntentId,
    status: PaymentSessionStatus.PENDING,
    data: toSessionData(sessionId, created),
  }
}

/** From the store's route; or, when core recreates a session from the old one's data, from the old one's intent. */
async function checkoutOf(
  service: WolffPayModuleService,
  data: Record<string, unknown> | undefined
): Promise<CheckoutContext> {
  const checkout = checkoutContextIn(data)
  const previous = checkout.cart_id === null ? await findIntent(service, data) : undefined
  return previous ? { cart_id: previous.cart_id, client_hash: null } : checkout
}

/** Major units → integer minor units within WolffPay's limits (W13). */
export function payable(
  major: InitiatePaymentInput["amount"],
  currencyCode: string
): { amount: number; currency: Currency } {
  const currency = toCurrency(currencyCode)
  if (!currency) {
    throw new MedusaError(
      MedusaError.Types.INVALID_DATA,
      `WolffPay takes ${CURRENCIES.join(", ").toUpperCase()}, not ${currencyCode.toUpperCase()}.`
    )
  }
  const amount = toMinorUnits(major)
  if (amount < MIN_AMOUNT || amount > MAX_AMOUNT) {
    throw new MedusaError(
      MedusaError.Types.INVALID_DATA,
      `WolffPay takes ${formatMinor(MIN_AMOUNT, currency)} to ${formatMinor(MAX_AMOUNT, currency)} in one payment, not ${formatMinor(amount, currency)}.`
    )
  }
  return { amount, currency }
}

/** Writes the attempt, calls WolffPay, completes the attempt (R9, R10). */
export async function createIntent(
  service: WolffPayModuleService,
  request: {
    sessionId: string
    amount: number
    currency: Currency
    checkout: CheckoutContext
  }
): Promise<CreatedPayment> {
  const { options, client } = service.wolffPay
  const attempt = await service.intents.begin({
    session_id: request.sessionId,
    amount: request.amount,
    currency: request.currency,
    capture_method: options.captureMethod,
    live: client.live,
    cart_id: request.checkout.cart_id,
    client_hash: request.checkout.client_hash,
  })
  const tooMany = await service.newIntentProblem(request.checkout, attempt)
  if (tooMany) {
    await service.intents.end(attempt.id, "refused")
    throw new MedusaError(MedusaError.Types.NOT_ALLOWED, tooMany)
  }
  try {
    const created = await client.createPayment(
      {
        amount: request.amount,
        currency: request.currency,
        description: describePayment(options.description, {
          sessionId: request.sessionId,
          cartId: request.checkout.cart_id,
        }),
        captureMethod: options.captureMethod,
        ...methodsFor(options, request.currency),
        metadata: {
          session_id: request.sessionId,
          attempt_id: attempt.id,
          ...(request.checkout.cart_id ? { cart_id: request.checkout.cart_id } : {}),
        },
      },
      {
        lane: "checkout",
        idempotencyKey: attempt.idempotency_key,
        deadlineMs: CHECKOUT_DEADLINE_MS,
      }
    )
    await service.intents.complete(attempt.id, created.paymentIntentId, created.status)
    return created
  } catch (error) {
    await closeFailedAttempt(service, attempt, error)
    throw toMedusaError(error, "shopper")
  }
}

/** A definite refusal ends the attempt; anything else leaves it for the job to look for. */
async function closeFailedAttempt(
  service: WolffPayModuleService,
  attempt: PaymentIntentRow,
  error: unknown
): Promise<void> {
  service.logger.error(
    `WolffPay could not start a payment for ${attempt.session_id}: ${describeError(error)}`
  )
  if (error instanceof MismatchedResponseError) {
    await service.intents.end(attempt.id, "refused")
    await service.flagAttention(attentionOf("response_mismatch", attempt))
  } else if (isDefiniteRefusal(error)) {
    await service.intents.end(attempt.id, "refused")
  }
}

/** Only a card can be captured later, or pay in another currency than euro (R8). */
function methodsFor(
  options: WolffPayOptions,
  currency: Currency
): { paymentMethodTypes?: WolffPayOptions["paymentMethodTypes"] } {
  if (options.captureMethod === "manual" || currency !== "eur") {
    return { paymentMethodTypes: ["card"] }
  }
  return options.paymentMethodTypes ? { paymentMethodTypes: options.paymentMethodTypes } : {}
}
