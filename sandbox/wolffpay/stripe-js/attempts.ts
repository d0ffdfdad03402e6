import type { Context } from "../core/context"
import { isHttpUrl } from "../core/settings-patch"
import type { Payment } from "../payments/payment"
import { applyStep, settleLater } from "../payments/payment-book"
import { attempt } from "../payments/payment-machine"
import { attemptNow } from "../payments/shopper"
import type { TestMethod } from "./browser/test-methods"
import { TEST_METHODS } from "./browser/test-methods"
import { invalidRequest } from "./stripe-error"

/** How long a bank takes over a direct debit, in milliseconds of the sandbox's clock. */
export const DEBIT_MS = 5 * 86_400_000

/** Confirms an intent with a test payment method. Throws a StripeRefusal where Stripe would answer with one. */
export function beginAttempt(
  ctx: Context,
  payment: Payment,
  paymentMethod: string,
  returnUrl: string | null
): void {
  const method = Object.hasOwn(TEST_METHODS, paymentMethod)
    ? TEST_METHODS[paymentMethod]
    : undefined
  if (!method) {
    throw invalidRequest(`No such PaymentMethod: '${paymentMethod.slice(0, 60)}'`, {
      code: "resource_missing",
      param: "payment_method",
    })
  }
  checkAttempt(payment, method, returnUrl)
  payment.method = method.type
  payment.attempt = {
    id: ctx.ids.attempt(),
    method: method.type,
    paymentMethod,
    step: null,
    returnUrl,
    failure: null,
  }
  carryOut(ctx, payment, method)
}

function checkAttempt(payment: Payment, method: TestMethod, returnUrl: string | null): void {
  if (!payment.paymentMethodTypes.includes(method.type)) {
    throw invalidRequest(
      `The payment method type "${method.type}" is not allowed for this PaymentIntent.`,
      { param: "payment_method" }
    )
  }
  if (returnUrl !== null && !isHttpUrl(returnUrl)) {
    throw invalidRequest("Not a valid URL: return_url must be an http or https address.", {
      code: "url_invalid",
      param: "return_url",
    })
  }
  if (method.behaviour === "redirect" && returnUrl === null) {
    throw invalidRequest(
      `A return_url is needed to confirm with ${method.type}: the shopper is sent to the bank and back.`,
      { code: "parameter_missing", param: "return_url" }
    )
  }
}

function carryOut(ctx: Context, payment: Payment, method: TestMethod): void {
  switch (method.behaviour) {
    case "succeed":
      return attemptNow(ctx, payment, "succeed")
    case "decline":
      return failAttempt(ctx, payment, method.failure ?? "generic_decline")
    case "challenge":
    case "redirect":
      if (payment.attempt) payment.attempt.step = method.behaviour
      return applyStep(ctx, payment, attempt(payment, "require_action"))
    case "debit":
    case "failing_debit":
      return startDebit(ctx, payment, method.behaviour === "debit")
  }
}

/** The shopper's answer at the bank or in the 3-D Secure step. Nothing happens when it no longer waits for one. */
export function answerAttempt(
  ctx: Context,
  payment: Payment,
  answer: "pay" | "decline" | "cancel"
): boolean {
  const current = payment.attempt
  if (!current?.step || payment.status !== "requires_action") return false
  const method = TEST_METHODS[current.paymentMethod]
  if (answer !== "pay")
    failAttempt(ctx, payment, answer === "decline" ? "payment" : "authentication")
  else if (method?.failure) failAttempt(ctx, payment, method.failure)
  else if (current.method === "sofort") startDebit(ctx, payment, true)
  else attemptNow(ctx, payment, "succeed")
  return true
}

function failAttempt(ctx: Context, payment: Payment, failure: string): void {
  if (payment.attempt) payment.attempt.failure = failure
  applyStep(ctx, payment, attempt(payment, "decline"))
}

function startDebit(ctx: Context, payment: Payment, success: boolean): void {
  applyStep(ctx, payment, attempt(payment, "process"))
  settleLater(ctx, payment, ctx.clock.now() + DEBIT_MS, success)
}
