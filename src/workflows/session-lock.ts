import type { MedusaContainer } from "@medusajs/framework/types"
import { Modules } from "@medusajs/framework/utils"

/** Longer than a cart completion may take, shorter than an event's lease. Seconds. */
const WAIT_SECONDS = 60

/**
 * One worker at a time for everything that moves a payment session, Medusa's own admin routes included. Core takes no lock
 * for sessions without a cart, nor for captures and refunds. Never taken while holding a cart's lock: completing a cart takes
 * that one inside.
 */
export function withSessionLock<T>(
  container: MedusaContainer,
  sessionIds: string | readonly string[],
  work: () => Promise<T>,
  waitSeconds = WAIT_SECONDS
): Promise<T> {
  // Always in the same order: two callers that want the same two would otherwise wait for each other.
  const keys = [sessionIds]
    .flat()
    .sort()
    .map((id) => `wolffpay:session:${id}`)
  return container.resolve(Modules.LOCKING).execute(keys, work, { timeout: waitSeconds })
}
