import type { Database } from "./database"

/** A refund at WolffPay or a credit at Billink, as far as Medusa's books go. */
export type BookedRow = {
  id: string
  /** Minor units. */
  amount: number
  medusa_refund_id: string | null
  booked_at: Date | null
  line_at: Date | null
  /** Minor units; null until it is known whether the order's line or its credit line is missing. */
  credit_due: number | null
}

/** How whole the booking of a row is, in the table that holds it. */
export class Bookings {
  constructor(
    protected readonly database: Database,
    private readonly table: "wolffpay_refund" | "wolffpay_billink_credit"
  ) {}

  /** Nothing of this booking is missing. */
  async markWhole(id: string): Promise<void> {
    await this.database.raw(
      `UPDATE ${this.table} SET line_at = coalesce(line_at, now()), credit_due = NULL WHERE id = ?`,
      [id]
    )
  }

  /** Written before the order's line, from which it could not be told any more. Minor units. */
  async noteCreditDue(id: string, credit: number): Promise<void> {
    await this.database.raw(`UPDATE ${this.table} SET credit_due = ? WHERE id = ?`, [credit, id])
  }

  /** Medusa's books do not hold it after all: the job books it again. Its age stays, or it would count as being made now. */
  async unbook(id: string): Promise<void> {
    await this.database.raw(
      `UPDATE ${this.table}
       SET booked_at = NULL, medusa_refund_id = NULL, credit_due = NULL, next_check_at = now()
       WHERE id = ?`,
      [id]
    )
  }
}
