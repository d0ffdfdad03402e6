import type { CreatedSession } from "../../clients/billink"
import { CHECKOUT_CONTEXT_KEY } from "../../modules/wolffpay/checkout-context"

/**
 * What a storefront may read of a session. Every key is written by us, so that nothing a browser put there survives; the
 * context is taken out because Medusa keeps input keys that a provider does not overwrite.
 */
export function toSessionData(
  orderNumber: string,
  created: CreatedSession
): Record<string, unknown> {
  return {
    /** Where the shopper's browser goes. */
    sessionUrl: created.sessionUrl,
    sessionId: created.sessionId,
    invoiceNumber: orderNumber,
    expiresAt: created.expiresAt.toISOString(),
    status: "session_active",
    [CHECKOUT_CONTEXT_KEY]: undefined,
  }
}

/** Billink's session id in a session's or payment's data. Only a key into our own table; never proof of anything (R3). */
export function billinkSessionIn(data: Record<string, unknown> | undefined): string | undefined {
  const id = data?.sessionId
  return typeof id === "string" && id !== "" ? id : undefined
}
