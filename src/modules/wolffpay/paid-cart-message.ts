/** Why a cart cannot be changed now, in words for the shopper (R13). */
export const PAID_CART_MESSAGES = {
  succeeded: "This cart is already paid, so it cannot be changed. The order is being placed.",
  processing:
    "A payment for this cart is on its way, so it cannot be changed until that is finished.",
  authorized: "This cart is an order already, so its payment cannot be changed.",
} as const
