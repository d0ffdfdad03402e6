import type { Mode } from "../core/api-key"
import type { Context } from "../core/context"
import { Refusal } from "../../shared/core/refusal"
import { refundEventData } from "../refunds/refund-views"
import type { Refund } from "../refunds/refund"
import type { PaymentEvent } from "../webhooks/webhook-event"
import type { Payment, PaymentMethod } from "./payment"
import type { PaymentRequest } from "./payment-request"
import type { Step } from "./payment-machine"
import { finish } from "./payment-machine"
import { paymentEventData } from "./payment-views"

type NewPayment = Omit<PaymentRequest, "paymentMethodTypes"> & {
  paymentMethodTypes: PaymentMethod[]
}

export function addPayment(
  ctx: Context,
  account: Mode,
  request: NewPayment,
  foreign = false
): Payment {
  const id = ctx.ids.paymentIntent()
  const payment: Payment = {
    ...request,
    id,
    documentId: ctx.ids.document(),
    clientSecret: ctx.ids.clientSecret(id),
    account,
    status: "requires_payment_method",
    captured: 0,
    method: null,
    foreign,
    settlesAt: null,
    sequence: ++ctx.state.sequence,
    createdAt: ctx.clock.now(),
  }
  ctx.state.payments.push(payment)
  return payment
}

/** By document id or `pi_…` (W16); undefined account means the switchboard, which sees both. */
export function findPayment(ctx: Context, id: string, account?: Mode): Payment {
  const found = ctx.state.payments.find(
    (payment) =>
      (payment.id === id || payment.documentId === id) &&
      (account === undefined || payment.account === account)
  )
  if (!found) throw new Refusal(404, "Payment not found")
  return found
}

/** Carries a decided step out: status, money, event. The only place that changes a payment's status. */
export function applyStep(ctx: Context, payment: Payment, step: Step): void {
  payment.status = step.status
  payment.settlesAt = null
  ctx.scheduler.cancel(`settle:${payment.id}`)
  if (step.status === "canceled") ctx.readers.release(payment.id)
  if (step.captures) payment.captured = payment.amount
  if (step.event) emitPayment(ctx, payment, step.event)
}

export function emitPayment(ctx: Context, payment: Payment, event: PaymentEvent): void {
  ctx.webhooks.emit({
    event,
    data: paymentEventData(payment),
    paymentIntentId: payment.id,
    refundId: null,
  })
}

export function emitRefund(ctx: Context, payment: Payment, refund: Refund): void {
  const asPayment = ctx.state.settings.refundEventShape === "payment"
  ctx.webhooks.emit({
    event: "payment.refunded",
    data: asPayment ? paymentEventData(payment) : refundEventData(refund),
    paymentIntentId: payment.id,
    refundId: refund.id,
  })
}

/** Lets a payment whose end is known stay in `processing` until then. */
export function settleLater(
  ctx: Context,
  payment: Payment,
  settlesAt: number,
  success = true
): void {
  payment.settlesAt = settlesAt
  payment.settleFails = !success
  ctx.scheduler.schedule(`settle:${payment.id}`, settlesAt, () => {
    if (payment.status !== "processing") return
    applyStep(ctx, payment, finish(payment, success))
    ctx.commit().catch((error: unknown) => ctx.log(`state not saved: ${String(error)}`))
  })
}
