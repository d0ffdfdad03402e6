import { type Database, firstRow, rows } from "./database"
import { SALE_KEY } from "../terminal/sale-key"
import { REVOCABLE_STATES, type SaleState } from "../terminal/sale-state"
import { newId } from "./new-id"
import type { NewSale, SaleChanges, TerminalSaleRow } from "./terminal-sale-row"

/** Seconds that whoever works on a sale may be silent before somebody else takes it up. */
export const LEASE_SECONDS = 30

const SALE = `SELECT * FROM wolffpay_terminal_sale WHERE deleted_at IS NULL`

/** The sales at the counter. Whoever changes one holds its lease; the row says who, so that a dead process loses it. */
export class TerminalSales {
  constructor(private readonly database: Database) {}

  /** Writes a new sale, held by this token, and with it takes the reader. Undefined when one of the two is taken. */
  async begin(sale: NewSale, token: string): Promise<TerminalSaleRow | undefined> {
    return firstRow<TerminalSaleRow>(
      this.database,
      `INSERT INTO wolffpay_terminal_sale
         (id, request_id, terminal_reader_id, reader_name, reader_way, reader_id, stock_location_id, amount, currency,
          items, tax, customer_email, customer_name, pays_order, order_id, sold_by_id, sold_by_name,
          lease_token, lease_until, run_at)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, '[]', '[]', ?, ?, ?, ?, ?, ?, ?, now() + make_interval(secs => ?), now())
       ON CONFLICT DO NOTHING
       RETURNING *`,
      [
        newId("wpsale"),
        sale.request_id,
        sale.terminal_reader_id,
        sale.reader_name,
        sale.reader_way,
        sale.reader_id,
        sale.stock_location_id,
        sale.amount,
        sale.currency,
        sale.customer_email,
        sale.customer_name,
        sale.pays_order,
        sale.order_id,
        sale.sold_by_id,
        sale.sold_by_name,
        token,
        LEASE_SECONDS,
      ]
    )
  }

  async byId(id: string): Promise<TerminalSaleRow | undefined> {
    return firstRow<TerminalSaleRow>(this.database, `${SALE} AND id = ?`, [id])
  }

  async byRequest(requestId: string): Promise<TerminalSaleRow | undefined> {
    return firstRow<TerminalSaleRow>(this.database, `${SALE} AND request_id = ?`, [requestId])
  }

  async ofSession(sessionId: string): Promise<TerminalSaleRow | undefined> {
    return firstRow<TerminalSaleRow>(this.database, `${SALE} AND session_id = ?`, [sessionId])
  }

  /** The little that a waiting till asks for again and again; `is_due`: it waits for somebody and nobody is at it. */
  async glance(id: string): Promise<{ version: number; is_due: boolean } | undefined> {
    return firstRow<{ version: number; is_due: boolean }>(
      this.database,
      `SELECT version, coalesce(run_at <= now() AND (lease_until IS NULL OR lease_until < now()), false) AS is_due
       FROM wolffpay_terminal_sale WHERE id = ? AND deleted_at IS NULL`,
      [id]
    )
  }

  /** Newest first. `q` is an order's number, or part of a customer's or a clerk's name or of an article's title or SKU. */
  async list(
    filters: { reader_id?: string; order_id?: string; state?: SaleState; q?: string },
    page: { skip: number; take: number }
  ): Promise<{ rows: TerminalSaleRow[]; count: number }> {
    const { reader_id = null, order_id = null, state = null, q } = filters
    const like = q ? `%${q.replace(/[\\%_]/g, "\\$&")}%` : null
    const where = `deleted_at IS NULL AND (?::text IS NULL OR terminal_reader_id = ?)
      AND (?::text IS NULL OR order_id = ?) AND (?::text IS NULL OR state = ?)
      AND (?::text IS NULL OR order_display_id::text = ?
        OR concat_ws(' ', customer_email, customer_name, sold_by_name) ILIKE ?
        OR EXISTS (SELECT 1 FROM jsonb_array_elements(items) AS item
          WHERE concat_ws(' ', item->>'title', item->>'variant_title', item->>'sku') ILIKE ?))`
    const number = q?.replace(/^#/, "") ?? null
    const values = [
      ...[reader_id, reader_id, order_id, order_id, state, state],
      ...[like, number, like, like],
    ]
    const [found, counted] = await Promise.all([
      rows<TerminalSaleRow>(
        this.database,
        `SELECT * FROM wolffpay_terminal_sale WHERE ${where} ORDER BY created_at DESC, id DESC LIMIT ? OFFSET ?`,
        [...values, page.take, page.skip]
      ),
      firstRow<{ count: number }>(
        this.database,
        `SELECT count(*)::int AS count FROM wolffpay_terminal_sale WHERE ${where}`,
        values
      ),
    ])
    return { rows: found, count: counted?.count ?? 0 }
  }

  /** What was given back of these intents, minor units. */
  async refunded(intentIds: readonly string[]): Promise<Map<string, number>> {
    if (intentIds.length === 0) {
      return new Map()
    }
    const sums = await rows<{ intent_id: string; amount: number }>(
      this.database,
      `SELECT intent_id, sum(amount)::int AS amount FROM wolffpay_refund
       WHERE intent_id IN (${intentIds.map(() => "?").join(", ")}) AND state = 'made'
         AND coalesce(status, '') NOT IN ('failed', 'canceled') AND deleted_at IS NULL
       GROUP BY intent_id`,
      intentIds
    )
    return new Map(sums.map(({ intent_id, amount }) => [intent_id, amount]))
  }

  /** Takes a sale up, unless somebody is at it. */
  async claim(id: string, token: string): Promise<TerminalSaleRow | undefined> {
    return firstRow<TerminalSaleRow>(
      this.database,
      `UPDATE wolffpay_terminal_sale
       SET lease_token = ?, lease_until = now() + make_interval(secs => ?)
       WHERE id = ? AND (lease_until IS NULL OR lease_until < now()) AND deleted_at IS NULL
       RETURNING *`,
      [token, LEASE_SECONDS, id]
    )
  }

  /** Stays at it. Undefined when the lease is lost: whoever has it now goes on. */
  async extend(id: string, token: string): Promise<TerminalSaleRow | undefined> {
    return firstRow<TerminalSaleRow>(
      this.database,
      `UPDATE wolffpay_terminal_sale SET lease_until = now() + make_interval(secs => ?)
       WHERE id = ? AND lease_token = ? RETURNING *`,
      [LEASE_SECONDS, id, token]
    )
  }

  /** Gives a sale back; somebody may take it up at once. */
  async release(id: string, token: string): Promise<void> {
    await this.database.raw(
      `UPDATE wolffpay_terminal_sale SET lease_token = NULL, lease_until = NULL WHERE id = ? AND lease_token = ?`,
      [id, token]
    )
  }

  /**
   * Changes a sale that this token holds. Undefined when the lease is lost.
   * @throws the database's unique violation when the reader is held by another sale
   */
  async change(
    id: string,
    token: string,
    changes: SaleChanges
  ): Promise<TerminalSaleRow | undefined> {
    const columns = Object.entries(changes).filter(([, value]) => value !== undefined)
    const sets = columns.map(([name]) => `${name} = ?${isJson(name) ? "::jsonb" : ""}`)
    return firstRow<TerminalSaleRow>(
      this.database,
      `UPDATE wolffpay_terminal_sale
       SET ${[...sets, "version = version + 1", "updated_at = now()"].join(", ")},
           lease_until = now() + make_interval(secs => ?)
       WHERE id = ? AND lease_token = ? RETURNING *`,
      [...columns.map(([name, value]) => binding(name, value)), LEASE_SECONDS, id, token]
    )
  }

  /** The clerk wants to stop; whoever works on the sale sees it. */
  async requestCancel(id: string): Promise<TerminalSaleRow | undefined> {
    return firstRow<TerminalSaleRow>(
      this.database,
      `UPDATE wolffpay_terminal_sale
       SET reason = CASE WHEN cancel_requested_at IS NULL THEN 'canceled_by_clerk' ELSE reason END,
           cancel_requested_at = coalesce(cancel_requested_at, now()), run_at = now(), version = version + 1, updated_at = now()
       WHERE id = ? AND state IN (${REVOCABLE_STATES.map(() => "?").join(", ")}) AND deleted_at IS NULL
       RETURNING *`,
      [id, ...REVOCABLE_STATES]
    )
  }

  /** Nothing was charged and nothing was made: the sale never was. False when the lease is lost. */
  async forget(id: string, token: string): Promise<boolean> {
    const forgotten = await firstRow(
      this.database,
      `DELETE FROM wolffpay_terminal_sale WHERE id = ? AND lease_token = ? AND intent_id IS NULL RETURNING id`,
      [id, token]
    )
    return forgotten !== undefined
  }

  /** Something outside happened to the sale's payment, or is left of it: it is taken up now, or looked at again by whoever has it. */
  async wake(id: string): Promise<void> {
    await this.database.raw(
      `UPDATE wolffpay_terminal_sale SET run_at = now()
       WHERE id = ? AND state IN ('sent_to_reader', 'authorized', 'ordered', 'canceled')`,
      [id]
    )
  }

  /** Something that the till shows has changed elsewhere, e.g. a refund. */
  async touch(id: string): Promise<void> {
    await this.database.raw(
      `UPDATE wolffpay_terminal_sale SET version = version + 1, updated_at = now() WHERE id = ?`,
      [id]
    )
  }

  /** The session that is being made for this sale; once, and only while the sale is being made. */
  async bindSession(id: string, sessionId: string): Promise<TerminalSaleRow | undefined> {
    return firstRow<TerminalSaleRow>(
      this.database,
      `UPDATE wolffpay_terminal_sale SET session_id = ?, updated_at = now()
       WHERE id = ? AND state = 'created' AND session_id IS NULL AND deleted_at IS NULL RETURNING *`,
      [sessionId, id]
    )
  }

  /** The draft that was made for a sale, also when its server died before it could write that down. Core's table, only read. */
  async draftsOf(sale: Pick<TerminalSaleRow, "id" | "created_at">): Promise<string[]> {
    const found = await rows<{ id: string }>(
      this.database,
      `SELECT id FROM "order"
       WHERE is_draft_order AND deleted_at IS NULL AND created_at >= ?::timestamptz - interval '1 minute'
         AND metadata->>'${SALE_KEY}' = ?`,
      [sale.created_at, sale.id]
    )
    return found.map(({ id }) => id)
  }

  /** Sales that wait for somebody and that nobody is at. */
  async due(limit: number): Promise<string[]> {
    const found = await rows<{ id: string }>(
      this.database,
      `SELECT id FROM wolffpay_terminal_sale
       WHERE run_at <= now() AND (lease_until IS NULL OR lease_until < now()) AND deleted_at IS NULL
       ORDER BY run_at LIMIT ?`,
      [limit]
    )
    return found.map(({ id }) => id)
  }
}

function isJson(name: string): boolean {
  return name === "items" || name === "tax"
}

function binding(name: string, value: unknown): string | number | boolean | Date | null {
  return isJson(name) ? JSON.stringify(value) : (value as string | number | boolean | Date | null)
}
