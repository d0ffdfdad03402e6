import fs from "node:fs"
import { linkSelf } from "../lib/self-link.mjs"
import { buildAdmin, buildPlugin } from "./builds.mjs"
import { prepareFolder, readSettings, removeData } from "./data-folder.mjs"
import { openDatabase } from "./database.mjs"
import { DemoError } from "./demo-error.mjs"
import { migrate, seed, shopEnvironment, startMedusa } from "./medusa.mjs"
import { nextFreePort } from "./ports.mjs"
import { purchase } from "./purchase.mjs"
import { claim, waitForLeftovers } from "./running.mjs"
import { startSandbox } from "./sandbox-server.mjs"
import { installShop } from "./shop-app.mjs"
import { startStorefront } from "./storefront.mjs"
import { printSummary } from "./summary.mjs"
import { texts } from "./texts.mjs"

const SHOP_PORT = 9000
const SANDBOX_PORT = 4010
const BILLINK_PORT = 4020
const STOREFRONT_PORT = 8000

/**
 * Brings everything up and prints where it is.
 * @param context what the caller stops again: processes, screen, paths; `onClaim`, `onDatabase`, `onUp` tell it what there is by now
 * @throws DemoError with what to do; also when one of the servers ends by itself later
 */
export async function runDemo({ processes, screen, paths, options, onClaim, onDatabase, onUp }) {
  prepareFolder(paths)
  const lock = claim(paths.lock)
  onClaim(lock)
  await waitForLeftovers(lock.killedPorts, paths.postgres, () => screen.line(texts.leftovers))
  if (options.reset) {
    screen.line(texts.resetting)
    removeData(paths)
  }
  fs.rmSync(paths.medusaLog, { force: true })
  const addresses = await choosePorts(screen)
  const { shopPort, sandboxPort, billinkPort, storefrontPort } = addresses
  lock.write({ ports: [shopPort, sandboxPort, billinkPort, storefrontPort] })
  const settings = readSettings(paths)
  const shared = { processes, screen, paths, settings, ...addresses }

  // The builds are their own processes: the database comes up beside them.
  const built = buildPlugin(shared)
  const opened = openShopDatabase(shared, options.reset)
  onDatabase(opened)
  const [database] = await Promise.all([opened, built])

  linkSelf()
  installShop(paths.app)
  const context = { ...shared, database, env: shopEnvironment({ ...shared, database }) }
  const [publishableKey] = await Promise.all([migrateAndSeed(context), buildAdmin(context)])
  const [sandbox, medusa] = await Promise.all([startSandbox(context), startMedusa(context)])
  await startStorefront({ ...context, publishableKey })

  let orderId = await database.read("order_id")
  if (!orderId || options.purchase) {
    orderId = await purchase({ ...context, publishableKey })
    await database.write("order_id", orderId)
  }
  lock.write({
    addresses: `${addresses.storefrontUrl}, ${addresses.shopUrl}/app, ${addresses.sandboxUrl}`,
  })
  printSummary({ ...context, publishableKey, orderId })
  onUp()
  await untilOneEnds([
    { name: "Medusa", process: medusa, log: paths.medusaLog },
    { name: texts.sandboxes, process: sandbox, log: paths.sandboxLog },
  ])
}

async function choosePorts(screen) {
  const choose = async (name, preferred, taken) => {
    const port = await nextFreePort(preferred, taken)
    if (port !== preferred) {
      screen.line(texts.portMoved(name, preferred, port))
    }
    return port
  }
  const shopPort = await choose("Medusa", SHOP_PORT, [])
  const sandboxPort = await choose(texts.sandbox, SANDBOX_PORT, [shopPort])
  const billinkPort = await choose(texts.billink, BILLINK_PORT, [shopPort, sandboxPort])
  const storefrontPort = await choose(texts.storefront, STOREFRONT_PORT, [
    shopPort,
    sandboxPort,
    billinkPort,
  ])
  return {
    shopPort,
    sandboxPort,
    billinkPort,
    storefrontPort,
    storefrontUrl: `http://localhost:${storefrontPort}`,
    shopUrl: `http://localhost:${shopPort}`,
    sandboxUrl: `http://127.0.0.1:${sandboxPort}`,
    billinkUrl: `http://127.0.0.1:${billinkPort}`,
  }
}

async function openShopDatabase({ screen, paths }, reset) {
  if (!process.env.DATABASE_URL) {
    screen.line(texts.startingDatabase)
  }
  let where = paths.postgres
  const log = (line) => {
    where = /is kept in (.+)$/.exec(line)?.[1] ?? where
  }
  const database = await openDatabase({ dataDir: paths.postgres, reset, log })
  screen.line(
    texts.databaseReady(database.external ? texts.externalDatabase(database.name) : where)
  )
  return database
}

async function migrateAndSeed(context) {
  await migrate(context)
  return seed(context)
}

async function untilOneEnds(servers) {
  const ended = await Promise.race(
    servers.map(async (server) => {
      await server.process.exited
      return server
    })
  )
  throw DemoError.withLog(texts.ended(ended.name, ended.log), ended.log)
}
