import { Client } from "pg"

function server(database: string) {
  const { DB_HOST, DB_PORT, DB_USERNAME, DB_PASSWORD } = process.env
  return {
    host: DB_HOST,
    port: Number(DB_PORT),
    user: DB_USERNAME,
    password: DB_PASSWORD,
    database,
  }
}

/** One query on one of the test server's databases, over a connection of its own. */
export async function queryDatabase<Row extends object>(database: string, sql: string) {
  const client = new Client(server(database))
  await client.connect()
  try {
    const { rows } = await client.query<Row>(sql)
    return rows
  } finally {
    await client.end()
  }
}

/** What only one process of a run may do at a time. */
export async function withServerLock<T>(name: string, work: () => Promise<T>) {
  const client = new Client(server("postgres"))
  await client.connect()
  try {
    await client.query("select pg_advisory_lock(hashtext($1))", [name])
    return await work()
  } finally {
    // Its lock goes with it.
    await client.end()
  }
}

export function databaseUrl(database: string) {
  const { host, port, user = "", password = "" } = server(database)
  return `postgres://${encodeURIComponent(user)}:${encodeURIComponent(password)}@${host}:${port}/${database}`
}

/**
 * A database under a name of its own; `drop` cuts whoever is still connected. It is empty, or a copy of `template`:
 * template1 may be a seeded shop (seeded-template.ts).
 */
export async function createDatabase(name: string, template = "template0") {
  await queryDatabase("postgres", `drop database if exists "${name}" with (force)`)
  await queryDatabase("postgres", `create database "${name}" template "${template}"`)
  return {
    url: databaseUrl(name),
    query: <Row extends object>(sql: string) => queryDatabase<Row>(name, sql),
    drop: () => queryDatabase("postgres", `drop database if exists "${name}" with (force)`),
  }
}
