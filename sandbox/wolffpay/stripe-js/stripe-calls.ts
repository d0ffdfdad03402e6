import type { Context } from "../core/context"
import type { JsonObject } from "../../shared/core/json"
import { chooseLanguage } from "../../shared/page/language"
import type { Payment } from "../payments/payment"
import { ONLINE_METHODS } from "../payments/payment"
import { isOpen } from "../payments/payment-machine"
import { capabilityOf } from "../payments/payment-request"
import { answerAttempt, beginAttempt } from "./attempts"
import { checkKey } from "./check-key"
import { failureError } from "./failures"
import { intentView } from "./intent-view"
import { invalidRequest, StripeRefusal } from "./stripe-error"

/**
 * What Stripe.js asks Stripe, as far as a payment needs it: `account`, `retrieve`, `confirm` and `abandon`.
 * The client secret is the permission. Throws a StripeRefusal.
 */
export function runStripeCall(
  ctx: Context,
  name: string,
  body: JsonObject,
  origin: string
): JsonObject {
  const mode = checkKey(body)
  if (name === "account") return accountView(ctx)
  const language = chooseLanguage(text(body, "locale"), undefined)
  const payment = bySecret(ctx, text(body, "clientSecret"), mode)
  const view = () => intentView(payment, origin, language)
  switch (name) {
    case "retrieve":
      return view()
    case "confirm":
      if (!isOpen(payment.status)) throw unexpectedState(payment, view())
      beginAttempt(ctx, payment, text(body, "paymentMethod"), optionalText(body, "returnUrl"))
      if (payment.status === "requires_payment_method") {
        const error = failureError(payment.attempt?.failure, language)
        throw new StripeRefusal(402, { ...error, payment_intent: view() })
      }
      return view()
    case "abandon":
      answerAttempt(ctx, payment, "cancel")
      return view()
    default:
      throw new StripeRefusal(404, {
        type: "invalid_request_error",
        message: `The stand-in for Stripe does not know the call ${name}.`,
      })
  }
}

/** What a payment without an intent so far could be paid with. */
function accountView(ctx: Context): JsonObject {
  const { capabilities } = ctx.state.settings
  const types = ONLINE_METHODS.filter((method) => capabilities.includes(capabilityOf(method)))
  return { object: "account", payment_method_types: types }
}

export function bySecret(ctx: Context, clientSecret: string, mode: Payment["account"]): Payment {
  const payment = ctx.state.payments.find(
    (one) => one.clientSecret === clientSecret && one.account === mode
  )
  if (payment) return payment
  throw new StripeRefusal(404, {
    type: "invalid_request_error",
    code: "resource_missing",
    param: "intent",
    message: "No such payment_intent: no payment has this client secret.",
  })
}

export function unexpectedState(payment: Payment, view: JsonObject): StripeRefusal {
  const message =
    payment.status === "succeeded"
      ? "You cannot confirm this PaymentIntent because it has already succeeded after being previously confirmed."
      : `You cannot confirm this PaymentIntent because its status is ${payment.status}.`
  return invalidRequest(message, {
    code: "payment_intent_unexpected_state",
    payment_intent: view,
  })
}

export function text(body: JsonObject, name: string): string {
  const value = body[name]
  return typeof value === "string" ? value : ""
}

function optionalText(body: JsonObject, name: string): string | null {
  const value = body[name]
  if (value === undefined || value === null) return null
  if (typeof value === "string" && value.length <= 2048) return value
  throw invalidRequest(`Invalid ${name}: it must be a text of at most 2048 characters.`)
}
