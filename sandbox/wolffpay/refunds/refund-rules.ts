import { Refusal } from "../../shared/core/refusal"
import type { Payment } from "../payments/payment"
import type { Refund, RefundEnd } from "./refund"

/** Cents that are given back or on their way: what failed or was cancelled is free again. */
export function reserved(refunds: readonly Refund[], paymentIntentId: string): number {
  return total(refunds, paymentIntentId, ["succeeded", "pending"])
}

export function refunded(refunds: readonly Refund[], paymentIntentId: string): number {
  return total(refunds, paymentIntentId, ["succeeded"])
}

function total(
  refunds: readonly Refund[],
  paymentIntentId: string,
  statuses: readonly Refund["status"][]
): number {
  return refunds
    .filter((one) => one.paymentIntentId === paymentIntentId && statuses.includes(one.status))
    .reduce((sum, one) => sum + one.amount, 0)
}

/** The amount in cents that may be refunded; without an asked amount all that is left. */
export function refundAmount(
  payment: Payment,
  refunds: readonly Refund[],
  asked: number | undefined
): number {
  if (payment.status !== "succeeded") {
    throw new Refusal(
      400,
      `This payment cannot be refunded because its status is ${payment.status}.`
    )
  }
  const left = payment.captured - reserved(refunds, payment.id)
  if (left <= 0) throw new Refusal(400, "This payment has already been fully refunded.")
  if (asked !== undefined && asked > left) {
    throw new Refusal(
      400,
      `Invalid amount. ${asked} cents is more than the ${left} cents that can still be refunded.`
    )
  }
  return asked ?? left
}

/** A bank may send back what had succeeded. */
export function checkCanFinish(refund: Refund, end: RefundEnd): void {
  const isSentBack = refund.status === "succeeded" && end === "failed"
  if (refund.status !== "pending" && !isSentBack) {
    throw new Refusal(
      400,
      `This refund cannot become ${end} because its status is ${refund.status}.`
    )
  }
}
