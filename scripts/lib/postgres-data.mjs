import { spawnSync } from "node:child_process"
import crypto from "node:crypto"
import fs from "node:fs"
import os from "node:os"
import path from "node:path"

export const SUPERUSER = "postgres"
const PASSWORD_FILE = "superuser-password"

/** Creates the cluster where there is none. Throws when the directory holds something that is not ours to touch. */
export function prepareDataDirectory({ dataDir, programs, identity, log }) {
  const versionFile = path.join(dataDir, "PG_VERSION")
  if (fs.existsSync(versionFile)) {
    refuseOtherVersion(dataDir, fs.readFileSync(versionFile, "utf8").trim(), programs)
    clearStaleLock(dataDir, log)
  } else if (fs.existsSync(dataDir) && fs.readdirSync(dataDir).length > 0) {
    throw new Error(
      `${dataDir} is not empty and not a PostgreSQL data directory. Move it away, or choose another directory.`
    )
  } else {
    initialise({ dataDir, programs, identity, log })
  }
  const passwordFile = path.join(dataDir, PASSWORD_FILE)
  if (!fs.existsSync(passwordFile)) {
    throw new Error(
      `${dataDir} was not made by this project: it has no ${PASSWORD_FILE}. Move it away, or set DATABASE_URL.`
    )
  }
  return { password: fs.readFileSync(passwordFile, "utf8").trim() }
}

function refuseOtherVersion(dataDir, found, programs) {
  const answer = spawnSync(programs.postgres, ["--version"], { encoding: "utf8" })
  const ours = /(\d+)\./.exec(answer.stdout ?? "")?.[1] ?? found
  if (ours !== found) {
    throw new Error(
      `${dataDir} was written by PostgreSQL ${found}, the installed one is ${ours}. Move it away to start with an empty database.`
    )
  }
}

function clearStaleLock(dataDir, log) {
  const lock = path.join(dataDir, "postmaster.pid")
  if (!fs.existsSync(lock)) {
    return
  }
  const [pid, , , port] = fs.readFileSync(lock, "utf8").split("\n")
  if (isPostgres(Number(pid))) {
    throw new Error(
      `A PostgreSQL (process ${pid}, port ${port}) already runs on ${dataDir}. Stop the other run first.`
    )
  }
  log(`removing the lock file of a PostgreSQL that is gone (process ${pid})`)
  fs.rmSync(lock)
}

function isPostgres(pid) {
  if (!Number.isInteger(pid) || pid <= 0) {
    return false
  }
  try {
    process.kill(pid, 0)
  } catch (error) {
    return error.code === "EPERM"
  }
  // A process number is soon given to somebody else, above all in containers.
  const commandLine = `/proc/${pid}/cmdline`
  return fs.existsSync(commandLine)
    ? fs.readFileSync(commandLine, "utf8").includes("postgres")
    : true
}

/** initdb runs in a neighbouring directory and is renamed at the end: an interrupted first start leaves nothing half-made. */
function initialise({ dataDir, programs, identity, log }) {
  log("creating a PostgreSQL data directory")
  const partial = `${dataDir}.initialising`
  fs.rmSync(partial, { recursive: true, force: true })
  fs.mkdirSync(partial, { recursive: true, mode: 0o700 })
  const password = crypto.randomBytes(16).toString("hex")
  const passwordFile = path.join(fs.mkdtempSync(path.join(os.tmpdir(), "initdb-")), "password")
  fs.writeFileSync(passwordFile, `${password}\n`, { mode: 0o600 })
  if (identity.uid !== undefined) {
    for (const owned of [partial, passwordFile, path.dirname(passwordFile)]) {
      fs.chownSync(owned, identity.uid, identity.gid)
    }
  }
  const options = [
    `--pgdata=${partial}`,
    `--username=${SUPERUSER}`,
    `--pwfile=${passwordFile}`,
    "--auth=scram-sha-256",
    "--encoding=UTF8",
    "--locale=C",
    "--locale-provider=builtin",
    "--builtin-locale=C.UTF-8",
    "--no-sync",
  ]
  const result = spawnSync(programs.initdb, options, {
    ...identity,
    encoding: "utf8",
    cwd: partial,
    env: { ...process.env, LC_ALL: "C" },
  })
  fs.rmSync(path.dirname(passwordFile), { recursive: true, force: true })
  if (result.status !== 0) {
    fs.rmSync(partial, { recursive: true, force: true })
    throw new Error(`PostgreSQL's initdb failed: ${result.error?.message ?? result.stderr}`)
  }
  fs.writeFileSync(path.join(partial, PASSWORD_FILE), `${password}\n`, { mode: 0o600 })
  fs.rmSync(dataDir, { recursive: true, force: true })
  fs.renameSync(partial, dataDir)
}
