import type { PaymentIntent, Stripe, StripeError } from "@stripe/stripe-js"
import { type ProblemCode, WolffPayError } from "./problems"

/** Why nothing was paid. */
export interface Failure {
  code: ProblemCode
  /** Stripe's own words for the shopper. */
  detail?: string
}

/** What Stripe says of an intent to the one who holds its client secret: no call of the shop's. */
export interface PaymentState {
  /** `gone`: not an intent of this account. */
  status: PaymentIntent["status"] | "gone"
  last_payment_error?: PaymentIntent["last_payment_error"]
}

/** @throws WolffPayError when Stripe cannot be asked */
export async function lookAtPayment(
  stripe: Promise<Stripe>,
  clientSecret: string
): Promise<PaymentState> {
  const { paymentIntent, error } = await (await stripe).retrievePaymentIntent(clientSecret)
  if (error && error.code !== "resource_missing") {
    throw new WolffPayError("stripe_unreachable", error)
  }
  return paymentIntent ?? { status: "gone" }
}

/** Paid, or it soon may be (R13): this cart must not be paid again. */
export function isBeingPaid(state: Pick<PaymentState, "status"> | undefined): boolean {
  return /succeeded|_capture|processing/.test(state?.status ?? "")
}

export function isDead(state: Pick<PaymentState, "status"> | undefined): boolean {
  return /canceled|gone/.test(state?.status ?? "")
}

type Reason = Partial<Pick<StripeError, "code" | "type" | "message">>

/** From Stripe's error codes: why the last try did not succeed. Without an error nothing was tried to the end. */
export function failureOf(error: Reason | null | undefined): Failure {
  if (!error) {
    return { code: "payment_canceled" }
  }
  if (error.code === "payment_intent_authentication_failure") {
    return { code: "authentication_failed" }
  }
  if (error.type === "validation_error") {
    return { code: "details_incomplete", detail: error.message }
  }
  // Only what is said about a card is written for the one who holds it.
  return { code: "declined", detail: error.type === "card_error" ? error.message : undefined }
}
