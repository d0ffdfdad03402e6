import { Modules } from "@medusajs/framework/utils"
import type { ShopSuite } from "./runner"

/** Sells out, or restocks, everything that the shop has. */
export async function setStock(suite: ShopSuite, quantity: number) {
  const inventory = suite.container.resolve(Modules.INVENTORY)
  const levels = await inventory.listInventoryLevels({})
  await inventory.updateInventoryLevels(
    levels.map(({ inventory_item_id, location_id }) => ({
      inventory_item_id,
      location_id,
      stocked_quantity: quantity,
    }))
  )
}
