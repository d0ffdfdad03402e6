/** The page that finds out how a cart's payment went, and leads to its order. */
export function returnPath(cartId: string) {
  return `/checkout/return?cart_id=${encodeURIComponent(cartId)}`
}

/** Where a bank or a payment service sends the shopper back to. */
export function returnAddress(cartId: string, origin: string) {
  return `${origin}${returnPath(cartId)}`
}
