import type { Context } from "../core/context"
import type { JsonObject } from "../../shared/core/json"
import { Refusal } from "../../shared/core/refusal"
import type { Payment } from "../payments/payment"
import { emitRefund, findPayment } from "../payments/payment-book"
import type { Refund, RefundEnd, RefundReason } from "./refund"
import { checkCanFinish, refundAmount } from "./refund-rules"

export interface RefundOrder {
  amount?: number
  reason?: RefundReason
  metadata?: JsonObject
}

export function addRefund(ctx: Context, payment: Payment, order: RefundOrder): Refund {
  const refund: Refund = {
    documentId: ctx.ids.document(),
    id: ctx.ids.refund(),
    paymentIntentId: payment.id,
    account: payment.account,
    amount: refundAmount(payment, ctx.state.refunds, order.amount),
    currency: payment.currency,
    status: ctx.state.settings.refundStatus,
    reason: order.reason ?? null,
    metadata: order.metadata ?? {},
    sequence: ++ctx.state.sequence,
    createdAt: ctx.clock.now(),
  }
  ctx.state.refunds.push(refund)
  if (refund.status === "succeeded") emitRefund(ctx, payment, refund)
  return refund
}

/** Ends a pending refund, or lets one that succeeded fail. Only a success is told by an event (W30). */
export function finishRefund(ctx: Context, id: string, end: RefundEnd): Refund {
  const refund = ctx.state.refunds.find((one) => one.id === id || one.documentId === id)
  if (!refund) throw new Refusal(404, "Refund not found")
  checkCanFinish(refund, end)
  refund.status = end
  if (end === "succeeded") emitRefund(ctx, findPayment(ctx, refund.paymentIntentId), refund)
  return refund
}
