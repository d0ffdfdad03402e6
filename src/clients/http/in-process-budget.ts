import { applyReport, createBudgetWindow, noteGrant, tryGrant } from "./budget-window"
import type { RequestBudget } from "./lanes"
import { waitForGrant } from "./wait-for-grant"

export type InProcessBudgetOptions = {
  /** Requests in any 60 seconds. */
  limit: number
  /** ms since the epoch. */
  clock?: () => number
  sleep?: (ms: number) => Promise<void>
  random?: () => number
}

export interface InProcessBudget extends RequestBudget {
  /** Counts a request that another budget granted. */
  note(): void
}

/** The budget of one process: right for one server, and the stand-in while Redis is away. */
export function createInProcessBudget(options: InProcessBudgetOptions): InProcessBudget {
  assertLimit(options.limit)
  const clock = options.clock ?? Date.now
  const window = createBudgetWindow()

  return {
    acquire: (lane, { deadline }) =>
      waitForGrant({
        ...options,
        lane,
        deadline,
        ask: async () => tryGrant(window, lane, options.limit, clock()),
      }),
    report: (report) => applyReport(window, report, clock()),
    note: () => noteGrant(window, clock()),
  }
}

export function assertLimit(limit: number): void {
  if (!Number.isSafeInteger(limit) || limit < 1) {
    throw new TypeError(`A request budget needs a whole limit of at least 1, not ${limit}`)
  }
}
