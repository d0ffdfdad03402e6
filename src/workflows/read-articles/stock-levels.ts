import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"

/** Pieces that nobody has reserved, by inventory item, at one location. */
export async function stockLevels(
  container: MedusaContainer,
  locationId: string
): Promise<ReadonlyMap<string, number>> {
  const query = container.resolve(ContainerRegistrationKeys.QUERY)
  const { data } = await query.graph({
    entity: "inventory_level",
    fields: ["inventory_item_id", "stocked_quantity", "reserved_quantity"],
    filters: { location_id: locationId },
  })
  return new Map(
    data.map((level) => [
      level.inventory_item_id,
      Number(level.stocked_quantity) - Number(level.reserved_quantity),
    ])
  )
}
