import { type BookedRow, Bookings } from "./bookings"
import { type Database, firstRow, rows } from "./database"
import { newId } from "./new-id"

export type BillinkCreditRow = BookedRow & {
  invoice_id: string
  origin: "medusa" | "billink" | "command"
  state: "attempting" | "unknown" | "not_made" | "made"
  made_at: Date | null
  told_at: Date | null
  created_at: Date
  updated_at: Date
}

/** An attempt that did not report back within this time was cut off: its outcome is unknown. */
export const CREDIT_ATTEMPT_SECONDS = 60
const SOON = "interval '90 seconds'"

/** Credits of ours, and credits that were made at Billink. */
export class BillinkCredits {
  readonly bookings: Bookings

  constructor(private readonly database: Database) {
    this.bookings = new Bookings(database, "wolffpay_billink_credit")
  }

  /**
   * Writes an attempt before Billink is called. Undefined when another one of this invoice is undecided, or when it would be
   * more than was billed: the database decides, so two clicks at once cannot both get through.
   */
  async begin(credit: {
    invoice_id: string
    medusa_refund_id: string | null
    amount: number
    origin: "medusa" | "command"
    /** Cents that were billed in all. */
    billed: number
  }): Promise<BillinkCreditRow | undefined> {
    return firstRow<BillinkCreditRow>(
      this.database,
      `INSERT INTO wolffpay_billink_credit (id, invoice_id, medusa_refund_id, amount, origin, state, next_check_at)
       SELECT ?, ?, ?, ?, ?, 'attempting', now() + ${SOON}
       WHERE (SELECT coalesce(sum(amount), 0) FROM wolffpay_billink_credit
              WHERE invoice_id = ? AND state <> 'not_made' AND deleted_at IS NULL) + ? <= ?
       ON CONFLICT (invoice_id) WHERE state IN ('attempting', 'unknown') AND deleted_at IS NULL DO NOTHING
       RETURNING *`,
      [
        newId("wpbcr"),
        credit.invoice_id,
        credit.medusa_refund_id,
        credit.amount,
        credit.origin,
        credit.invoice_id,
        credit.amount,
        credit.billed,
      ]
    )
  }

  /** A credit that was made at Billink's side, unless that much is accounted for by now. */
  async addExternal(credit: {
    invoice_id: string
    amount: number
    billed: number
    /** Our id of the webhook that led to it. */
    told_by?: string
  }): Promise<BillinkCreditRow | undefined> {
    return firstRow<BillinkCreditRow>(
      this.database,
      `INSERT INTO wolffpay_billink_credit
         (id, invoice_id, amount, origin, state, made_at, told_at, told_by, next_check_at)
       SELECT ?, ?, ?, 'billink', 'made', now(), now(), ?, now() + ${SOON}
       WHERE (SELECT coalesce(sum(amount), 0) FROM wolffpay_billink_credit
              WHERE invoice_id = ? AND state = 'made' AND deleted_at IS NULL) + ? <= ?
       RETURNING *`,
      [
        newId("wpbcr"),
        credit.invoice_id,
        credit.amount,
        credit.told_by ?? null,
        credit.invoice_id,
        credit.amount,
        credit.billed,
      ]
    )
  }

  async made(id: string): Promise<void> {
    await this.database.raw(
      `UPDATE wolffpay_billink_credit SET state = 'made', made_at = coalesce(made_at, now()), updated_at = now(),
         next_check_at = now() + ${SOON}
       WHERE id = ? AND state <> 'made'`,
      [id]
    )
  }

  async setState(id: string, state: "unknown" | "not_made"): Promise<void> {
    await this.database.raw(
      `UPDATE wolffpay_billink_credit SET state = ?, updated_at = now(), next_check_at = NULL
       WHERE id = ? AND state IN ('attempting', 'unknown')`,
      [state, id]
    )
  }

  async byId(id: string): Promise<BillinkCreditRow | undefined> {
    return firstRow<BillinkCreditRow>(
      this.database,
      `SELECT * FROM wolffpay_billink_credit WHERE id = ? AND deleted_at IS NULL`,
      [id]
    )
  }

  async ofInvoice(invoiceId: string): Promise<BillinkCreditRow[]> {
    return rows<BillinkCreditRow>(
      this.database,
      `SELECT * FROM wolffpay_billink_credit WHERE invoice_id = ? AND deleted_at IS NULL ORDER BY created_at`,
      [invoiceId]
    )
  }

  /** Gives a credit that stands in no book of Medusa's to the refund that books it; only one caller gets it. */
  async adopt(
    id: string,
    previous: string | null,
    medusaRefundId: string | null
  ): Promise<BillinkCreditRow | undefined> {
    return firstRow<BillinkCreditRow>(
      this.database,
      `UPDATE wolffpay_billink_credit SET medusa_refund_id = ?, updated_at = now()
       WHERE id = ? AND state = 'made' AND booked_at IS NULL AND medusa_refund_id IS NOT DISTINCT FROM ?
       RETURNING *`,
      [medusaRefundId, id, previous]
    )
  }

  /** Medusa may still forget it, or lose the order's line: it is looked at until nothing is missing. */
  async markBooked(id: string): Promise<void> {
    await this.database.raw(
      `UPDATE wolffpay_billink_credit SET booked_at = coalesce(booked_at, now()), updated_at = now() WHERE id = ?`,
      [id]
    )
  }

  /**
   * Billink's webhook tells of a credit: whether it is one of ours that was just made. Each is told of by one event, which
   * may be worked through more than once; Billink gives up sending it within a minute (facts 3.3), and an event that is taken
   * for ours would hide a credit that is in no book.
   */
  async recogniseEvent(invoiceId: string, event: { id: string; at: Date }): Promise<boolean> {
    const found = await firstRow(
      this.database,
      `UPDATE wolffpay_billink_credit SET told_at = coalesce(told_at, now()), told_by = ?, updated_at = now()
       WHERE id = (
         SELECT id FROM wolffpay_billink_credit
         WHERE invoice_id = ? AND state = 'made' AND deleted_at IS NULL
           AND (told_by = ? OR (told_at IS NULL
             AND created_at BETWEEN ?::timestamptz - interval '2 minutes' AND ?::timestamptz + interval '10 seconds'))
         ORDER BY told_by = ? DESC NULLS LAST, created_at LIMIT 1 FOR UPDATE SKIP LOCKED)
       RETURNING id`,
      [event.id, invoiceId, event.id, event.at, event.at, event.id]
    )
    return found !== undefined
  }

  /** Claims credits that were cut off or not booked in full: each minute and a half, for a day, then hourly. */
  async claimDue(limit: number): Promise<BillinkCreditRow[]> {
    return rows<BillinkCreditRow>(
      this.database,
      `UPDATE wolffpay_billink_credit SET next_check_at = now() + CASE
           WHEN created_at > now() - interval '1 day' THEN ${SOON} ELSE interval '1 hour' END
       WHERE id IN (
         SELECT id FROM wolffpay_billink_credit
         WHERE next_check_at <= now() AND line_at IS NULL AND deleted_at IS NULL
         ORDER BY next_check_at LIMIT ? FOR UPDATE SKIP LOCKED)
       RETURNING *`,
      [limit]
    )
  }
}
