import { MedusaError } from "@medusajs/framework/utils"
import {
  type CallOptions,
  type CreatedPayment,
  type Currency,
  MismatchedResponseError,
  type TerminalIntent,
} from "../../clients/wolffpay"
import { noteAccountRefused } from "../../modules/wolffpay/account-refused"
import { isDefiniteRefusal, toMedusaError } from "../../modules/wolffpay/api-errors"
import { attentionOf } from "../../modules/wolffpay/attention-of"
import type { CheckoutContext } from "../../modules/wolffpay/checkout-context"
import { describeError } from "../../modules/wolffpay/describe-error"
import type { WolffPayOptions } from "../../modules/wolffpay/options"
import type WolffPayModuleService from "../../modules/wolffpay/service"
import { storeError } from "../../modules/wolffpay/store-errors"
import type {
  IntentChannel,
  PaymentIntentRow,
} from "../../modules/wolffpay/tables/payment-intent-row"
import { initiateDeadline } from "../../modules/wolffpay/deadlines"
import { toClerkError } from "../../modules/wolffpay/terminal/refusals"
import { describePayment } from "./describe-payment"

export type IntentRequest = {
  sessionId: string
  /** Minor units. */
  amount: number
  currency: Currency
  channel: IntentChannel
  captureMethod: WolffPayOptions["captureMethod"]
  checkout: CheckoutContext
}

/** What the two endpoints answer alike. */
export type CreatedIntent = Pick<
  CreatedPayment & TerminalIntent,
  "paymentIntentId" | "clientSecret" | "amount" | "currency" | "status"
>

/** Writes the attempt, calls WolffPay, completes the attempt (R9, R10). */
export async function createIntent(
  service: WolffPayModuleService,
  request: IntentRequest
): Promise<CreatedIntent> {
  const { client } = service.wolffPay
  const attempt = await service.intents.begin({
    session_id: request.sessionId,
    amount: request.amount,
    currency: request.currency,
    capture_method: request.captureMethod,
    channel: request.channel,
    live: client.live,
    cart_id: request.checkout.cart_id,
    client_hash: request.checkout.client_hash,
  })
  const tooMany = await service.newIntentProblem(request.checkout, attempt)
  if (tooMany) {
    await service.intents.end(attempt.id, "refused")
    throw storeError(MedusaError.Types.NOT_ALLOWED, "too_many_attempts", tooMany)
  }
  try {
    const created = await send(service, request, attempt)
    await service.intents.complete(attempt.id, created.paymentIntentId, created.status)
    noteAnswer(service, request, true)
    return created
  } catch (error) {
    await closeFailedAttempt(service, attempt, error)
    throw request.channel === "terminal" ? toClerkError(error) : toMedusaError(error, "shopper")
  }
}

function send(
  service: WolffPayModuleService,
  request: IntentRequest,
  attempt: PaymentIntentRow
): Promise<CreatedIntent> {
  const { options, client } = service.wolffPay
  const { amount, currency, captureMethod, sessionId, checkout } = request
  const intent = {
    amount,
    captureMethod,
    description: describePayment(options.description, { sessionId, cartId: checkout.cart_id }),
    metadata: {
      session_id: sessionId,
      attempt_id: attempt.id,
      ...(checkout.cart_id ? { cart_id: checkout.cart_id } : {}),
    },
  }
  const call = {
    idempotencyKey: attempt.idempotency_key,
    deadlineMs: initiateDeadline(checkout.started_at),
  }
  if (request.channel === "terminal") {
    // Euro is all there is (W21); another currency was refused before.
    return client.createTerminalIntent({ ...intent, currency: "eur" }, {
      ...call,
      lane: "counter",
    } satisfies CallOptions)
  }
  return client.createPayment(
    { ...intent, currency, ...methodsFor(options, currency) },
    { ...call, lane: "checkout" }
  )
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
    // Before it is ended: what could not be written down here, the job still looks at.
    await service.flagAttention(attentionOf("response_mismatch", attempt))
    await service.intents.end(attempt.id, "refused")
  } else if (isDefiniteRefusal(error)) {
    await service.intents.end(attempt.id, "refused")
    noteAnswer(service, attempt, false)
    await noteAccountRefused(service, error, attempt.channel)
  }
}

/** At the counter a refusal may as well be about the reader. */
function noteAnswer(
  service: WolffPayModuleService,
  { channel }: { channel: IntentChannel },
  taken: boolean
): void {
  if (channel === "online") {
    service.paymentAnswered(taken)
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
