import { type Database, firstRow, rows } from "./database"
import { newId } from "./new-id"

export type TerminalReaderRow = {
  id: string
  name: string
  /** Stripe's `tmr_…`. */
  reader_id: string | null
  /** Stripe's `tml_…`. */
  location_id: string | null
  way: "server" | "sdk"
  region_id: string
  sales_channel_id: string
  stock_location_id: string
  is_active: boolean
  /** The sale that holds the reader now. */
  busy_sale_id: string | null
  created_at: Date
  updated_at: Date
}

export type ReaderSettings = Pick<TerminalReaderRow, (typeof SETTINGS)[number]>

const SETTINGS = [
  "name",
  "reader_id",
  "location_id",
  "way",
  "region_id",
  "sales_channel_id",
  "stock_location_id",
  "is_active",
] as const

const HOLDERS = `SELECT sale.id FROM wolffpay_terminal_sale AS sale
  WHERE sale.terminal_reader_id = reader.id AND sale.state IN ('created', 'sent_to_reader')
    AND sale.deleted_at IS NULL`

/** The shop's card readers, each with the sale that holds it. */
export class TerminalReaders {
  constructor(private readonly database: Database) {}

  async find(id: string): Promise<TerminalReaderRow | undefined> {
    return firstRow<TerminalReaderRow>(
      this.database,
      `SELECT reader.*, (${HOLDERS}) AS busy_sale_id FROM wolffpay_terminal_reader AS reader
       WHERE reader.id = ? AND reader.deleted_at IS NULL`,
      [id]
    )
  }

  /** The sale that holds this reader, if any. */
  async holder(id: string): Promise<string | null> {
    return (await this.find(id))?.busy_sale_id ?? null
  }

  async list(
    { is_active = null }: { is_active?: boolean | null },
    { skip, take }: { skip: number; take: number }
  ): Promise<{ readers: TerminalReaderRow[]; count: number }> {
    const which = `reader.deleted_at IS NULL AND (?::boolean IS NULL OR reader.is_active = ?::boolean)`
    const readers = await rows<TerminalReaderRow>(
      this.database,
      `SELECT reader.*, (${HOLDERS}) AS busy_sale_id FROM wolffpay_terminal_reader AS reader
       WHERE ${which} ORDER BY lower(reader.name), reader.id LIMIT ? OFFSET ?`,
      [is_active, is_active, take, skip]
    )
    const counted = await firstRow<{ count: number }>(
      this.database,
      `SELECT count(*)::int AS count FROM wolffpay_terminal_reader AS reader WHERE ${which}`,
      [is_active, is_active]
    )
    return { readers, count: counted?.count ?? 0 }
  }

  /** Undefined when another reader has this `tmr_…` already. */
  async add(settings: ReaderSettings): Promise<TerminalReaderRow | undefined> {
    return firstRow<TerminalReaderRow>(
      this.database,
      `INSERT INTO wolffpay_terminal_reader (id, ${SETTINGS.join(", ")})
       VALUES (?, ${SETTINGS.map(() => "?").join(", ")})
       ON CONFLICT DO NOTHING
       RETURNING *, NULL AS busy_sale_id`,
      [newId("wptr"), ...SETTINGS.map((name) => settings[name])]
    )
  }

  /** Undefined while a sale holds the reader, when it is gone, or when another reader has this `tmr_…` already. */
  async change(id: string, settings: ReaderSettings): Promise<TerminalReaderRow | undefined> {
    return firstRow<TerminalReaderRow>(
      this.database,
      `UPDATE wolffpay_terminal_reader AS reader
       SET ${SETTINGS.map((name) => `${name} = ?`).join(", ")}, updated_at = now()
       WHERE reader.id = ? AND reader.deleted_at IS NULL AND NOT EXISTS (${HOLDERS})
         AND NOT EXISTS (SELECT 1 FROM wolffpay_terminal_reader AS other
           WHERE other.reader_id = ? AND other.id <> reader.id AND other.deleted_at IS NULL)
       RETURNING *, NULL AS busy_sale_id`,
      [...SETTINGS.map((name) => settings[name]), id, settings.reader_id]
    )
  }

  /** False while a sale holds the reader, or when it is gone. Sales keep what they need of it. */
  async remove(id: string): Promise<boolean> {
    const removed = await firstRow(
      this.database,
      `UPDATE wolffpay_terminal_reader AS reader SET deleted_at = now(), updated_at = now()
       WHERE reader.id = ? AND reader.deleted_at IS NULL AND NOT EXISTS (${HOLDERS})
       RETURNING id`,
      [id]
    )
    return removed !== undefined
  }

  /** The name of the reader with this `tmr_…`. */
  async nameOf(readerId: string): Promise<string | undefined> {
    const found = await firstRow<{ name: string }>(
      this.database,
      `SELECT name FROM wolffpay_terminal_reader WHERE reader_id = ? AND deleted_at IS NULL`,
      [readerId]
    )
    return found?.name
  }
}
