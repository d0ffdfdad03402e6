import type { Mode } from "../core/api-key"
import type { Context } from "../core/context"
import { asObject, optionalChoice } from "../../shared/core/fields"
import type { JsonObject } from "../../shared/core/json"
import type { Payment } from "../payments/payment"
import { addPayment } from "../payments/payment-book"
import type { PayOutcome } from "../payments/payment-machine"
import { PAY_OUTCOMES } from "../payments/payment-machine"
import { parsePaymentRequest } from "../payments/payment-request"
import { attemptNow } from "../payments/shopper"

/** The fields of a payment request (W13), all of them optional, and what the other shop's shopper does. */
export interface ForeignPayment {
  amount?: number
  currency?: string
  description?: string
  metadata?: JsonObject
  paymentMethodTypes?: string[]
  captureMethod?: string
  account?: Mode
  outcome?: PayOutcome
}

export function makeForeignPayment(ctx: Context, order: ForeignPayment): Payment {
  const { account: _, outcome: __, ...fields } = order
  const body = asObject(order)
  const account =
    optionalChoice(body, "account", ["test", "live"] as const, "switchboard") ??
    (ctx.apiKeys[0]?.startsWith("wp_live_") ? "live" : "test")
  const outcome = optionalChoice(body, "outcome", PAY_OUTCOMES, "switchboard")
  const request = parsePaymentRequest(
    { amount: 1500, description: "Order of another shop", paymentMethodTypes: ["card"], ...fields },
    ctx.state.settings
  )
  const payment = addPayment(ctx, account, request, true)
  if (outcome) attemptNow(ctx, payment, outcome)
  return payment
}
