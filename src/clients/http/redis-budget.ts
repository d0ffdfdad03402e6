import type { GrantDecision } from "./budget-window"
import { GRANT_LIFE_MS } from "./budget-window"
import type { InProcessBudget } from "./in-process-budget"
import { assertLimit } from "./in-process-budget"
import { RESERVED_PERCENT, type Lane, type RequestBudget } from "./lanes"
import type { RateLimitReport } from "./rate-limit-headers"
import { REDIS_BUDGET_SCRIPT } from "./redis-budget-script"
import { waitForGrant } from "./wait-for-grant"
import { withTimeout } from "./with-timeout"

/** What is needed of a Redis client; ioredis has it. */
export type RedisLike = {
  eval(script: string, numKeys: number, ...args: (string | number)[]): Promise<unknown>
}

export type RedisBudgetOptions = {
  /** Requests in any 60 seconds, over all processes. */
  limit: number
  redis: RedisLike
  /** One per API key; must not contain the key itself. */
  key: string
  /** Used while Redis does not answer. */
  fallback: InProcessBudget
  /** Called once per outage, with what went wrong. */
  onFallback?: (error: unknown) => void
  clock?: () => number
  sleep?: (ms: number) => Promise<void>
  random?: () => number
  /** ms that Redis may take to answer. */
  redisTimeoutMs?: number
}

/** A Redis that failed is left alone this long, so that an outage does not slow every request down. */
export const REDIS_PAUSE_MS = 5_000
const REDIS_TIMEOUT_MS = 500

/**
 * One budget for all processes that share a Redis. Without Redis each process falls back to its own window, which
 * knows the process's latest grants; what it grants in the meantime is entered in Redis when that is back.
 */
export function createRedisBudget(options: RedisBudgetOptions): RequestBudget {
  assertLimit(options.limit)
  const clock = options.clock ?? Date.now
  const { fallback, redis } = options
  // The braces keep both keys in one slot of a Redis cluster.
  const keys = [`{${options.key}}:grants`, `{${options.key}}:state`]
  let missed: number[] = []
  let pausedUntil = 0
  let down = false

  async function run(...args: (string | number)[]): Promise<unknown> {
    const answer = await withTimeout(
      redis.eval(REDIS_BUDGET_SCRIPT, keys.length, ...keys, ...args),
      options.redisTimeoutMs ?? REDIS_TIMEOUT_MS
    )
    down = false
    return answer
  }

  function fail(error: unknown): void {
    pausedUntil = clock() + REDIS_PAUSE_MS
    if (!down) {
      down = true
      options.onFallback?.(error)
    }
  }

  async function askRedis(lane: Lane): Promise<GrantDecision | undefined> {
    if (clock() < pausedUntil) {
      return undefined
    }
    const told = missed
    missed = []
    const now = clock()
    const ages = told.map((at) => Math.max(0, now - at)).filter((age) => age < GRANT_LIFE_MS)
    try {
      return readDecision(await run("acquire", options.limit, RESERVED_PERCENT[lane], ...ages))
    } catch (error) {
      missed = [...told, ...missed]
      fail(error)
      return undefined
    }
  }

  return {
    async acquire(lane, { deadline }) {
      let viaRedis = true
      await waitForGrant({
        ...options,
        lane,
        deadline,
        ask: async () => {
          const decision = await askRedis(lane)
          if (decision) {
            return decision
          }
          viaRedis = false
          return { granted: true }
        },
      })
      if (viaRedis) {
        fallback.note()
        return
      }
      await fallback.acquire(lane, { deadline })
      missed = [...missed, clock()].slice(-options.limit)
    },
    report(report) {
      fallback.report(report)
      if (clock() >= pausedUntil) {
        run("report", ...reportArguments(report)).catch(fail)
      }
    },
  }
}

function reportArguments(report: RateLimitReport): number[] {
  return [report.remaining, report.limit, report.resetInMs, report.blockedForMs].map((value) =>
    value === undefined ? -1 : Math.ceil(value)
  )
}

function readDecision(answer: unknown): GrantDecision {
  if (Array.isArray(answer)) {
    const [granted, waitMs] = answer.map(Number)
    if (granted === 1) {
      return { granted: true }
    }
    if (granted === 0 && waitMs !== undefined && waitMs > 0) {
      return { granted: false, waitMs }
    }
  }
  throw new TypeError("Redis answered the budget script with something else")
}
