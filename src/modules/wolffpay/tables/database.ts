/** The part of knex that the tables use: plain SQL with `?` bindings. */
export type Database = {
  raw(
    sql: string,
    bindings?: readonly (string | number | boolean | Date | null)[]
  ): PromiseLike<{ rows: unknown[] }>
}

/** Rows of a query whose columns are known; the cast is the one place where SQL meets types. */
export async function rows<Row>(
  database: Database,
  sql: string,
  bindings: readonly (string | number | boolean | Date | null)[] = []
): Promise<Row[]> {
  const result = await database.raw(sql, bindings)
  return result.rows as Row[]
}

export async function firstRow<Row>(
  database: Database,
  sql: string,
  bindings: readonly (string | number | boolean | Date | null)[] = []
): Promise<Row | undefined> {
  return (await rows<Row>(database, sql, bindings))[0]
}
