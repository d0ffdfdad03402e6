import type { RefundReason } from "../../../clients/wolffpay"
import { type Database, firstRow, rows } from "./database"
import { newId } from "./new-id"
import type { RefundRow } from "./refund-row"

export type { RefundRow, RefundState } from "./refund-row"

/** An attempt that did not report back within this time was cut off: its outcome is unknown. */
export const ATTEMPT_SECONDS = 60
const KEY_LIFE_HOURS = 23
const NEXT_LOOK = "interval '60 seconds'"
const ADD_REQUEST = "request_ids = array_remove(array_append(request_ids, ?::text), NULL)"

/** Refund attempts of ours, and refunds that were made elsewhere (R14). */
export class Refunds {
  constructor(private readonly database: Database) {}

  /**
   * Takes over an earlier attempt of the same amount whose outcome is unknown and whose key still lives: Medusa forgets a
   * refund that failed, so the operator's second click is the same refund. At most one caller gets it. Every request of the till
   * that asked for it stays on it.
   */
  async takeOver(
    intentId: string,
    amount: number,
    asked: { medusaRefundId: string | null; requestId?: string }
  ): Promise<RefundRow | undefined> {
    return firstRow<RefundRow>(
      this.database,
      `UPDATE wolffpay_refund SET state = 'attempting', medusa_refund_id = ?, ${ADD_REQUEST}, updated_at = now(), next_check_at = now() + ${NEXT_LOOK}
       WHERE id = (
         SELECT id FROM wolffpay_refund
         WHERE intent_id = ? AND amount = ? AND origin = 'medusa' AND booked_at IS NULL AND deleted_at IS NULL
           AND created_at > now() - make_interval(hours => ?)
           AND (state = 'unknown' OR (state = 'attempting' AND updated_at < now() - make_interval(secs => ?)))
         ORDER BY created_at LIMIT 1 FOR UPDATE SKIP LOCKED)
       RETURNING *`,
      [
        asked.medusaRefundId,
        asked.requestId ?? null,
        intentId,
        amount,
        KEY_LIFE_HOURS,
        ATTEMPT_SECONDS,
      ]
    )
  }

  /**
   * Gives a refund that exists at WolffPay but in no book of Medusa's to the refund that asks for the same again. `previous`
   * is what the row said before: only one caller gets it.
   */
  async adopt(
    id: string,
    previous: string | null,
    asked: { medusaRefundId: string | null; requestId?: string }
  ): Promise<RefundRow | undefined> {
    return firstRow<RefundRow>(
      this.database,
      `UPDATE wolffpay_refund SET medusa_refund_id = ?, ${ADD_REQUEST}, updated_at = now()
       WHERE id = ? AND state = 'made' AND booked_at IS NULL AND medusa_refund_id IS NOT DISTINCT FROM ?
       RETURNING *`,
      [asked.medusaRefundId, asked.requestId ?? null, id, previous]
    )
  }

  /**
   * Writes a new attempt, decided on after looking at `known`, which is every refund of the intent. Undefined when one of
   * them has changed or another came since, a second click at the same moment included: look again, then decide again.
   */
  async begin(
    attempt: {
      intent_id: string
      medusa_refund_id: string | null
      amount: number
      currency: string
      reason: RefundReason
      requestId?: string
    },
    known: readonly RefundRow[]
  ): Promise<RefundRow | undefined> {
    const seenUntil = Math.max(0, ...known.map((row) => row.updated_at.getTime()))
    return firstRow<RefundRow>(
      this.database,
      `INSERT INTO wolffpay_refund
         (id, intent_id, medusa_refund_id, idempotency_key, amount, currency, reason, request_ids, origin, state, next_check_at)
       SELECT ?, ?, ?, ?, ?, ?, ?, array_remove(ARRAY[?::text], NULL), 'medusa', 'attempting', now() + ${NEXT_LOOK}
       WHERE NOT EXISTS (
         SELECT 1 FROM wolffpay_refund WHERE intent_id = ? AND date_trunc('milliseconds', updated_at) > ?)
       ON CONFLICT DO NOTHING
       RETURNING *`,
      [
        newId("wpref"),
        attempt.intent_id,
        attempt.medusa_refund_id,
        `medusa:refund:${attempt.intent_id}:${known.length + 1}`,
        attempt.amount,
        attempt.currency,
        attempt.reason,
        attempt.requestId ?? null,
        attempt.intent_id,
        new Date(seenUntil),
      ]
    )
  }

  /** The refund exists at WolffPay. A `pending` one is looked at again until it is final (R15). */
  async made(id: string, refundId: string, status: string): Promise<void> {
    await this.database.raw(
      `UPDATE wolffpay_refund SET state = 'made', refund_id = ?, status = ?, updated_at = now(),
         next_check_at = now() + ${NEXT_LOOK}
       WHERE id = ?`,
      [refundId, status, id]
    )
  }

  /** What is made stays made, whatever a server that stood still meanwhile says. */
  async setState(
    id: string,
    state: "unknown" | "not_made",
    status: string | null = null
  ): Promise<void> {
    await this.database.raw(
      `UPDATE wolffpay_refund SET state = ?, status = coalesce(?, status), updated_at = now(),
         next_check_at = now() + ${NEXT_LOOK}
       WHERE id = ? AND state <> 'made'`,
      [state, status, id]
    )
  }

  /** What asked for `from` has asked for `to`: it was the same refund. */
  async moveRequests(from: string, to: string): Promise<void> {
    await this.database.raw(
      `UPDATE wolffpay_refund SET request_ids = request_ids || (SELECT request_ids FROM wolffpay_refund WHERE id = ?)
       WHERE id = ?`,
      [from, to]
    )
  }

  /** A refund found at WolffPay that no attempt of ours explains. */
  async addExternal(refund: {
    intent_id: string
    refund_id: string
    amount: number
    currency: string
    status: string
  }): Promise<void> {
    await this.database.raw(
      `INSERT INTO wolffpay_refund (id, intent_id, refund_id, amount, currency, origin, state, status, next_check_at)
       VALUES (?, ?, ?, ?, ?, 'external', 'made', ?, now() + ${NEXT_LOOK})
       ON CONFLICT (refund_id) WHERE deleted_at IS NULL DO NOTHING`,
      [
        newId("wpref"),
        refund.intent_id,
        refund.refund_id,
        refund.amount,
        refund.currency,
        refund.status,
      ]
    )
  }

  /** The clock that `booked_at` is written by. */
  async now(): Promise<Date> {
    const row = await firstRow<{ now: Date }>(this.database, "SELECT now() AS now", [])
    return row?.now ?? new Date()
  }

  async ofIntent(intentId: string): Promise<RefundRow[]> {
    return rows<RefundRow>(
      this.database,
      `SELECT * FROM wolffpay_refund WHERE intent_id = ? AND deleted_at IS NULL ORDER BY created_at`,
      [intentId]
    )
  }

  async ofRefund(refundId: string): Promise<RefundRow | undefined> {
    return firstRow<RefundRow>(
      this.database,
      `SELECT * FROM wolffpay_refund WHERE refund_id = ? AND deleted_at IS NULL`,
      [refundId]
    )
  }

  async setStatus(id: string, status: string): Promise<void> {
    await this.database.raw(
      `UPDATE wolffpay_refund SET status = ?, updated_at = now() WHERE id = ?`,
      [status, id]
    )
  }

  async markBooked(id: string, medusaRefundId: string | null): Promise<void> {
    await this.database.raw(
      `UPDATE wolffpay_refund SET booked_at = coalesce(booked_at, now()),
         medusa_refund_id = coalesce(?, medusa_refund_id), updated_at = now() WHERE id = ?`,
      [medusaRefundId, id]
    )
  }

  /** Lets the job look at an intent's refunds on its next run. */
  async checkSoon(intentId: string): Promise<void> {
    await this.database.raw(
      `UPDATE wolffpay_refund SET next_check_at = now() WHERE intent_id = ? AND deleted_at IS NULL`,
      [intentId]
    )
  }

  /** Final at WolffPay and booked in Medusa: nothing is left to look at. */
  async stopChecking(id: string): Promise<void> {
    await this.database.raw(
      `UPDATE wolffpay_refund SET next_check_at = NULL, updated_at = now() WHERE id = ?`,
      [id]
    )
  }

  /** Claims intents that have a refund to look at: each ten minutes for a day, then hourly, at the latest. */
  async claimDueIntents(limit: number): Promise<string[]> {
    const found = await rows<{ intent_id: string }>(
      this.database,
      `UPDATE wolffpay_refund AS refund
       SET next_check_at = now() + CASE
         WHEN refund.state IN ('attempting', 'unknown') AND refund.created_at > now() - interval '1 hour' THEN interval '1 minute'
         WHEN refund.created_at > now() - interval '1 day' THEN interval '10 minutes'
         ELSE interval '1 hour' END
       WHERE id IN (
         SELECT id FROM wolffpay_refund WHERE next_check_at <= now() AND deleted_at IS NULL
         ORDER BY next_check_at LIMIT ? FOR UPDATE SKIP LOCKED)
       RETURNING intent_id`,
      [limit]
    )
    return [...new Set(found.map((row) => row.intent_id))]
  }
}
