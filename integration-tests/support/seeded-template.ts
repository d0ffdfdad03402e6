import axios from "axios"
import type { HttpTypes } from "@medusajs/framework/types"
import { databaseUrl } from "./database"
import type { SeededShop } from "./seed"
import { Shop } from "./shop"
import { ShopProcess } from "./shop-process"

/** Carts that wait in the template: more than most tests need. */
const READY_CARTS = 4

const DATABASE = "template1"

interface Template {
  database: string
  seeded: SeededShop
  /** Ready to be paid, EUR 15.00 each. */
  carts: HttpTypes.StoreCart[]
}

/**
 * Before the first file of a run: migrates and seeds the database that PostgreSQL copies for every new one, so that no file has
 * to do it again. Only on a server that scripts/test.mjs started and throws away.
 */
export default async function prepareTemplate() {
  const { TEST_SERVER_IS_OURS, TEST_TEMPLATE } = process.env
  // A test that runs others hands its template down to them.
  if (!TEST_SERVER_IS_OURS || TEST_TEMPLATE !== undefined) {
    return
  }
  const environment = {
    SHOP_DATABASE_URL: databaseUrl(DATABASE),
    TEST_PLUGIN_OPTIONS: "{}",
    WOLFFPAY_API_KEY: "wp_test_template",
    WOLFFPAY_WEBHOOK_SECRET: "whsec_template",
    LOG_LEVEL: "error",
  }
  const migration = new ShopProcess(environment)
  await migration.migrate().finally(() => migration.kill())
  const medusa = new ShopProcess(environment)
  try {
    const baseURL = `http://127.0.0.1:${await medusa.start()}`
    const seeded = await medusa.seed()
    const noContainer = () => {
      throw new Error("This shop is another process")
    }
    const shop = await Shop.open(axios.create({ baseURL }), noContainer, seeded)
    const carts: HttpTypes.StoreCart[] = []
    for (let count = 0; count < READY_CARTS; count += 1) {
      carts.push(await shop.readyCart())
    }
    process.env.TEST_TEMPLATE = JSON.stringify({
      database: DATABASE,
      seeded,
      carts,
    } satisfies Template)
  } finally {
    await medusa.kill()
  }
}

/** What every new database of this run has in it; undefined when each file has to seed its own. */
export function seededTemplate(): Template | undefined {
  const { TEST_TEMPLATE } = process.env
  return TEST_TEMPLATE ? (JSON.parse(TEST_TEMPLATE) as Template) : undefined
}
