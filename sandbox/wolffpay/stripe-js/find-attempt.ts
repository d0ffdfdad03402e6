import type { Context } from "../core/context"
import type { Payment, ShopperAttempt } from "../payments/payment"

export type AttemptedPayment = Payment & { attempt: ShopperAttempt }

/** The payment whose last attempt is named by the address. A later attempt ends the page of an earlier one. */
export function findAttempt(
  ctx: Context,
  url: URL,
  step: ShopperAttempt["step"]
): AttemptedPayment | undefined {
  const id = url.searchParams.get("attempt")
  return ctx.state.payments.find(
    (payment): payment is AttemptedPayment =>
      payment.attempt?.id === id && payment.attempt?.step === step
  )
}
