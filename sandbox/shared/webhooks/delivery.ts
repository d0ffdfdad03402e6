export type DeliveryState =
  /** Will be sent at `nextAttemptAt`. */
  | "waiting"
  /** Kept back until the next event was sent. */
  | "held"
  | "delivered"
  /** Every attempt of the schedule failed. */
  | "given_up"
  /** Never sent, because a fault said so. */
  | "lost"
  /** Nobody had set a webhook address. */
  | "no_url"

export interface DeliveryAttempt {
  at: string
  /** 1 for the first. */
  number: number
  url: string
  /** null when no answer came. */
  status: number | null
  responseBody: string
  error: string | null
  durationMs: number
}

/** What every queued webhook has, whatever it tells. */
export interface QueuedDelivery {
  id: string
  /** What it tells. */
  event: string
  createdAt: string
  /** The raw text: every attempt sends these bytes. */
  body: string
  state: DeliveryState
  /** Milliseconds of the sandbox's clock. */
  nextAttemptAt: number | null
  /** Deliveries that are let go once this one was sent. */
  releases: string[]
  attempts: DeliveryAttempt[]
}
