/** What a shopper waits for one answer, in all (R12). */
export const SHOPPER_PATIENCE_MS = 25_000
/** Left of it for Medusa's own work around the calls. */
export const MEDUSA_MS = 3000

/** How long a wait or one call to WolffPay or Billink may take, repeats and waiting for the budget included, in ms. */
export const DEADLINES = {
  initiate: 18_000,
  /** What is kept for the same when the shopper had to wait for another payment of the cart that was being started. */
  leastInitiate: 6000,
  /** How long he waits for that. */
  turn: 12_000,
  authorize: 12_000,
  /** A completion that is not through by then is answered that the order is being placed; core itself waits 30 s for the cart's lock. */
  completion: 24_000,
  /** Medusa gives up a session inside a cart lock that lives ten seconds: one attempt, and this long in all (R12). */
  deleteSession: 1500,
  /** Before Medusa takes the cart's lock: one look at a payment that the change would give up (R13). */
  beforeChange: 2500,
} as const

/** How long starting a payment may take in a request that began at `startedAt` (epoch, ms): what is left of the shopper's patience. */
export function initiateDeadline(startedAt: number | null, now = Date.now()): number {
  const left = startedAt === null ? Infinity : startedAt + SHOPPER_PATIENCE_MS - MEDUSA_MS - now
  return Math.min(DEADLINES.initiate, Math.max(DEADLINES.leastInitiate, left))
}
