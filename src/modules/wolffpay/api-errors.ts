import { MedusaError } from "@medusajs/framework/utils"
import { ApiError } from "../../clients/http"

/** WolffPay said no and nothing happened there. Everything else must be treated as "unknown": look before repeating. */
export function isDefiniteRefusal(error: unknown): boolean {
  return error instanceof ApiError && !error.retryable && error.outcome === "none"
}

/** A failed call → the error that Medusa shows: to a shopper in a checkout, or to the merchant in the admin. */
export function toMedusaError(error: unknown, audience: "shopper" | "merchant"): MedusaError {
  if (error instanceof MedusaError) {
    return error
  }
  if (!(error instanceof ApiError)) {
    return new MedusaError(
      MedusaError.Types.UNEXPECTED_STATE,
      audience === "shopper"
        ? "The payment could not be started. Please try again."
        : "Something went wrong while talking to WolffPay. See the server's log."
    )
  }
  return new MedusaError(
    error.retryable || error.outcome === "unknown"
      ? MedusaError.Types.UNEXPECTED_STATE
      : MedusaError.Types.NOT_ALLOWED,
    audience === "shopper" ? error.shopperMessage : error.merchantMessage
  )
}
