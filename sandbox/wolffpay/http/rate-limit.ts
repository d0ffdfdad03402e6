const WINDOW_MS = 60_000

export interface Quota {
  allowed: boolean
  limit: number
  remaining: number
  /** Unix seconds at which the next place in the window becomes free. */
  resetAt: number
  /** Whole seconds to wait. */
  retryAfter: number
}

/**
 * W7, read strictly: no 60 seconds, wherever they begin, hold more than `limit` calls of one key.
 * A refused call does not count, or a client that hammers would never be let in again.
 */
export class RateLimiter {
  private readonly calls = new Map<string, number[]>()

  constructor(readonly limit: number) {}

  take(key: string, now: number): Quota {
    const recent = (this.calls.get(key) ?? []).filter((at) => at > now - WINDOW_MS)
    const allowed = recent.length < this.limit
    if (allowed) recent.push(now)
    this.calls.set(key, recent)
    return this.quota(recent, allowed, now)
  }

  /** What a caller without a valid key is told: nothing was counted. */
  untouched(now: number): Quota {
    return this.quota([], true, now)
  }

  reset(): void {
    this.calls.clear()
  }

  private quota(recent: readonly number[], allowed: boolean, now: number): Quota {
    const freeAt = (recent[0] ?? now) + WINDOW_MS
    return {
      allowed,
      limit: this.limit,
      remaining: this.limit - recent.length,
      resetAt: Math.ceil(freeAt / 1000),
      retryAfter: Math.max(1, Math.ceil((freeAt - now) / 1000)),
    }
  }
}

export function quotaHeaders(quota: Quota): Record<string, string> {
  return {
    "X-RateLimit-Limit": String(quota.limit),
    "X-RateLimit-Remaining": String(quota.remaining),
    "X-RateLimit-Reset": String(quota.resetAt),
  }
}
