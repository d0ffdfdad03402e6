/** Where the store's payment-session route puts what it knows of the cart, for the provider. */
export const CHECKOUT_CONTEXT_KEY = "wolffpay_checkout"

export type CheckoutContext = {
  cart_id: string | null
  client_hash: string | null
  /** When the shopper asked (epoch, ms). */
  started_at: number | null
}

export const NOT_KNOWN: CheckoutContext = { cart_id: null, client_hash: null, started_at: null }

/** Reads it from a session's input data; anything that is not of this shape counts as absent. */
export function checkoutContextIn(data: Record<string, unknown> | undefined): CheckoutContext {
  const context = data?.[CHECKOUT_CONTEXT_KEY]
  if (typeof context !== "object" || context === null) {
    return NOT_KNOWN
  }
  const { cart_id, client_hash, started_at } = context as Record<string, unknown>
  return {
    cart_id: typeof cart_id === "string" ? cart_id : null,
    client_hash: typeof client_hash === "string" ? client_hash : null,
    started_at: typeof started_at === "number" ? started_at : null,
  }
}
