import type { JsonObject } from "../../shared/core/json"
import type { Language } from "../../shared/page/language"
import type { Payment } from "../payments/payment"
import { failureError } from "./failures"

/** A payment as Stripe.js shows an intent to the browser. `origin` is where the browser reaches the sandbox. */
export function intentView(payment: Payment, origin: string, language: Language): JsonObject {
  const { attempt } = payment
  return {
    id: payment.id,
    object: "payment_intent",
    amount: payment.amount,
    canceled_at: null,
    cancellation_reason: null,
    capture_method: payment.captureMethod,
    client_secret: payment.clientSecret,
    confirmation_method: "automatic",
    created: Math.floor(payment.createdAt / 1000),
    currency: payment.currency,
    description: payment.description,
    last_payment_error:
      attempt && payment.status === "requires_payment_method"
        ? failureError(attempt.failure, language)
        : null,
    livemode: payment.account === "live",
    next_action: nextAction(payment, origin, language),
    payment_method:
      attempt && payment.status !== "requires_payment_method" ? attempt.paymentMethod : null,
    payment_method_types: payment.paymentMethodTypes,
    receipt_email: null,
    setup_future_usage: null,
    shipping: null,
    // Stripe has no such status: a debit that is taken back leaves its intent as it was.
    status: payment.status === "failed" ? "succeeded" : payment.status,
  }
}

function nextAction(payment: Payment, origin: string, language: Language): JsonObject | null {
  const { attempt } = payment
  if (payment.status !== "requires_action" || !attempt?.step) return null
  const query = `attempt=${attempt.id}&lang=${language}`
  if (attempt.step === "redirect") {
    const url = `${origin}/sandbox/bank?${query}`
    return { type: "redirect_to_url", redirect_to_url: { url, return_url: attempt.returnUrl } }
  }
  const url = `${origin}/sandbox/elements/challenge?${query}`
  return { type: "use_stripe_sdk", use_stripe_sdk: { type: "stand_in_challenge", url } }
}
