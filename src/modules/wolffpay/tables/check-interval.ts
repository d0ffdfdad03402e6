const MINUTE = 60
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR

/** Seconds until an unsettled intent of this age (seconds) is looked at again: each minute, every ten, then hourly. */
export function checkIntervalSeconds(ageSeconds: number): number {
  if (ageSeconds < HOUR) {
    return MINUTE
  }
  return ageSeconds < DAY ? 10 * MINUTE : HOUR
}
