import { CHECKOUT_CONTEXT_KEY } from "../../modules/wolffpay/checkout-context"
import type { CreatedIntent } from "./create-intent"

/**
 * What a storefront may read of a session. Every key is written by us, so that nothing a browser put there survives; the
 * context is blanked because Medusa keeps input keys that a provider does not overwrite.
 */
export function toSessionData(sessionId: string, created: CreatedIntent): Record<string, unknown> {
  return {
    id: created.paymentIntentId,
    session_id: sessionId,
    clientSecret: created.clientSecret,
    client_secret: created.clientSecret,
    /** Minor units. */
    amount: created.amount,
    currency: created.currency,
    status: created.status,
    [CHECKOUT_CONTEXT_KEY]: null,
  }
}

/** The intent id in a session's or payment's data. Only a key into our own table; never proof of anything (R3). */
export function intentIdIn(data: Record<string, unknown> | undefined): string | undefined {
  const id = data?.id
  return typeof id === "string" && id.startsWith("pi_") ? id : undefined
}
