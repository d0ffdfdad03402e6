import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys, Modules } from "@medusajs/framework/utils"

/**
 * A draft reserves nothing: what stands on its lines was reserved by a server that died before it could make the order of it. Core
 * would reserve it once more, and keep it when the draft is deleted.
 */
export async function dropReservations(container: MedusaContainer, draftId: string): Promise<void> {
  const { data } = await container.resolve(ContainerRegistrationKeys.QUERY).graph({
    entity: "order",
    fields: ["id", "items.id"],
    filters: { id: draftId },
  })
  const items = (data[0]?.items ?? []) as ({ id: string } | null)[]
  const lines = items.flatMap((item) => (item ? [item.id] : []))
  const inventory = container.resolve(Modules.INVENTORY)
  const left =
    lines.length > 0
      ? await inventory.listReservationItems({ line_item_id: lines }, { select: ["id"] })
      : []
  if (left.length > 0) {
    await inventory.deleteReservationItems(left.map(({ id }) => id))
  }
}
