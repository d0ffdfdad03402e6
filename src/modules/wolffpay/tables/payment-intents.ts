import { ENDED_STATES } from "../terminal/sale-state"
import { type Database, firstRow, rows } from "./database"
import { newId } from "./new-id"
import type { NewAttempt, PaymentIntentRow } from "./payment-intent-row"
import { nextBoundary } from "./next-boundary"
import { type IntentState, statesBefore } from "./intent-state"

export type { NewAttempt, PaymentIntentRow } from "./payment-intent-row"

/** WolffPay keeps a key for 24 hours (W9); beyond 23 a repeat is a new request (R10). */
const KEY_LIFE_HOURS = 23
const BEGIN_LOOKS = 5

/** Until a sale at the counter has ended, it looks at its intent itself (its job too), so that nobody calls twice. */
const ENDED = ENDED_STATES.map((state) => `'${state}'`).join(", ")

/** Our own table of intents: the attempt is written before the POST and completed after it (R9). */
export class PaymentIntents {
  constructor(private readonly database: Database) {}

  /**
   * The attempt to send for this session: the open one when its outcome is unknown and it asks for the same (its key is
   * reused), else a new one with a key of its own: session and number of the attempt (R10,
   * W38). Amounts that go A→B→A never share a key.
   */
  async begin(attempt: NewAttempt): Promise<PaymentIntentRow> {
    const { session_id, amount, currency, capture_method, channel, live } = attempt
    // Of two calls at the same moment one finds the other's attempt at its second look.
    for (let look = 0; look < BEGIN_LOOKS; look += 1) {
      const begun = await firstRow<PaymentIntentRow>(
        this.database,
        `WITH open AS (
           SELECT * FROM wolffpay_payment_intent
           WHERE session_id = ? AND state = 'creating' AND amount = ? AND currency = ? AND capture_method = ?
             AND created_at > now() - make_interval(hours => ?) AND deleted_at IS NULL
           ORDER BY attempt DESC LIMIT 1),
         made AS (INSERT INTO wolffpay_payment_intent
           (id, session_id, attempt, idempotency_key, amount, currency, capture_method, channel, live, state, cart_id, client_hash, next_check_at)
           SELECT ?, ?, next.attempt, 'medusa:' || ? || ':' || next.attempt, ?, ?, ?, ?, ?, 'creating', ?, ?,
                  now() + interval '1 minute'
           FROM (SELECT coalesce(max(attempt), 0) + 1 AS attempt FROM wolffpay_payment_intent WHERE session_id = ?) AS next
           WHERE NOT EXISTS (SELECT 1 FROM open)
           ON CONFLICT DO NOTHING
           RETURNING *)
         SELECT * FROM open UNION ALL SELECT * FROM made`,
        [
          ...[session_id, amount, currency, capture_method, KEY_LIFE_HOURS],
          ...[newId("wpint"), session_id, session_id, amount, currency, capture_method],
          ...[channel, live, attempt.cart_id, attempt.client_hash, session_id],
        ]
      )
      if (begun) {
        return begun
      }
    }
    throw new Error("The attempt to create a payment could not be written.")
  }

  /** Writes WolffPay's answer (or what a look-up or an event told) into an attempt that had none. */
  async complete(
    id: string,
    intentId: string,
    status: string
  ): Promise<PaymentIntentRow | undefined> {
    return firstRow<PaymentIntentRow>(
      this.database,
      `UPDATE wolffpay_payment_intent
       SET intent_id = ?, status = ?, state = CASE WHEN state IN ('creating', 'lost', 'refused') THEN 'open' ELSE state END,
           next_check_at = coalesce(next_check_at, now()), updated_at = now()
       WHERE id = ? AND (intent_id IS NULL OR intent_id = ?)
       RETURNING *`,
      [intentId, status, id, intentId]
    )
  }

  /** Ends an attempt that WolffPay refused, or that was never found: nothing exists there. */
  async end(id: string, state: "refused" | "lost"): Promise<void> {
    await this.database.raw(
      `UPDATE wolffpay_payment_intent
       SET state = ?, next_check_at = NULL, updated_at = now() WHERE id = ? AND state = 'creating'`,
      [state, id]
    )
  }

  async byId(id: string): Promise<PaymentIntentRow | undefined> {
    return firstRow<PaymentIntentRow>(
      this.database,
      `SELECT * FROM wolffpay_payment_intent WHERE id = ? AND deleted_at IS NULL`,
      [id]
    )
  }

  async ofIntent(intentId: string): Promise<PaymentIntentRow | undefined> {
    return firstRow<PaymentIntentRow>(
      this.database,
      `SELECT * FROM wolffpay_payment_intent WHERE intent_id = ? AND deleted_at IS NULL`,
      [intentId]
    )
  }

  /** Newest attempt first. */
  async ofSession(sessionId: string): Promise<PaymentIntentRow[]> {
    return rows<PaymentIntentRow>(
      this.database,
      `SELECT * FROM wolffpay_payment_intent WHERE session_id = ? AND deleted_at IS NULL ORDER BY attempt DESC`,
      [sessionId]
    )
  }

  async ofCart(cartId: string, states: readonly IntentState[]): Promise<PaymentIntentRow[]> {
    return rows<PaymentIntentRow>(
      this.database,
      `SELECT * FROM wolffpay_payment_intent
       WHERE cart_id = ? AND state IN (${states.map(() => "?").join(", ")}) AND deleted_at IS NULL
       ORDER BY created_at DESC`,
      [cartId, ...states]
    )
  }

  /** Moves an intent forward, never back; true when this call moved it. */
  async advance(id: string, state: IntentState, status: string): Promise<boolean> {
    const before = statesBefore(state)
    const moved = await rows(
      this.database,
      `UPDATE wolffpay_payment_intent
       SET state = ?, status = ?, state_at = now(), updated_at = now(),
           settled_at = CASE WHEN state = 'canceled' THEN NULL ELSE settled_at END,
           next_check_at = coalesce(next_check_at, now() + interval '60 seconds'),
           authorized_at = CASE WHEN ? = 'authorized' THEN coalesce(authorized_at, now()) ELSE authorized_at END
       WHERE id = ? AND state IN (${before.map(() => "?").join(", ")})
       RETURNING id`,
      [state, status, state, id, ...before]
    )
    return moved.length > 0
  }

  /** A failed try of the shopper: the intent is open again (and may still be paid). */
  async noteFailure(id: string, status: string): Promise<void> {
    await this.database.raw(
      `UPDATE wolffpay_payment_intent
       SET failures = failures + 1, failed_at = now(), status = ?, updated_at = now(),
           state = CASE WHEN state IN ('creating', 'lost', 'processing') THEN 'open' ELSE state END
       WHERE id = ? AND state NOT IN ('authorized', 'succeeded', 'canceled')`,
      [status, id]
    )
  }

  /** A definite refusal ends an attempt to capture or cancel; the next one gets a key of its own (R10). */
  async noteRefusal(id: string, action: "capture" | "cancel"): Promise<void> {
    const column = action === "capture" ? "capture_refusals" : "cancel_refusals"
    await this.database.raw(
      `UPDATE wolffpay_payment_intent SET ${column} = ${column} + 1, updated_at = now() WHERE id = ?`,
      [id]
    )
  }

  /** The session went away while the intent may still exist or be paid: the job voids it, or flags the money (R9, R12). */
  async abandon(id: string): Promise<void> {
    await this.database.raw(
      `UPDATE wolffpay_payment_intent
       SET abandoned_at = coalesce(abandoned_at, now()), next_check_at = now(), updated_at = now() WHERE id = ?`,
      [id]
    )
  }

  /** It turned out that somebody paid after all. */
  async takeBack(id: string): Promise<void> {
    await this.database.raw(
      `UPDATE wolffpay_payment_intent SET abandoned_at = NULL, updated_at = now() WHERE id = ?`,
      [id]
    )
  }

  /** The bank took the money back: whatever succeeded before, nothing may be placed or captured on it any more. */
  async markReturned(id: string): Promise<void> {
    await this.database.raw(
      `UPDATE wolffpay_payment_intent SET returned_at = coalesce(returned_at, now()), updated_at = now() WHERE id = ?`,
      [id]
    )
  }

  /** WolffPay did not show these: they are due again in a minute, in this order and before those that were looked at. */
  async checkAgain(ids: readonly string[]): Promise<void> {
    if (ids.length > 0) {
      await this.database.raw(
        `UPDATE wolffpay_payment_intent AS intent
         SET next_check_at = least(next_check_at, now() + interval '1 minute')
               - interval '2 seconds' + turn.place * interval '1 millisecond'
         FROM unnest(string_to_array(?, ',')) WITH ORDINALITY AS turn (id, place)
         WHERE intent.id = turn.id AND intent.next_check_at IS NOT NULL`,
        [ids.join(",")]
      )
    }
  }

  /** The pseudonym of an address is needed for a minute; it is not kept longer than an hour. */
  async forgetClients(): Promise<void> {
    await this.database.raw(
      `UPDATE wolffpay_payment_intent SET client_hash = NULL
       WHERE client_hash IS NOT NULL AND created_at < now() - interval '1 hour'`
    )
  }

  /** Medusa's books agree with a final state; nothing is left to watch. */
  async markSettled(id: string): Promise<void> {
    await this.database.raw(
      `UPDATE wolffpay_payment_intent
       SET settled_at = coalesce(settled_at, now()), next_check_at = NULL, updated_at = now()
       WHERE id = ? AND state IN ('succeeded', 'canceled')`,
      [id]
    )
  }

  /** True for the one caller that makes up for a completion that was cut off. */
  async claimPlacement(id: string): Promise<boolean> {
    const claimed = await rows(
      this.database,
      `UPDATE wolffpay_payment_intent SET placement_checked_at = now(), updated_at = now()
       WHERE id = ? AND placement_checked_at IS NULL RETURNING id`,
      [id]
    )
    return claimed.length > 0
  }

  async checkSoon(id: string): Promise<void> {
    await this.database.raw(
      `UPDATE wolffpay_payment_intent SET next_check_at = now(), updated_at = now() WHERE id = ?`,
      [id]
    )
  }

  /**
   * Claims the intents of this account (live or test) whose turn it is and schedules their next look by age (R21): each minute for an hour, every ten
   * minutes for a day, then hourly, and daily for what has been open for a week. The later ones fall on common moments, so
   * that one list call serves them all. Who has waited longest comes first.
   */
  async claimDue(limit: number, live: boolean): Promise<PaymentIntentRow[]> {
    return rows<PaymentIntentRow>(
      this.database,
      `WITH due AS (
         SELECT id, next_check_at AS due_at FROM wolffpay_payment_intent
         WHERE next_check_at <= now() AND settled_at IS NULL AND live = ? AND deleted_at IS NULL
           AND (channel = 'online' OR NOT EXISTS (
             SELECT 1 FROM wolffpay_terminal_sale AS sale WHERE sale.session_id = wolffpay_payment_intent.session_id
               AND sale.state NOT IN (${ENDED}) AND sale.deleted_at IS NULL))
         ORDER BY next_check_at LIMIT ? FOR UPDATE SKIP LOCKED),
       claimed AS (UPDATE wolffpay_payment_intent AS intent
       SET next_check_at = CASE
             WHEN intent.created_at > now() - interval '1 hour' THEN now() + interval '1 minute'
             WHEN intent.created_at > now() - interval '1 day' THEN ${nextBoundary(600)}
             WHEN intent.created_at > now() - interval '7 days' OR intent.state <> 'open' THEN ${nextBoundary(3600)}
             ELSE ${nextBoundary(86_400)} END,
           updated_at = now()
       FROM due WHERE intent.id = due.id
       RETURNING intent.*, due.due_at)
       SELECT * FROM claimed ORDER BY due_at`,
      [live, limit]
    )
  }

  /** Whether a paid intent exists whose webhooks are no longer on their way, and that is young enough to be refunded. */
  async hasSettledBefore(): Promise<boolean> {
    const found = await firstRow(
      this.database,
      `SELECT 1 FROM wolffpay_payment_intent
       WHERE state = 'succeeded' AND deleted_at IS NULL
         AND settled_at BETWEEN now() - interval '180 days' AND now() - interval '10 minutes' LIMIT 1`
    )
    return found !== undefined
  }

  /** New intents of the last minute, for one cart and for one client address (R19); with `before`, those older than it. */
  async countRecent(
    origin: { cart_id: string | null; client_hash: string | null },
    before?: Pick<PaymentIntentRow, "id" | "created_at">
  ): Promise<{ cart: number; client: number }> {
    const { cart_id, client_hash } = origin
    const counted = await firstRow<{ cart: number; client: number }>(
      this.database,
      `SELECT count(*) FILTER (WHERE cart_id = ?)::int AS cart, count(*) FILTER (WHERE client_hash = ?)::int AS client
       FROM wolffpay_payment_intent
       WHERE (cart_id = ? OR client_hash = ?) AND created_at > now() - interval '60 seconds' AND deleted_at IS NULL
         ${before ? "AND id <> ? AND created_at <= (SELECT created_at FROM wolffpay_payment_intent WHERE id = ?)" : ""}`,
      [cart_id, client_hash, cart_id, client_hash, ...(before ? [before.id, before.id] : [])]
    )
    return counted ?? { cart: 0, client: 0 }
  }
}
