export type Query = <Row extends object>(sql: string) => Promise<Row[]>

const TIMES = `
  select table_name, array_agg(column_name::text) as columns from information_schema.columns
  where table_schema = 'public' and table_name like 'wolffpay\\_%' and data_type = 'timestamp with time zone'
  group by table_name`

/** Core's own moments that the plugin goes by. */
const OF_CORE = [
  ["payment", "captured_at"],
  ["workflow_execution", "created_at"],
  [`"order"`, "created_at"],
] as const

/** Lets this many seconds pass for the plugin's tables and for what it looks at: leases end, looks and retries fall due. */
export async function elapse(query: Query, seconds: number) {
  for (const [table, column] of OF_CORE) {
    await query(`update ${table} set ${column} = ${column} - interval '${seconds} seconds'`)
  }
  const tables = await query<{ table_name: string; columns: string[] }>(TIMES)
  for (const { table_name, columns } of tables) {
    const moves = columns.map((column) => `${column} = ${column} - interval '${seconds} seconds'`)
    await query(`update ${table_name} set ${moves.join(", ")}`)
  }
}
