import { execFileSync, spawn } from "node:child_process"
import crypto from "node:crypto"
import fs from "node:fs"
import os from "node:os"
import path from "node:path"
import pg from "pg"
import { freePort } from "./ports.mjs"
import { isReachableByOthers, preparePostgresBinaries } from "./postgres-binaries.mjs"
import { prepareDataDirectory, SUPERUSER } from "./postgres-data.mjs"

const HOST = "127.0.0.1"
const START_TIMEOUT_MS = 60_000

const COMMON_SETTINGS = {
  listen_addresses: HOST,
  unix_socket_directories: "",
  max_connections: 200,
  shared_buffers: "128MB",
  jit: "off",
  // A container's /dev/shm is often 64 MB; parallel workers are what would fill it.
  max_parallel_workers_per_gather: 0,
}
/** Only for data that may be lost at any moment. */
const THROW_AWAY_SETTINGS = {
  fsync: "off",
  synchronous_commit: "off",
  full_page_writes: "off",
  wal_level: "minimal",
  max_wal_senders: 0,
  max_wal_size: "4GB",
  checkpoint_timeout: "1h",
  // A worker inside a database makes it impossible to copy or drop that database.
  autovacuum: "off",
}

/**
 * Starts a PostgreSQL from node_modules, or takes the one DATABASE_URL names.
 *
 * @param options.dataDir where the cluster lives; created when missing
 * @param options.port TCP port on 127.0.0.1; a free one is taken when none is given
 * @param options.persistent false: fast and unsafe settings, and the directory is deleted at the end
 * @param options.log receives one line at a time
 * @returns url (maintenance database), host, port, user, password, external, databaseUrl(name), stop().
 *   stop() may be called twice. However this process ends, a watchdog stops the server after it.
 */
export async function startPostgres({ dataDir, port, persistent = true, log = () => {} }) {
  if (process.env.DATABASE_URL) {
    return externalServer(process.env.DATABASE_URL)
  }
  const identity = serverIdentity(dataDir)
  const programs = preparePostgresBinaries({ otherUser: identity.uid !== undefined })
  const directory =
    identity.uid === undefined || isReachableByOthers(dataDir) ? dataDir : relocated(dataDir, log)
  fs.mkdirSync(path.dirname(directory), { recursive: true })
  const { password } = prepareDataDirectory({ dataDir: directory, programs, identity, log })
  const serverPort = port ?? (await freePort())
  const server = launch({ programs, directory, port: serverPort, identity, persistent })
  try {
    await server.ready
  } catch (error) {
    await server.stop()
    throw error
  }
  log(`PostgreSQL is listening on ${HOST}:${serverPort}`)
  return describe(
    { host: HOST, port: serverPort, user: SUPERUSER, password, external: false },
    server.stop
  )
}

/** Creates the database when the server has none of that name. Returns true when it was created. */
export async function ensureDatabase(server, name) {
  const client = new pg.Client({ connectionString: server.url })
  await client.connect()
  try {
    const found = await client.query("select 1 from pg_database where datname = $1", [name])
    if (found.rowCount === 0) {
      await client.query(`create database ${client.escapeIdentifier(name)}`)
    }
    return found.rowCount === 0
  } finally {
    await client.end()
  }
}

function describe({ host, port, user, password, external }, stop) {
  const databaseUrl = (database) => {
    const url = new URL(`postgres://${host}:${port}/${database}`)
    url.username = encodeURIComponent(user)
    url.password = encodeURIComponent(password)
    return url.href
  }
  return { url: databaseUrl("postgres"), host, port, user, password, external, databaseUrl, stop }
}

function externalServer(connection) {
  const url = new URL(connection)
  const user = decodeURIComponent(url.username || SUPERUSER)
  const password = decodeURIComponent(url.password)
  const server = {
    host: url.hostname,
    port: Number(url.port || 5432),
    user,
    password,
    external: true,
  }
  return { ...describe(server, async () => {}), url: connection }
}

/** PostgreSQL refuses to run as root: root lends it the rights of an unprivileged user instead. */
function serverIdentity(dataDir) {
  if (process.platform === "win32" || process.getuid() !== 0) {
    return {}
  }
  const owner = fs.existsSync(dataDir) ? fs.statSync(dataDir) : undefined
  if (owner && owner.uid !== 0) {
    return { uid: owner.uid, gid: owner.gid }
  }
  for (const user of ["postgres", "nobody"]) {
    try {
      const ask = (flag) =>
        Number(execFileSync("id", [flag, user], { encoding: "utf8", stdio: "pipe" }))
      return { uid: ask("-u"), gid: ask("-g") }
    } catch {
      continue
    }
  }
  throw new Error(
    "PostgreSQL cannot run as root, and there is no user postgres or nobody. Run this as an ordinary user, or set DATABASE_URL."
  )
}

function relocated(dataDir, log) {
  const mark = crypto.createHash("sha256").update(path.resolve(dataDir)).digest("hex").slice(0, 12)
  const base = fs.existsSync("/var/tmp") ? "/var/tmp" : os.tmpdir()
  const directory = path.join(base, `medusa-plugin-wolffpay-${mark}`)
  log(
    `PostgreSQL does not run as root and cannot enter ${path.dirname(dataDir)}: its data is kept in ${directory}`
  )
  return directory
}

function launch({ programs, directory, port, identity, persistent }) {
  const settings = { ...COMMON_SETTINGS, ...(persistent ? {} : THROW_AWAY_SETTINGS) }
  const flags = Object.entries(settings).flatMap(([name, value]) => ["-c", `${name}=${value}`])
  // Its own session: a Ctrl-C in the terminal must reach the application first, the database last.
  const server = spawn(programs.postgres, ["-D", directory, "-p", String(port), ...flags], {
    ...identity,
    cwd: directory,
    detached: process.platform !== "win32",
    stdio: ["ignore", "ignore", "pipe"],
    env: { ...process.env, LC_ALL: "C" },
  })
  const exited = new Promise((resolve) => server.once("close", resolve).once("error", resolve))
  const watchdog = startWatchdog(server.pid, persistent ? undefined : directory)
  const stop = async () => {
    if (server.exitCode === null && server.signalCode === null && server.pid) {
      server.ref()
      server.kill("SIGINT")
    }
    await exited
    watchdog?.kill("SIGKILL")
    if (!persistent) {
      fs.rmSync(directory, { recursive: true, force: true })
    }
  }
  return { ready: untilReady(server, exited), stop }
}

async function untilReady(server, exited) {
  let output = ""
  let timer
  const ready = new Promise((resolve, reject) => {
    server.stderr.on("data", (chunk) => {
      output = (output + chunk.toString()).slice(-4000)
      if (output.includes("ready to accept connections")) {
        resolve()
      }
    })
    timer = setTimeout(
      () =>
        reject(new Error(`PostgreSQL did not start in ${START_TIMEOUT_MS / 1000} s:\n${output}`)),
      START_TIMEOUT_MS
    )
    void exited.then((reason) =>
      reject(new Error(`PostgreSQL did not start: ${reason?.message ?? ""}\n${output}`))
    )
  })
  await ready.finally(() => clearTimeout(timer))
  server.unref()
  server.stderr.unref()
}

/**
 * A shell that waits for our end of its pipe to close, which happens however we end (kill -9 included), and then stops the server.
 * On Windows a killed parent leaves the server to the next start, which then says so.
 */
function startWatchdog(pid, throwAway) {
  if (process.platform === "win32" || !pid) {
    return undefined
  }
  const script = [
    "read -r _",
    'kill -INT "$1" 2>/dev/null',
    '[ -n "$2" ] || exit 0',
    // The server deletes its lock file as its last deed.
    'for i in 1 2 3 4 5 6 7 8 9 10; do [ -e "$2/postmaster.pid" ] || break; sleep 1; done',
    'rm -rf "$2"',
  ].join("\n")
  const watchdog = spawn("sh", ["-c", script, "watchdog", String(pid), throwAway ?? ""], {
    detached: true,
    stdio: ["pipe", "ignore", "ignore"],
  })
  watchdog.unref()
  watchdog.stdin.unref?.()
  watchdog.stdin.on("error", () => {})
  return watchdog
}
