import {
  ApiError,
  AuthenticationError,
  BudgetExhaustedError,
  NotFoundError,
  PermissionError,
  RateLimitError,
} from "./errors"

/**
 * Whether this error settles what became of an earlier try under the same key. A 400 does: the key would have brought
 * the original answer back (W9). What is judged before the key is looked at (401, 403, 429), what another account answers
 * (404) and what was never sent does not.
 */
export function answersTheKey(error: unknown): boolean {
  if (!(error instanceof ApiError) || error.outcome === "unknown" || error.status === undefined) {
    return false
  }
  return !(
    error instanceof AuthenticationError ||
    error instanceof PermissionError ||
    error instanceof NotFoundError ||
    error instanceof RateLimitError ||
    error instanceof BudgetExhaustedError
  )
}
