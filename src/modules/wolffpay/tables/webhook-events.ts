import { type Database, firstRow, rows } from "./database"
import { newId } from "./new-id"

export type WebhookEventState = "received" | "done" | "foreign" | "attention"

export type WebhookEventRow = {
  id: string
  provider: string
  event_type: string
  object_id: string
  payment_intent_id: string | null
  body: string
  state: WebhookEventState
  attempts: number
  deliveries: number
  created_at: Date
}

export type NewWebhookEvent = {
  provider: "wolffpay" | "billink"
  event_key: string
  event_type: string
  object_id: string
  payment_intent_id: string | null
  body: string
}

/** How long one worker may hold an event before another takes it over (a crash, seconds). */
export const EVENT_LEASE_SECONDS = 90

/** The inbox. `due_at` is both the schedule and the lease: whoever claims a row moves it into the future (R21). */
export class WebhookEvents {
  constructor(private readonly database: Database) {}

  /** Stores an event once; a repeat only counts as one more delivery. Safe to run at the same time from many places. */
  async store(
    event: NewWebhookEvent
  ): Promise<Pick<WebhookEventRow, "id" | "state" | "event_type">> {
    const row = await firstRow<Pick<WebhookEventRow, "id" | "state" | "event_type">>(
      this.database,
      `INSERT INTO wolffpay_webhook_event
         (id, provider, event_key, event_type, object_id, payment_intent_id, body, state, deliveries, attempts, due_at)
       VALUES (?, ?, ?, ?, ?, ?, ?, 'received', 1, 0, now())
       ON CONFLICT (provider, event_key) WHERE deleted_at IS NULL
       DO UPDATE SET deliveries = wolffpay_webhook_event.deliveries + 1, updated_at = now()
       RETURNING id, state, event_type`,
      [
        newId("wpevt"),
        event.provider,
        event.event_key,
        event.event_type,
        event.object_id,
        event.payment_intent_id,
        event.body,
      ]
    )
    if (!row) {
      throw new Error("The inbox returned no row for a stored webhook event.")
    }
    return row
  }

  /** Takes one event for processing; undefined when it is finished or somebody else holds it. */
  async claim(id: string): Promise<WebhookEventRow | undefined> {
    return firstRow<WebhookEventRow>(
      this.database,
      `UPDATE wolffpay_webhook_event
       SET due_at = now() + make_interval(secs => ?), attempts = attempts + 1, updated_at = now()
       WHERE id = ? AND state = 'received' AND due_at <= now()
       RETURNING *`,
      [EVENT_LEASE_SECONDS, id]
    )
  }

  /**
   * Ids of events whose turn it is: left behind by a crash, or to be tried again. They still have to be claimed. Successes come
   * first: they need no call, and what may need one can take 25 seconds.
   */
  async due(limit: number): Promise<string[]> {
    const found = await rows<{ id: string }>(
      this.database,
      `SELECT id FROM wolffpay_webhook_event
       WHERE state = 'received' AND due_at <= now() AND deleted_at IS NULL
       ORDER BY (event_type = 'payment.succeeded') DESC, due_at LIMIT ?`,
      [limit]
    )
    return found.map((row) => row.id)
  }

  /** What waits, since when, and when the newest event came. Ids rise with time. */
  async summary(): Promise<{
    open: number
    oldest_age_seconds: number | null
    last_received_at: Date | null
  }> {
    const found = await firstRow<{
      open: number
      oldest_age_seconds: number | null
      last_received_at: Date | null
    }>(
      this.database,
      `SELECT count(*)::int AS open,
         floor(extract(epoch FROM now() - min(created_at)))::int AS oldest_age_seconds,
         (SELECT created_at FROM wolffpay_webhook_event
          WHERE provider = 'wolffpay' AND deleted_at IS NULL ORDER BY id DESC LIMIT 1) AS last_received_at
       FROM wolffpay_webhook_event
       WHERE state = 'received' AND provider = 'wolffpay' AND deleted_at IS NULL`
    )
    return found ?? { open: 0, oldest_age_seconds: null, last_received_at: null }
  }

  /** Gives an event back whose try did not count: nothing was wrong with it. */
  async postpone(id: string, seconds: number, reason: string): Promise<void> {
    await this.database.raw(
      `UPDATE wolffpay_webhook_event
       SET due_at = now() + make_interval(secs => ?), attempts = greatest(attempts - 1, 0), last_error = ?,
           updated_at = now()
       WHERE id = ? AND state = 'received'`,
      [seconds, reason, id]
    )
  }

  async close(
    id: string,
    state: Exclude<WebhookEventState, "received">,
    outcome: string
  ): Promise<void> {
    await this.database.raw(
      `UPDATE wolffpay_webhook_event
       SET state = ?, outcome = ?, last_error = NULL, due_at = NULL, processed_at = now(), updated_at = now()
       WHERE id = ? AND state = 'received'`,
      [state, outcome, id]
    )
  }

  async retryLater(id: string, seconds: number, error: string): Promise<void> {
    await this.database.raw(
      `UPDATE wolffpay_webhook_event
       SET due_at = now() + make_interval(secs => ?), last_error = ?, updated_at = now()
       WHERE id = ? AND state = 'received'`,
      [seconds, error, id]
    )
  }

  /** Works those of Billink's through again that were closed with this outcome, from the first try on. */
  async reopen(outcome: string): Promise<void> {
    await this.database.raw(
      `UPDATE wolffpay_webhook_event
       SET state = 'received', outcome = NULL, attempts = 0, due_at = now(), processed_at = NULL, updated_at = now()
       WHERE provider = 'billink' AND state = 'attention' AND outcome = ? AND body <> '' AND deleted_at IS NULL`,
      [outcome]
    )
  }

  /** What was received is kept for a quarter, to be looked into; after that only that it came. */
  async forgetBodies(): Promise<void> {
    await this.database.raw(
      `UPDATE wolffpay_webhook_event SET body = ''
       WHERE state <> 'received' AND processed_at < now() - interval '90 days' AND body <> ''`
    )
  }

  /** Bodies of the verified events of one payment intent, newest first. */
  async bodiesOfIntent(intentId: string, eventType: string): Promise<string[]> {
    const found = await rows<{ body: string }>(
      this.database,
      `SELECT body FROM wolffpay_webhook_event
       WHERE payment_intent_id = ? AND event_type = ? AND provider = 'wolffpay' AND deleted_at IS NULL
       ORDER BY created_at DESC LIMIT 20`,
      [intentId, eventType]
    )
    return found.map((row) => row.body)
  }
}
