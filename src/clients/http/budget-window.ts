import {
  ARRIVAL_SLACK_MS,
  maxEarlierGrants,
  RATE_WINDOW_MS,
  RESERVED_PERCENT,
  type Lane,
} from "./lanes"
import type { RateLimitReport } from "./rate-limit-headers"

/** How long a grant counts, in ms. */
export const GRANT_LIFE_MS = RATE_WINDOW_MS + ARRIVAL_SLACK_MS
/** Two resets closer than this are one window: the header has whole seconds. */
export const SAME_RESET_MS = 1_500

/** What one process knows of the budget. All times in ms of the same clock. */
export type BudgetWindow = {
  /** Times of the grants, oldest first. */
  grants: number[]
  blockedUntil: number
  reported?: { left: number; limit?: number; resetAt: number }
  lastNow: number
}

export type GrantDecision = { granted: true } | { granted: false; waitMs: number }

export function createBudgetWindow(): BudgetWindow {
  return { grants: [], blockedUntil: 0, lastNow: 0 }
}

/**
 * Grants one request or says after how many ms it is worth asking again. The sliding log holds every grant, so that
 * no 60 seconds, wherever they start, hold more than `limit` (W7).
 */
export function tryGrant(
  window: BudgetWindow,
  lane: Lane,
  limit: number,
  now: number
): GrantDecision {
  advance(window, now)
  const reported = window.reported
  const effectiveLimit = Math.min(limit, reported?.limit ?? limit)
  const waits: number[] = []

  if (window.blockedUntil > now) {
    waits.push(window.blockedUntil - now)
  }
  if (reported && !isEnough(reported.left, lane, effectiveLimit)) {
    waits.push(reported.resetAt - now)
  }
  const tooMany = window.grants.length - maxEarlierGrants(lane, effectiveLimit)
  if (tooMany > 0) {
    const mustLeave = window.grants[tooMany - 1] ?? now
    waits.push(mustLeave + GRANT_LIFE_MS - now)
  }

  if (waits.length > 0) {
    return { granted: false, waitMs: Math.max(1, ...waits) }
  }
  noteGrant(window, now)
  return { granted: true }
}

/** Counts a request that was granted elsewhere. */
export function noteGrant(window: BudgetWindow, now: number): void {
  advance(window, now)
  window.grants.push(now)
  if (window.reported) {
    window.reported.left -= 1
  }
}

export function applyReport(window: BudgetWindow, report: RateLimitReport, now: number): void {
  advance(window, now)
  if (report.blockedForMs !== undefined) {
    window.blockedUntil = Math.max(window.blockedUntil, now + report.blockedForMs)
  }
  if (report.remaining === undefined || !report.resetInMs) {
    return
  }
  const known = window.reported
  const next = {
    left: report.remaining,
    limit: report.limit === 0 ? undefined : report.limit,
    resetAt: now + report.resetInMs,
  }
  if (!known || next.resetAt > known.resetAt + SAME_RESET_MS) {
    window.reported = next
    return
  }
  // Answers overtake each other; within one window what is left only goes down.
  if (next.resetAt >= known.resetAt - SAME_RESET_MS) {
    known.left = Math.min(known.left, next.left)
    known.limit = next.limit ?? known.limit
  }
}

/** Forgets what no longer counts, and keeps every age when the clock is set back. */
function advance(window: BudgetWindow, now: number): void {
  const setBack = window.lastNow - now
  if (setBack > 0) {
    window.grants = window.grants.map((at) => at - setBack)
    window.blockedUntil -= setBack
    if (window.reported) {
      window.reported.resetAt -= setBack
    }
  }
  window.lastNow = now

  const firstCounting = window.grants.findIndex((at) => at + GRANT_LIFE_MS > now)
  if (firstCounting !== 0) {
    window.grants = firstCounting === -1 ? [] : window.grants.slice(firstCounting)
  }
  if (window.reported && window.reported.resetAt <= now) {
    window.reported = undefined
  }
}

function isEnough(left: number, lane: Lane, limit: number): boolean {
  return left * 100 > RESERVED_PERCENT[lane] * limit
}
