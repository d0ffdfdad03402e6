import type { MedusaContainer } from "@medusajs/framework/types"
import { Modules } from "@medusajs/framework/utils"

/** Longer than a cart completion may take, shorter than an event's lease. Seconds. */
const WAIT_SECONDS = 60

/**
 * One worker at a time for everything that moves a payment session. Core takes no lock for sessions without a cart. Never
 * taken while holding a cart's lock: completing a cart takes that one inside.
 */
export function withSessionLock<T>(
  container: MedusaContainer,
  sessionId: string,
  work: () => Promise<T>
): Promise<T> {
  return container
    .resolve(Modules.LOCKING)
    .execute(`wolffpay:session:${sessionId}`, work, { timeout: WAIT_SECONDS })
}
