import type { RateLimitReport } from "./rate-limit-headers"

/** Who asks, most urgent first: a till, a shopper, money moving, everything that can wait (R19). */
export const LANES = ["counter", "checkout", "settlement", "background"] as const

export type Lane = (typeof LANES)[number]

/** Percent of the limit that a lane leaves to those before it: it is served only while MORE than this is left. */
export const RESERVED_PERCENT: Readonly<Record<Lane, number>> = {
  counter: 0,
  checkout: 5,
  settlement: 20,
  background: 40,
}

/** The window of W7. */
export const RATE_WINDOW_MS = 60_000
/**
 * A request counts from its grant, the service counts it on arrival. Without slack a slow first request and a fast
 * last one would fall into one minute there.
 */
export const ARRIVAL_SLACK_MS = 1_000

export interface RequestBudget {
  /**
   * Resolves when one request may be sent now, in this lane.
   * @param options.deadline ms since the epoch until which to wait; 0 = do not wait
   * @throws BudgetExhaustedError when there is no room before the deadline
   */
  acquire(lane: Lane, options: { deadline: number }): Promise<void>
  /** Tells what a response said about the service's own limit. Never throws. */
  report(report: RateLimitReport): void
}

/** How many requests may already lie in the window when this lane is granted one more. At least 0. */
export function maxEarlierGrants(lane: Lane, limit: number): number {
  return Math.ceil((limit * (100 - RESERVED_PERCENT[lane])) / 100) - 1
}
