import crypto from "node:crypto"
import fs from "node:fs"
import path from "node:path"
import { DemoError } from "./demo-error.mjs"
import { texts } from "./texts.mjs"

const NEEDED_MEGABYTES = 1000
/** A database that exists already grows little. */
const NEEDED_AGAIN_MEGABYTES = 200

export function pathsOf(dir) {
  const inside = (name) => path.join(dir, name)
  return {
    dir,
    app: inside("shop"),
    postgres: inside("postgres"),
    settings: inside("settings.json"),
    sandboxState: inside("sandbox.json"),
    billinkState: inside("sandbox-billink.json"),
    lock: inside("demo.lock"),
    medusaLog: inside("medusa.log"),
    sandboxLog: inside("sandbox.log"),
    buildLog: inside("build.log"),
    adminLog: inside("admin-build.log"),
  }
}

export function prepareFolder({ dir, postgres }) {
  try {
    fs.mkdirSync(dir, { recursive: true })
    fs.accessSync(dir, fs.constants.W_OK)
  } catch (error) {
    throw new DemoError(texts.notWritable(dir, error.message))
  }
  const { bavail, bsize } = fs.statfsSync(dir)
  const free = Math.floor((bavail * bsize) / 1024 ** 2)
  if (free < (fs.existsSync(postgres) ? NEEDED_AGAIN_MEGABYTES : NEEDED_MEGABYTES)) {
    throw new DemoError(texts.diskFull(dir, free))
  }
}

/** Everything but the locks and the logs. While DATABASE_URL is used, the embedded database is not what is reset. */
export function removeData({ app, postgres, settings, sandboxState, billinkState }) {
  const embedded = process.env.DATABASE_URL ? [] : [postgres, `${postgres}.initialising`]
  for (const target of [app, settings, sandboxState, billinkState, ...embedded]) {
    fs.rmSync(target, { recursive: true, force: true, maxRetries: 3 })
  }
}

/** Keys and secrets, made once for this folder: a log-in and a webhook on its way outlive a restart. */
export function readSettings({ settings }) {
  const known = fs.existsSync(settings) ? parse(settings) : {}
  const random = (bytes) => crypto.randomBytes(bytes).toString("hex")
  const all = {
    jwtSecret: random(32),
    cookieSecret: random(32),
    apiKey: `wp_test_${random(16)}`,
    webhookSecret: `whsec_${random(24)}`,
    billinkId: random(20),
    billinkToken: random(24),
    ...known,
  }
  if (Object.keys(all).some((name) => !(name in known))) {
    fs.writeFileSync(`${settings}.new`, JSON.stringify(all, undefined, 2), { mode: 0o600 })
    fs.renameSync(`${settings}.new`, settings)
  }
  return all
}

function parse(settings) {
  try {
    return JSON.parse(fs.readFileSync(settings, "utf8"))
  } catch {
    throw new DemoError(texts.damagedSettings(settings))
  }
}
