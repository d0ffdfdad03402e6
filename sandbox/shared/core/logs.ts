/** A request that broke a documented rule, with the number of the fact. */
export interface Violation {
  at: string
  rule: string
  method: string
  path: string
  detail: string
}

const KEEP = 5000

/** Appends and forgets the oldest, so that a sandbox that runs for weeks does not grow for weeks. */
export function remember<T>(list: T[], item: T, keep = KEEP): void {
  list.push(item)
  if (list.length > keep) list.splice(0, list.length - keep)
}
