import { Bookings } from "./bookings"
import { type Database, firstRow, rows } from "./database"
import type { RefundRow } from "./refund-row"

/** What became of a refund in Medusa's books, once it is made: its line on the order, and whether the shop was told. */
export class RefundBookings extends Bookings {
  constructor(database: Database) {
    super(database, "wolffpay_refund")
  }

  /** Intents with a refund whose booking is not known to be whole, after so many seconds in which Medusa may still write it. */
  async intentsToComplete(limit: number, seconds: number): Promise<string[]> {
    const found = await rows<{ intent_id: string }>(
      this.database,
      `SELECT intent_id FROM wolffpay_refund
       WHERE line_at IS NULL AND booked_at < now() - make_interval(secs => ?) AND deleted_at IS NULL
       GROUP BY intent_id ORDER BY random() LIMIT ?`,
      [seconds, limit]
    )
    return found.map((row) => row.intent_id)
  }

  /**
   * A refund that failed after it was booked was made again elsewhere: what Medusa shows stands for the new one from now on.
   * Undefined when either of them has changed.
   */
  async handOver(failed: RefundRow, replacement: RefundRow): Promise<RefundRow | undefined> {
    return firstRow<RefundRow>(
      this.database,
      `WITH given AS (
         UPDATE wolffpay_refund SET booked_at = NULL, line_at = NULL, medusa_refund_id = NULL, next_check_at = NULL
         WHERE id = ? AND medusa_refund_id = ? AND status IN ('failed', 'canceled') RETURNING 1)
       UPDATE wolffpay_refund
       SET booked_at = now(), medusa_refund_id = ?, line_at = ?, credit_due = ?, updated_at = now()
       WHERE id = ? AND booked_at IS NULL AND EXISTS (SELECT 1 FROM given)
       RETURNING *`,
      [
        failed.id,
        failed.medusa_refund_id,
        failed.medusa_refund_id,
        failed.line_at,
        failed.credit_due,
        replacement.id,
      ]
    )
  }

  /** Claims what was booked a minute ago and not told of, because the process died in between (R21). */
  async claimUntold(): Promise<RefundRow[]> {
    return rows<RefundRow>(
      this.database,
      `UPDATE wolffpay_refund SET telling_at = now()
       WHERE id IN (
         SELECT id FROM wolffpay_refund
         WHERE told_at IS NULL AND coalesce(telling_at, booked_at) < now() - interval '1 minute' AND deleted_at IS NULL
         ORDER BY booked_at LIMIT 100 FOR UPDATE SKIP LOCKED)
       RETURNING *`
    )
  }

  async markTold(id: string): Promise<void> {
    await this.database.raw(
      `UPDATE wolffpay_refund SET told_at = coalesce(told_at, now()) WHERE id = ?`,
      [id]
    )
  }
}
