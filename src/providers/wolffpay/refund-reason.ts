import type { RefundReason } from "../../clients/wolffpay"

/** Medusa's refund reasons are the shop's own; only these words mean the same at WolffPay (W28). */
export function toRefundReason(code: string | undefined): RefundReason {
  const word = (code ?? "").toLowerCase()
  if (word.includes("duplicate") || word.includes("dubbel")) {
    return "duplicate"
  }
  if (word.includes("fraud")) {
    return "fraudulent"
  }
  return "requested_by_customer"
}
