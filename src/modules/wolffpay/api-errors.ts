import { MedusaError } from "@medusajs/framework/utils"
import { ApiError } from "../../clients/http"
import { storeError } from "./store-errors"

/** WolffPay said no and nothing happened there. Everything else must be treated as "unknown": look before repeating. */
export function isDefiniteRefusal(error: unknown): boolean {
  return error instanceof ApiError && !error.retryable && error.outcome === "none"
}

/** A failed call → the error that Medusa shows: to a shopper in a checkout, or to the merchant in the admin. */
export function toMedusaError(error: unknown, audience: "shopper" | "merchant"): MedusaError {
  if (error instanceof MedusaError) {
    return error
  }
  const isShopper = audience === "shopper"
  if (!(error instanceof ApiError)) {
    return storeError(
      MedusaError.Types.UNEXPECTED_STATE,
      "service_unavailable",
      isShopper
        ? "The payment could not be started. Please try again."
        : "Something went wrong while talking to the payment service. See the server's log."
    )
  }
  const message = isShopper ? error.shopperMessage : error.merchantMessage
  return error.retryable || error.outcome === "unknown"
    ? storeError(MedusaError.Types.UNEXPECTED_STATE, "service_unavailable", message)
    : storeError(MedusaError.Types.NOT_ALLOWED, "payment_not_possible", message)
}
