import pg from "pg"
import { startPostgres } from "../lib/postgres.mjs"
import { DemoError } from "./demo-error.mjs"
import { texts } from "./texts.mjs"

const NAME = "wolffpay_demo"
const SERVICE_DATABASES = ["", "postgres", "template1"]

/**
 * The demo's database: embedded, or the one DATABASE_URL names (created when missing; `wolffpay_demo` when it names none).
 * @returns url, name, external, stop(), and a small notebook inside of it: read(key), write(key, value)
 */
export async function openDatabase({ dataDir, reset, log }) {
  const server = await startServer(dataDir, log)
  try {
    const url = server.external ? targetOf(process.env.DATABASE_URL) : server.databaseUrl(NAME)
    const database = describe(url, server)
    await createIfMissing(url)
    await database.claim(reset)
    return database
  } catch (error) {
    await server.stop()
    if (server.external && !(error instanceof DemoError)) {
      throw new DemoError(texts.databaseUnreachable(error.message || error.code))
    }
    throw error
  }
}

async function startServer(dataDir, log) {
  try {
    return await startPostgres({ dataDir, log })
  } catch (error) {
    throw error.code === "ERR_INVALID_URL"
      ? new DemoError(texts.databaseUnreachable(error.message))
      : new DemoError(texts.databaseFailed(dataDir, error.message))
  }
}

function targetOf(connection) {
  const url = new URL(connection)
  if (SERVICE_DATABASES.includes(url.pathname.slice(1))) {
    url.pathname = `/${NAME}`
  }
  return url.href
}

function nameOf(url) {
  return decodeURIComponent(new URL(url).pathname.slice(1))
}

async function withClient(url, work) {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    return await work(client)
  } finally {
    await client.end()
  }
}

async function createIfMissing(url) {
  try {
    await withClient(url, () => {})
  } catch (error) {
    const isMissing = error.code === "3D000"
    if (!isMissing) {
      throw error
    }
    const maintenance = new URL(url)
    maintenance.pathname = "/postgres"
    await withClient(maintenance.href, (client) =>
      client.query(`create database ${client.escapeIdentifier(nameOf(url))}`)
    )
  }
}

function describe(url, { external, stop }) {
  const query = (text, values) => withClient(url, (client) => client.query(text, values))
  return {
    url,
    name: nameOf(url),
    external,
    stop,
    query,
    /** Refuses a database with tables of somebody else. `reset` empties one of ours. */
    async claim(reset) {
      const { rows } = await query("select tablename from pg_tables where schemaname = 'public'")
      const isOurs = rows.some(({ tablename }) => tablename === "wolffpay_demo")
      if (rows.length > 0 && !isOurs) {
        throw new DemoError(texts.notOurs(nameOf(url)))
      }
      if (isOurs && reset) {
        await query("drop schema public cascade; create schema public")
      }
      await query(
        "create table if not exists public.wolffpay_demo (key text primary key, value text not null)"
      )
    },
    async read(key) {
      const { rows } = await query("select value from public.wolffpay_demo where key = $1", [key])
      return rows[0]?.value
    },
    async write(key, value) {
      await query(
        "insert into public.wolffpay_demo (key, value) values ($1, $2) on conflict (key) do update set value = $2",
        [key, value]
      )
    },
  }
}
