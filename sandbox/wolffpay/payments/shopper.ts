import type { Context } from "../core/context"
import { asObject, onlyFields, requiredChoice, requiredText } from "../../shared/core/fields"
import type { JsonObject } from "../../shared/core/json"
import { Refusal } from "../../shared/core/refusal"
import type { Payment } from "./payment"
import { ONLINE_METHODS } from "./payment"
import { applyStep, settleLater } from "./payment-book"
import type { PayOutcome } from "./payment-machine"
import { attempt, PAY_OUTCOMES } from "./payment-machine"

/** What Stripe.js and the bank do together. Whoever holds the client secret may do it, no API key needed. */
export function payAsShopper(ctx: Context, input: unknown): JsonObject {
  const body = asObject(input)
  onlyFields(body, ["clientSecret", "method", "outcome"], "pay")
  const payment = bySecret(ctx, requiredText(body, "clientSecret", 200, "pay"))
  const method = requiredChoice(body, "method", ONLINE_METHODS, "pay")
  const outcome = requiredChoice(body, "outcome", PAY_OUTCOMES, "pay")
  if (!payment.paymentMethodTypes.includes(method)) {
    throw new Refusal(400, `Payment method ${method} is not offered by this payment.`)
  }
  attemptNow(ctx, payment, outcome)
  payment.method = method
  return shopperView(payment)
}

export function attemptNow(ctx: Context, payment: Payment, outcome: PayOutcome): void {
  const latency = ctx.state.settings.paymentLatencyMs
  if (outcome === "succeed" && latency > 0) {
    applyStep(ctx, payment, attempt(payment, "process"))
    settleLater(ctx, payment, ctx.clock.now() + latency)
    return
  }
  applyStep(ctx, payment, attempt(payment, outcome))
}

/** What a browser may see of an intent, as Stripe.js would tell it. */
export function lookAsShopper(ctx: Context, clientSecret: string): JsonObject {
  return shopperView(bySecret(ctx, clientSecret))
}

function bySecret(ctx: Context, clientSecret: string): Payment {
  const payment = ctx.state.payments.find((one) => one.clientSecret === clientSecret)
  if (!payment) throw new Refusal(404, "No payment has this client secret.")
  return payment
}

function shopperView(payment: Payment): JsonObject {
  return {
    id: payment.id,
    amount: payment.amount,
    currency: payment.currency,
    status: payment.status,
    paymentMethodTypes: payment.paymentMethodTypes,
    captureMethod: payment.captureMethod,
  }
}
