import { type Database, firstRow, rows } from "./database"
import { newId } from "./new-id"

export type AttentionInput = {
  reason: string
  /** What it is about, e.g. the intent id: one open row per reason and subject. */
  subject: string
  message: string
  what_to_do: string
  intent_id?: string | null
  refund_id?: string | null
  payment_session_id?: string | null
  payment_id?: string | null
  cart_id?: string | null
  order_id?: string | null
  currency?: string | null
  /** Minor units. */
  amount_wolffpay?: number | null
  /** Minor units. */
  amount_medusa?: number | null
}

export type AttentionRow = { id: string; reason: string; is_new: boolean }

/** The list of what only a person can settle (R23). */
export class Attentions {
  constructor(private readonly database: Database) {}

  /**
   * Opens a row, or counts one more occurrence of the open one. What a person has resolved within a day is not raised again
   * in the same words: undefined then.
   */
  async raise(input: AttentionInput): Promise<AttentionRow | undefined> {
    // WolffPay's words may be part of it, and PostgreSQL keeps no NUL in a text.
    const message = input.message.replaceAll("\u0000", "")
    return firstRow<AttentionRow>(
      this.database,
      `INSERT INTO wolffpay_attention
         (id, reason, subject, message, what_to_do, intent_id, refund_id, payment_session_id, payment_id, cart_id, order_id,
          currency, amount_wolffpay, amount_medusa, occurrences)
       SELECT ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 1
       WHERE NOT EXISTS (
         SELECT 1 FROM wolffpay_attention AS earlier
         WHERE earlier.reason = ? AND earlier.subject = ? AND earlier.message = ?
           AND earlier.resolved_at > now() - interval '1 day' AND earlier.resolved_by <> 'wolffpay')
       ON CONFLICT (reason, subject) WHERE resolved_at IS NULL AND deleted_at IS NULL
       DO UPDATE SET occurrences = wolffpay_attention.occurrences + 1, message = excluded.message, updated_at = now()
       RETURNING id, reason, (xmax = 0) AS is_new`,
      [
        newId("wpatt"),
        input.reason,
        input.subject,
        message,
        input.what_to_do,
        input.intent_id ?? null,
        input.refund_id ?? null,
        input.payment_session_id ?? null,
        input.payment_id ?? null,
        input.cart_id ?? null,
        input.order_id ?? null,
        input.currency ?? null,
        storable(input.amount_wolffpay),
        storable(input.amount_medusa),
        input.reason,
        input.subject,
        message,
      ]
    )
  }

  /** Claims the rows whose event was never sent, because the process died in between (R21). */
  async claimUnnotified(): Promise<{ id: string; reason: string }[]> {
    return rows<{ id: string; reason: string }>(
      this.database,
      `UPDATE wolffpay_attention SET announcing_at = now()
       WHERE id IN (
         SELECT id FROM wolffpay_attention
         WHERE notified_at IS NULL AND coalesce(announcing_at, created_at) < now() - interval '1 minute'
           AND deleted_at IS NULL
         ORDER BY created_at LIMIT 100 FOR UPDATE SKIP LOCKED)
       RETURNING id, reason`
    )
  }

  async countOpen(): Promise<number> {
    const found = await firstRow<{ open: number }>(
      this.database,
      `SELECT count(*)::int AS open FROM wolffpay_attention WHERE resolved_at IS NULL AND deleted_at IS NULL`
    )
    return found?.open ?? 0
  }

  async markNotified(id: string): Promise<void> {
    await this.database.raw(
      `UPDATE wolffpay_attention SET notified_at = coalesce(notified_at, now()) WHERE id = ?`,
      [id]
    )
  }

  /** Resolves an open row; undefined when there is none, or when it is resolved already. */
  async resolve(id: string, by: string, note: string | null): Promise<{ id: string } | undefined> {
    return firstRow<{ id: string }>(
      this.database,
      `UPDATE wolffpay_attention SET resolved_at = now(), resolved_by = ?, note = ?, updated_at = now()
       WHERE id = ? AND resolved_at IS NULL AND deleted_at IS NULL RETURNING id`,
      [by, note, id]
    )
  }

  /** Closes what turned out well by itself, e.g. a paid cart whose order could be placed after all. */
  async resolveSubject(reasons: readonly string[], subject: string, note: string): Promise<void> {
    await this.database.raw(
      `UPDATE wolffpay_attention SET resolved_at = now(), resolved_by = 'wolffpay', note = ?, updated_at = now()
       WHERE reason IN (${reasons.map(() => "?").join(", ")}) AND subject = ?
         AND resolved_at IS NULL AND deleted_at IS NULL`,
      [note, ...reasons, subject]
    )
  }
}

/** An event may claim any number; what does not fit the column is left out rather than losing the row. */
function storable(amount: number | null | undefined): number | null {
  return typeof amount === "number" && Math.abs(amount) <= 2_147_483_647 ? amount : null
}
