import { MedusaError } from "@medusajs/framework/utils"

/**
 * What a storefront can tell our refusals apart by, beside `type` and `message`: the codes of
 * medusa-plugin-wolffpay/storefront, listed in docs/storefront.md.
 */
export const STORE_ERROR_CODES = [
  "cart_already_paid",
  "too_many_attempts",
  "payment_not_possible",
  "service_unavailable",
  "not_configured",
] as const

export type StoreErrorCode = (typeof STORE_ERROR_CODES)[number]

export function storeError(type: string, code: StoreErrorCode, message: string): MedusaError {
  return new MedusaError(type, message, code)
}

/** Why a cart cannot be changed now, in words for the shopper (R13). */
const PAID_CART_MESSAGES = {
  succeeded: "This cart is already paid, so it cannot be changed. The order is being placed.",
  processing:
    "A payment for this cart is on its way, so it cannot be changed until that is finished.",
  authorized: "This cart is an order already, so its payment cannot be changed.",
} as const

export function alreadyPaid(state: keyof typeof PAID_CART_MESSAGES): MedusaError {
  return storeError(MedusaError.Types.NOT_ALLOWED, "cart_already_paid", PAID_CART_MESSAGES[state])
}
