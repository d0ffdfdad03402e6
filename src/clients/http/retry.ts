import { ApiError } from "./errors"

export const RETRY_BASE_MS = 250
export const RETRY_CAP_MS = 8_000

export type RetryInput = {
  error: unknown
  /** Tries made so far, 1 after the first. */
  attempt: number
  maxAttempts: number
  /** Milliseconds since the epoch. */
  now: number
  /** Milliseconds since the epoch; a retry starts before it or not at all. */
  deadline: number
  /** A number in [0, 1). */
  random: number
}

export type RetryDecision = { retry: true; delayMs: number } | { retry: false }

/**
 * Whether, and after how long, to send the same request again under the same idempotency key (W37). Pure.
 * Exponential back-off with full jitter; what the service itself asked for (`Retry-After`, W7) is the least we wait.
 * A definite refusal is never retried, and a wait that does not fit before the deadline is not begun.
 */
export function decideRetry(input: RetryInput): RetryDecision {
  const { error, attempt, maxAttempts, now, deadline, random } = input
  if (!(error instanceof ApiError) || !error.retryable) {
    return { retry: false }
  }
  if (attempt >= maxAttempts) {
    return { retry: false }
  }

  const ceiling = Math.min(RETRY_CAP_MS, RETRY_BASE_MS * 2 ** Math.max(0, attempt - 1))
  const asked = askedDelayMs(error)
  // Jitter comes on top of what was asked, so that waiting callers do not all return in the same instant.
  const delayMs =
    asked === undefined
      ? Math.floor(random * ceiling)
      : Math.ceil(asked) + Math.floor(random * RETRY_BASE_MS)

  return now + delayMs < deadline ? { retry: true, delayMs } : { retry: false }
}

function askedDelayMs(error: ApiError): number | undefined {
  const asked: unknown = Reflect.get(error, "retryAfterMs")
  return typeof asked === "number" && asked >= 0 ? asked : undefined
}
