/** What a response said about the service's own limit, as durations, so that no two clocks are compared later. */
export type RateLimitReport = {
  /** Requests a window holds, by the service's count. */
  limit?: number
  /** Requests left in the current window. */
  remaining?: number
  /** Milliseconds until that window starts anew. */
  resetInMs?: number
  /** Only on a 429: milliseconds in which nothing may be sent. */
  blockedForMs?: number
}

/** A 429 that does not say how long: long enough to notice, short enough for a shopper to wait. */
export const UNTOLD_BLOCK_MS = 1_000
/** W7's window is a minute; a reset further away is a clock that runs wrong. */
export const MAX_RESET_MS = 2 * 60_000
const MAX_RETRY_AFTER_MS = 15 * 60_000

/**
 * Milliseconds asked for by `Retry-After`: seconds or an HTTP date. `now` is ms since the epoch.
 * Undefined when absent or unreadable.
 */
export function parseRetryAfter(value: string | null, now: number): number | undefined {
  const text = value?.trim()
  if (!text) {
    return undefined
  }
  if (/^\d{1,9}(\.\d{1,9})?$/.test(text)) {
    return Math.min(Number(text) * 1_000, MAX_RETRY_AFTER_MS)
  }
  // Date.parse reads almost anything as some year; an HTTP date starts with the day's name.
  if (!/^[A-Z][a-z]{2}/.test(text)) {
    return undefined
  }
  const at = Date.parse(text)
  return Number.isNaN(at) ? undefined : clamp(at - now, MAX_RETRY_AFTER_MS)
}

/**
 * Milliseconds until `X-RateLimit-Reset`, documented as Unix time (W7). The unit is not named: milliseconds and a
 * plain number of seconds are recognised by their size.
 */
export function parseReset(value: string | null, now: number): number | undefined {
  const text = value?.trim()
  if (!text || !/^\d{1,16}(\.\d{1,9})?$/.test(text)) {
    return undefined
  }
  const number = Number(text)
  if (number >= 1e12) {
    return clamp(number - now, MAX_RESET_MS)
  }
  if (number >= 1e9) {
    return clamp(number * 1_000 - now, MAX_RESET_MS)
  }
  return clamp(number * 1_000, MAX_RESET_MS)
}

/**
 * Reads a response's rate-limit headers. The service's own `Date` header, when there is one, is what its times are
 * measured against: a server clock that is ten minutes off must not block a shop for ten minutes.
 */
export function readRateLimitHeaders(
  headers: Pick<Headers, "get">,
  status: number,
  now: number
): RateLimitReport {
  const theirNow = parseDate(headers.get("date")) ?? now
  const retryAfterMs = parseRetryAfter(headers.get("retry-after"), theirNow)
  const resetInMs = parseReset(headers.get("x-ratelimit-reset"), theirNow)
  return {
    limit: parseCount(headers.get("x-ratelimit-limit")),
    remaining: parseCount(headers.get("x-ratelimit-remaining")),
    resetInMs,
    blockedForMs: status === 429 ? (retryAfterMs ?? resetInMs ?? UNTOLD_BLOCK_MS) : undefined,
  }
}

function parseDate(value: string | null): number | undefined {
  const at = value ? Date.parse(value) : Number.NaN
  return Number.isNaN(at) ? undefined : at
}

function parseCount(value: string | null): number | undefined {
  const text = value?.trim()
  return text && /^\d{1,9}$/.test(text) ? Number(text) : undefined
}

function clamp(value: number, max: number): number {
  return Math.min(Math.max(0, value), max)
}
