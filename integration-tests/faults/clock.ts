export type Query = <Row extends object>(sql: string) => Promise<Row[]>

const TIMES = {
  wolffpay_webhook_event: ["created_at", "updated_at", "due_at", "processed_at"],
  wolffpay_payment_intent: [
    "created_at",
    "updated_at",
    "next_check_at",
    "failed_at",
    "authorized_at",
    "settled_at",
    "abandoned_at",
  ],
  wolffpay_refund: ["created_at", "updated_at", "booked_at", "next_check_at"],
  wolffpay_attention: ["created_at", "updated_at", "notified_at", "resolved_at"],
}

/** Lets this many seconds pass for everything that the plugin has written down: leases end, looks and retries fall due. */
export async function elapse(query: Query, seconds: number) {
  for (const [table, columns] of Object.entries(TIMES)) {
    const moves = columns.map((column) => `${column} = ${column} - interval '${seconds} seconds'`)
    await query(`update ${table} set ${moves.join(", ")}`)
  }
}
