import type { SaleView } from "../../api/admin/wolffpay/terminal/views"

/** What the clerk sees of a sale's state. */
export type SalePhase =
  | "starting"
  | "present_card"
  | "canceling"
  | "settling"
  | "paid"
  | "declined"
  | "timed_out"
  | "canceled"
  | "needs_attention"

export function phaseOf(sale: SaleView | null): SalePhase {
  if (!sale) {
    return "starting"
  }
  switch (sale.state) {
    case "created":
      return sale.is_cancel_requested ? "canceling" : "starting"
    case "sent_to_reader":
      return sale.is_cancel_requested ? "canceling" : "present_card"
    case "authorized":
    case "ordered":
      return "settling"
    case "captured":
    case "handed_over":
      // The money is in: that the goods are not booked out yet is the server's business.
      return "paid"
    default:
      return sale.state
  }
}

/** The words for what the clerk sees: what no bank refused, and what nobody is sure of yet, have their own. */
export function wordsFor(phase: SalePhase, reason: SaleView["reason"]) {
  if (phase === "declined" && reason !== null && reason !== "card_declined") {
    return "not_taken"
  }
  return phase === "timed_out" && reason === "reader_unreachable" ? "unsure" : phase
}

/** Nothing was charged, and the same basket can be charged again. */
export function isRetryable(phase: SalePhase): boolean {
  return phase === "declined" || phase === "timed_out"
}

/** The money is on its way or in: there is nothing left to cancel. */
export function isCancelable(phase: SalePhase): boolean {
  return phase === "starting" || phase === "present_card"
}

/** Another till has to wait for the reader. */
export function holdsReader(phase: SalePhase): boolean {
  return isCancelable(phase) || phase === "canceling"
}

/** Nobody has to do anything any more for this payment. */
export function isOver(phase: SalePhase): boolean {
  return phase === "paid" || phase === "canceled" || phase === "needs_attention"
}

/** What of a sale can still be given back, in minor units. */
export function refundable({ is_paid, amount, refunded_amount }: SaleView): number {
  return is_paid ? amount - refunded_amount : 0
}
