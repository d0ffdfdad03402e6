import { type Database, firstRow, rows } from "./database"

/** Longer than any completion that is still at work: core waits 30 seconds for a cart, and then holds it for two minutes at most. */
const CUT_OFF_SECONDS = 180
const UNFINISHED = ["not_started", "invoking", "waiting_to_compensate", "compensating"]

export type UnfinishedCompletion = {
  begun_at: Date
  /** Begun so long ago that its process must be gone. */
  is_cut_off: boolean
}

/**
 * What core wrote down about the completions of a cart. It saves an execution when it begins and when it has ended, well or
 * not; one that stays unfinished was cut off. Core's own table, only read here.
 */
export class CartCompletions {
  constructor(private readonly database: Database) {}

  async unfinished(cartId: string): Promise<UnfinishedCompletion[]> {
    return rows<UnfinishedCompletion>(
      this.database,
      `SELECT created_at AS begun_at, created_at < now() - make_interval(secs => ?) AS is_cut_off
       FROM workflow_execution
       WHERE workflow_id = 'complete-cart' AND state IN (${UNFINISHED.map(() => "?").join(", ")})
         AND context->'data'->'payload'->>'id' = ? AND deleted_at IS NULL
       ORDER BY created_at`,
      [CUT_OFF_SECONDS, ...UNFINISHED, cartId]
    )
  }

  /**
   * Whether a completion that ended well made this order: its stock is reserved then, and core has announced it. Core keeps
   * these rows for three days; later the answer is no.
   */
  async hasEndedWell(cartId: string, order: { id: string; created_at: Date }): Promise<boolean> {
    const found = await firstRow(
      this.database,
      `SELECT 1 FROM workflow_execution
       WHERE workflow_id = 'complete-cart' AND state = 'done' AND deleted_at IS NULL
         AND created_at BETWEEN ?::timestamptz - interval '5 minutes' AND ?::timestamptz + interval '5 minutes'
         AND context->'data'->'payload'->>'id' = ?
         AND strpos((context->'data'->'invoke'->'create-orders')::text, ?) > 0
       LIMIT 1`,
      [order.created_at, order.created_at, cartId, order.id]
    )
    return found !== undefined
  }
}
