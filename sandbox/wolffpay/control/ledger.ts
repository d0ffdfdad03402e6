import type { State } from "../core/state"
import type { PaymentStatus } from "../payments/payment"
import { refunded, reserved } from "../refunds/refund-rules"

/** What really happened with one payment's money, in cents. */
export interface LedgerLine {
  paymentIntentId: string
  description: string
  currency: string
  status: PaymentStatus
  foreign: boolean
  charged: number
  refunded: number
  /** Refunds that are still pending. */
  refundPending: number
}

export function ledgerOf(state: State): LedgerLine[] {
  return state.payments.map((payment) => {
    const done = refunded(state.refunds, payment.id)
    return {
      paymentIntentId: payment.id,
      description: payment.description,
      currency: payment.currency,
      status: payment.status,
      foreign: payment.foreign,
      charged: payment.captured,
      refunded: done,
      refundPending: reserved(state.refunds, payment.id) - done,
    }
  })
}
