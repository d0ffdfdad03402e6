import { setTimeout as delay } from "node:timers/promises"
import type { GrantDecision } from "./budget-window"
import { BudgetExhaustedError } from "./errors"
import type { Lane } from "./lanes"

/** Those who wait for the same moment come back spread over this many ms. */
export const GRANT_JITTER_MS = 50

type WaitForGrantInput = {
  lane: Lane
  /** ms since the epoch; 0 = do not wait. */
  deadline: number
  ask: () => Promise<GrantDecision>
  clock?: () => number
  sleep?: (ms: number) => Promise<void>
  random?: () => number
}

/**
 * Asks until granted, sleeping as long as told in between.
 * @throws BudgetExhaustedError as soon as the wait would not end before the deadline
 */
export async function waitForGrant(input: WaitForGrantInput): Promise<void> {
  const clock = input.clock ?? Date.now
  const sleep = input.sleep ?? delay
  const random = input.random ?? Math.random

  for (;;) {
    const decision = await input.ask()
    if (decision.granted) {
      return
    }
    const waitMs = Math.ceil(decision.waitMs + random() * GRANT_JITTER_MS)
    // A deadline of 0 has always passed.
    if (clock() + waitMs >= input.deadline) {
      throw new BudgetExhaustedError({
        service: "Request budget",
        method: "POST",
        path: input.lane,
        retryAfterMs: decision.waitMs,
      })
    }
    await sleep(waitMs)
  }
}
