import type { Context } from "../core/context"
import type { Payment } from "../payments/payment"
import { applyStep, emitPayment } from "../payments/payment-book"
import { attempt, finish, returned } from "../payments/payment-machine"
import type { Delivery } from "../webhooks/delivery"
import type { PaymentEvent } from "../webhooks/webhook-event"

export function succeedNow(ctx: Context, payment: Payment): void {
  const processing = payment.status === "processing"
  applyStep(ctx, payment, processing ? finish(payment, true) : attempt(payment, "succeed"))
}

export function failNow(ctx: Context, payment: Payment): void {
  if (payment.status === "succeeded") applyStep(ctx, payment, returned(payment))
  else if (payment.status === "processing") applyStep(ctx, payment, finish(payment, false))
  else applyStep(ctx, payment, attempt(payment, "decline"))
}

export function resendWebhook(
  ctx: Context,
  payment: Payment,
  event: PaymentEvent | undefined
): Delivery[] {
  const sent = ctx.state.deliveries.filter((one) => one.paymentIntentId === payment.id)
  const last = sent.at(-1)
  if (last && event === undefined) {
    ctx.webhooks.resend(last)
    return [last]
  }
  const fitting = payment.status === "succeeded" ? "payment.succeeded" : "payment.failed"
  emitPayment(ctx, payment, event ?? fitting)
  return ctx.state.deliveries.filter(
    (one) => one.paymentIntentId === payment.id && !sent.includes(one)
  )
}
