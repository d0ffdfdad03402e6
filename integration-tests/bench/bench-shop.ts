import axios from "axios"
import { createDatabase, databaseUrl, queryDatabase } from "../support/database"
import { ShopSandbox } from "../support/sandbox"
import type { SeededShop } from "../support/seed"
import { Shop } from "../support/shop"
import { ShopProcess } from "../support/shop-process"
import { CREATE_TABLE } from "./insert-event"

const TEMPLATE = "wolffpay_bench_template"

function environment(database: string, sandbox: ShopSandbox) {
  return {
    ...sandbox.environment,
    SHOP_DIRECTORY: "integration-tests/bench/app",
    SHOP_DATABASE_URL: databaseUrl(database),
    LOG_LEVEL: "error",
  }
}

let seeded: Promise<SeededShop> | undefined

/** One migrated and seeded database for all benchmarks of a run, to be copied by each. */
async function makeTemplate(sandbox: ShopSandbox) {
  const template = await createDatabase(TEMPLATE)
  const migration = new ShopProcess(environment(TEMPLATE, sandbox))
  await migration.migrate()
  await migration.kill()
  await template.query(CREATE_TABLE)
  const medusa = new ShopProcess(environment(TEMPLATE, sandbox))
  await medusa.start()
  const shop = await medusa.seed()
  await medusa.kill()
  return shop
}

/** A seeded Medusa in a process of its own, on a fresh copy of the database, with a WolffPay of its own. */
export class BenchShop {
  private constructor(
    readonly database: string,
    readonly sandbox: ShopSandbox,
    readonly medusa: ShopProcess,
    readonly shop: Shop,
    readonly url: string
  ) {}

  static async open(name: string) {
    const sandbox = await ShopSandbox.start()
    const data = await (seeded ??= makeTemplate(sandbox))
    const database = `wolffpay_bench_${name}`
    await queryDatabase("postgres", `drop database if exists ${database} with (force)`)
    await queryDatabase("postgres", `create database ${database} template ${TEMPLATE}`)
    const medusa = new ShopProcess(environment(database, sandbox), ["--expose-gc"])
    const url = `http://127.0.0.1:${await medusa.start()}`
    const noContainer = () => {
      throw new Error("This shop is another process")
    }
    const shop = await Shop.open(axios.create({ baseURL: url }), noContainer, data)
    await sandbox.reset(url)
    return new BenchShop(database, sandbox, medusa, shop, url)
  }

  query = <Row extends object>(sql: string) => queryDatabase<Row>(this.database, sql)

  get databaseUrl() {
    return databaseUrl(this.database)
  }

  async close() {
    await this.medusa.kill()
    await this.sandbox.close()
    await queryDatabase("postgres", `drop database if exists ${this.database} with (force)`)
  }
}

/** Opens a shop, works with it, and closes it whatever happens. */
export async function withShop<T>(name: string, work: (shop: BenchShop) => Promise<T>) {
  const shop = await BenchShop.open(name)
  try {
    return await work(shop)
  } finally {
    await shop.close()
  }
}
