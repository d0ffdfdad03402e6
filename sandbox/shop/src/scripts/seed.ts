import type { ExecArgs } from "@medusajs/framework/types"
import { report } from "../seed/report"
import { seedCounter } from "../seed/seed-counter"
import { seedAdmin } from "../seed/seed-admin"
import { seedDelivery } from "../seed/seed-delivery"
import { seedMarket } from "../seed/seed-market"
import { seedProducts } from "../seed/seed-products"

/**
 * Fills the demo's shop. It may be interrupted at any moment and run again: every part looks for what is there first.
 *   medusa exec ./src/scripts/seed.js <shop's address> <admin's email> <admin's password>
 */
export default async function seed({ container, args }: ExecArgs) {
  const [shopUrl = "", email = "", password = ""] = args
  report({ step: "market" })
  const market = await seedMarket(container)
  report({ step: "delivery" })
  const delivery = await seedDelivery(container, market.salesChannelId)
  await seedProducts(container, { ...delivery, ...market, shopUrl })
  report({ step: "counter" })
  await seedCounter(container, market.regionId)
  report({ step: "admin" })
  await seedAdmin(container, email, password)
  report({ publishableKey: market.publishableKey })
}
