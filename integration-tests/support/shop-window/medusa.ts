import path from "node:path"
import { createDatabase, databaseUrl, queryDatabase, withServerLock } from "../database"
import type { BillinkSandbox } from "../../../sandbox/billink"
import { billinkEnvironment } from "../billink-sandbox"
import type { ShopSandbox } from "../sandbox"
import { ADMIN } from "../admin"
import { ShopProcess } from "../shop-process"
import { APP, installApp } from "./app"

const PREFIX = "shop_window"
/** Made by the first file of a run, copied by all: the workers of a run have one parent. */
const TEMPLATE = `${PREFIX}_template_${process.ppid}`
const SEED = path.join(APP, "src/scripts/seed.js")
const NOWHERE = "http://shop.invalid"

interface Given {
  sandbox: ShopSandbox
  billink: BillinkSandbox
  /** Whom Medusa lets its store be used by. */
  storefrontUrl: string
  env: Record<string, string>
}

/** The demo's Medusa in a process of its own, on a fresh copy of the seeded database. */
export class WindowMedusa {
  private constructor(
    private readonly database: string,
    readonly process: ShopProcess,
    readonly url: string,
    readonly publishableKey: string
  ) {}

  static async start(given: Given) {
    await installApp()
    await withServerLock(TEMPLATE, async () => {
      if (!(await exists(TEMPLATE))) {
        await makeTemplate(given)
      }
    })
    const database = `${PREFIX}_${process.pid}`
    await drop(database)
    await queryDatabase("postgres", `create database "${database}" template "${TEMPLATE}"`)
    const { freePort } = await import("../../../scripts/lib/ports.mjs")
    const port = await freePort()
    // Whoever comes back from Billink comes by way of Medusa.
    const url = `http://localhost:${port}`
    const medusa = shopProcess(database, given, url)
    await medusa.start(port)
    await movePictures(database, url)
    const [key] = await queryDatabase<{ token: string }>(
      database,
      "select token from api_key where type = 'publishable' and deleted_at is null"
    )
    return new WindowMedusa(database, medusa, url, key?.token ?? "")
  }

  query = <Row extends object>(sql: string) => queryDatabase<Row>(this.database, sql)

  async stop() {
    await this.process.kill()
    await drop(this.database)
  }
}

function shopProcess(
  database: string,
  { sandbox, billink, storefrontUrl, env }: Given,
  publicUrl = NOWHERE
) {
  return new ShopProcess(
    {
      ...sandbox.environment,
      ...billinkEnvironment(billink, {
        storefrontUrl: `${storefrontUrl}/checkout/return`,
        publicUrl,
      }),
      SHOP_DIRECTORY: APP,
      DEMO_DATABASE_URL: databaseUrl(database),
      DEMO_STOREFRONT_URLS: storefrontUrl,
      DEMO_ADMIN: "off",
      DEMO_INTENTS_PER_ADDRESS: "1000",
      DEMO_JWT_SECRET: "shop-window",
      DEMO_COOKIE_SECRET: "shop-window",
      LOG_LEVEL: "error",
      ...env,
    },
    [],
    APP
  )
}

/** Under another name until it is whole: a run that was cut off must not leave half of one behind. */
async function makeTemplate(given: Given) {
  await dropOldTemplates()
  const making = `${TEMPLATE}_new`
  await createDatabase(making)
  const migration = shopProcess(making, given)
  await migration.migrate()
  await migration.kill()
  const medusa = shopProcess(making, given)
  await medusa.start()
  await medusa.runScript(SEED, [NOWHERE, ADMIN.email, ADMIN.password])
  await medusa.kill()
  await queryDatabase("postgres", `alter database "${making}" rename to "${TEMPLATE}"`)
}

async function dropOldTemplates() {
  const found = await queryDatabase<{ datname: string }>(
    "postgres",
    `select datname from pg_database where datname like '${PREFIX}_template_%'`
  )
  for (const { datname } of found) {
    await drop(datname)
  }
}

async function exists(database: string) {
  const sql = `select 1 as found from pg_database where datname = '${database}'`
  return (await queryDatabase("postgres", sql)).length > 0
}

function drop(database: string) {
  return queryDatabase("postgres", `drop database if exists "${database}" with (force)`)
}

/** The addresses of the pictures name the shop that was seeded. */
async function movePictures(database: string, url: string) {
  for (const [table, column] of [
    ["product", "thumbnail"],
    ["image", "url"],
  ] as const) {
    await queryDatabase(
      database,
      `update "${table}" set "${column}" = replace("${column}", '${NOWHERE}', '${url}')`
    )
  }
}
