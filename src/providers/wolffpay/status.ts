import { MedusaError, PaymentSessionStatus } from "@medusajs/framework/utils"
import type { IntentState } from "../../modules/wolffpay/tables/intent-state"

/** WolffPay's state (W18) → Medusa's session status; the table in docs/money-states.md is tested against it. */
export function toSessionStatus(
  state: IntentState,
  orderOnProcessing: boolean
): PaymentSessionStatus {
  switch (state) {
    case "succeeded":
      return PaymentSessionStatus.CAPTURED
    case "authorized":
      return PaymentSessionStatus.AUTHORIZED
    case "processing":
      return orderOnProcessing
        ? PaymentSessionStatus.PENDING_AUTHORIZATION
        : PaymentSessionStatus.PENDING
    case "canceled":
      return PaymentSessionStatus.CANCELED
    default:
      return PaymentSessionStatus.PENDING
  }
}

/**
 * Why a cart cannot be completed yet, in words for a shopper. Thrown rather than returned as a status: a returned `error` or
 * `canceled` makes Medusa's session unusable, and this intent may still be paid.
 */
export function notPaidYet(state: IntentState, hasFailed: boolean): MedusaError {
  if (state === "processing") {
    return new MedusaError(
      MedusaError.Types.PAYMENT_REQUIRES_MORE_ERROR,
      "The payment is on its way. The order is placed as soon as it arrives; there is no need to pay again."
    )
  }
  if (state === "canceled") {
    return new MedusaError(
      MedusaError.Types.PAYMENT_AUTHORIZATION_ERROR,
      "This payment was cancelled. Please start a new payment."
    )
  }
  return hasFailed
    ? new MedusaError(
        MedusaError.Types.PAYMENT_AUTHORIZATION_ERROR,
        "The payment did not succeed. Please try again or choose another way to pay."
      )
    : new MedusaError(
        MedusaError.Types.PAYMENT_REQUIRES_MORE_ERROR,
        "The payment is not finished yet. Please complete it first."
      )
}
