/** Seconds between tries of one event; the reconciliation job goes on looking after the last one. */
const SCHEDULE = [5, 15, 60, 300, 900]

/** Seconds until the next try after this many, or undefined when a person has to look. */
export function nextTrySeconds(attempts: number): number | undefined {
  return SCHEDULE[attempts - 1]
}
