/** What can go wrong with a call, whatever the service. */
export const COMMON_REQUEST_FAULTS = [
  /** The connection is cut, nothing was done. */
  "drop_before",
  /** Everything was done, then the connection is cut. */
  "drop_after",
  /** Refused with `status` (500) before anything was done. */
  "status",
  /** Everything was done, then answered with `status` (500). */
  "status_after",
  /** Everything was done, and the answer comes `ms` later. */
  "slow",
  /** The answer is nothing that the service would send. */
  "garbage",
] as const

/** What can go wrong with a webhook, whatever the service. */
export const COMMON_WEBHOOK_FAULTS = [
  /** `count` more copies. */
  "duplicate",
  "lose",
  /** The first attempt comes `ms` later. */
  "delay",
  /** Kept back until the next one was sent. */
  "reorder",
  /** Nothing is sent until `resume`. */
  "pause",
  "resume",
] as const
