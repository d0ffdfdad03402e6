import { setTimeout as sleep } from "node:timers/promises"
import { binOf } from "../lib/steps.mjs"
import { migrationsMark } from "./builds.mjs"
import { DemoError } from "./demo-error.mjs"
import { texts } from "./texts.mjs"

export const BILLINK_USERNAME = "winkel-aan-de-gracht"
export const ADMIN = { email: "admin@demo.test", password: "demo-wolffpay" }
/** Raised whenever the seed fills in more: it goes over what an older one made. */
const SEED = "2"
const START_MS = 120_000
const POLL_MS = 100

/** Who opens the storefront by number instead of by name is the same shopper. STORE_CORS adds a storefront of one's own. */
const storefrontOrigins = (port) =>
  [`http://localhost:${port}`, `http://127.0.0.1:${port}`, process.env.STORE_CORS]
    .filter(Boolean)
    .join(",")

/** The environment of every Medusa process of the demo; see sandbox/shop/medusa-config.ts. */
export function shopEnvironment(context) {
  const { settings, database, shopUrl, sandboxUrl, billinkUrl, storefrontUrl, storefrontPort } =
    context
  return {
    // In development Medusa would bundle the admin anew while serving it.
    NODE_ENV: "production",
    MEDUSA_DISABLE_TELEMETRY: "true",
    DEMO_DATABASE_URL: database?.url ?? "",
    DEMO_SHOP_URL: shopUrl,
    DEMO_STOREFRONT_URLS: storefrontOrigins(storefrontPort),
    DEMO_JWT_SECRET: settings.jwtSecret,
    DEMO_COOKIE_SECRET: settings.cookieSecret,
    WOLFFPAY_API_KEY: settings.apiKey,
    WOLFFPAY_WEBHOOK_SECRET: settings.webhookSecret,
    WOLFFPAY_BASE_URL: sandboxUrl,
    WOLFFPAY_PUBLIC_URL: shopUrl,
    BILLINK_USERNAME,
    BILLINK_ID: settings.billinkId,
    BILLINK_BASE_URL: billinkUrl,
    BILLINK_WEBHOOK_TOKEN: settings.billinkToken,
    BILLINK_STOREFRONT_URL: `${storefrontUrl}/checkout/return`,
  }
}

function run({ processes, paths, env }, args, options = {}) {
  const medusa = binOf("@medusajs/cli", "medusa")
  return processes.start(medusa, args, {
    log: paths.medusaLog,
    append: true,
    cwd: paths.app,
    env,
    ...options,
  })
}

/** Does nothing when the last run on this database left nothing to do. */
export async function migrate(context) {
  const { database, screen, paths } = context
  const mark = migrationsMark()
  if ((await database.read("migrated")) === mark) {
    return
  }
  screen.line(texts.migrating)
  let count = 0
  let module = ""
  const onLine = (line) => {
    module = /MODULE: (\w+)/.exec(line)?.[1] ?? module
    if (line.includes("✔ Migrated")) {
      count += 1
      screen.status(texts.migration(count, module))
    }
  }
  const migration = run(context, ["db:migrate", "--execute-safe-links"], { onLine })
  if ((await migration.exited) !== 0) {
    throw DemoError.withLog(texts.migrationFailed(paths.medusaLog), paths.medusaLog)
  }
  await database.write("migrated", mark)
  screen.line(texts.migrated(count))
}

/** Fills the shop, unless a run before came to its end with the same seed. Gives the publishable key. */
export async function seed(context) {
  const { database, screen, paths, shopUrl } = context
  const known = await database.read("publishable_key")
  if (known && (await database.read("seed")) === SEED) {
    await movePictures(database, shopUrl)
    return known
  }
  screen.line(texts.seeding)
  let key
  const onMessage = ({ step, done, of, publishableKey }) => {
    key = publishableKey ?? key
    if (step) {
      screen.status(`${texts.seeding}: ${texts.seedSteps[step]}${done ? ` ${done}/${of}` : ""}`)
    }
  }
  const args = ["exec", "./src/scripts/seed.js", shopUrl, ADMIN.email, ADMIN.password]
  const seeding = run(context, args, { onMessage })
  if ((await seeding.exited) !== 0 || !key) {
    throw DemoError.withLog(texts.seedFailed(paths.medusaLog), paths.medusaLog)
  }
  await movePictures(database, shopUrl)
  await database.write("publishable_key", key)
  await database.write("seed", SEED)
  screen.line(texts.seeded)
  return key
}

/** The addresses of the pictures hold the port, which may have been another one when they were written. */
async function movePictures(database, shopUrl) {
  for (const [table, column] of [
    ["product", "thumbnail"],
    ["image", "url"],
  ]) {
    await database.query(
      `update "${table}" set "${column}" = regexp_replace("${column}", '^http://localhost:[0-9]+/static/', $1)
       where "${column}" ~ '^http://localhost:[0-9]+/static/'`,
      [`${shopUrl}/static/`]
    )
  }
}

/** Serves the shop. Resolves once it answers. */
export async function startMedusa(context) {
  const { screen, paths, shopUrl, shopPort } = context
  screen.status(texts.startingMedusa)
  const medusa = run(context, ["start", "--host", "127.0.0.1", "--port", String(shopPort)])
  if (!(await answers(`http://127.0.0.1:${shopPort}/health`, medusa, START_MS))) {
    throw DemoError.withLog(texts.medusaFailed(paths.medusaLog), paths.medusaLog)
  }
  screen.line(texts.medusaReady(shopUrl))
  return medusa
}

/** True when the address answers while the process that should do so is alive. */
export async function answers(url, { isRunning }, timeoutMs) {
  const deadline = Date.now() + timeoutMs
  while (isRunning() && Date.now() < deadline) {
    try {
      if ((await fetch(url)).ok) {
        return true
      }
    } catch {
      // Not yet.
    }
    await sleep(POLL_MS)
  }
  return false
}
