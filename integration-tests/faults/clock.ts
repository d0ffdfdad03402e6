export type Query = <Row extends object>(sql: string) => Promise<Row[]>

const TIMES = `
  select table_name, array_agg(column_name::text) as columns from information_schema.columns
  where table_schema = 'public' and table_name like 'wolffpay\\_%' and data_type = 'timestamp with time zone'
  group by table_name`

/** Lets this many seconds pass for the plugin's tables and for captures: leases end, looks and retries fall due. */
export async function elapse(query: Query, seconds: number) {
  await query(`update payment set captured_at = captured_at - interval '${seconds} seconds'`)
  const tables = await query<{ table_name: string; columns: string[] }>(TIMES)
  for (const { table_name, columns } of tables) {
    const moves = columns.map((column) => `${column} = ${column} - interval '${seconds} seconds'`)
    await query(`update ${table_name} set ${moves.join(", ")}`)
  }
}
