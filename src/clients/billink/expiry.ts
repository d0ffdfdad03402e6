import { parseAmsterdamTime } from "./amsterdam-time"

const MINUTE_MS = 60_000
const MAX_MS = 24 * 60 * MINUTE_MS

/**
 * When a session ends. The format of `expiresAt` is not documented (7.19): an ISO time, Amsterdam local time and Unix time
 * are read; what lies in the past or more than a day away is a misreading, and the documented life counts instead.
 * `now` in ms since the epoch.
 */
export function readExpiry(value: unknown, now: number, sessionMinutes: number): Date {
  const told = readTime(value)
  const plausible = told !== undefined && told > now && told <= now + MAX_MS
  return new Date(plausible ? told : now + sessionMinutes * MINUTE_MS)
}

function readTime(value: unknown): number | undefined {
  if (typeof value === "number" || (typeof value === "string" && /^\d{10,13}$/.test(value))) {
    const number = Number(value)
    return number < 1e12 ? number * 1_000 : number
  }
  if (typeof value !== "string") {
    return undefined
  }
  const local = parseAmsterdamTime(value)
  const at = local?.getTime() ?? Date.parse(value)
  return Number.isNaN(at) ? undefined : at
}
