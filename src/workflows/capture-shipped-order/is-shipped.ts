import type { BigNumberInput, MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys, MathBN } from "@medusajs/framework/utils"

/**
 * Whether everything of an order is on its way: with several shipments, at the last one. What needs no shipping counts once it
 * is fulfilled or handed over.
 */
export async function isShipped(container: MedusaContainer, orderId: string): Promise<boolean> {
  const query = container.resolve(ContainerRegistrationKeys.QUERY)
  const { data } = await query.graph({
    entity: "order",
    fields: [
      "id",
      "status",
      "items.requires_shipping",
      "items.detail.quantity",
      "items.detail.fulfilled_quantity",
      "items.detail.shipped_quantity",
      "items.detail.delivered_quantity",
      "items.detail.written_off_quantity",
    ],
    filters: { id: orderId },
  })
  const [order] = data
  const items: readonly (Item | null)[] = order?.items ?? []
  return (
    items.length > 0 && order?.status !== "canceled" && items.every((item) => !item || isSent(item))
  )
}

type Item = {
  requires_shipping?: boolean
  detail: Partial<Record<Quantity, BigNumberInput | null>>
}

type Quantity = `${"" | "fulfilled_" | "shipped_" | "delivered_" | "written_off_"}quantity`

function isSent({ requires_shipping, detail }: Item): boolean {
  const sent = MathBN.max(
    detail.shipped_quantity ?? 0,
    detail.delivered_quantity ?? 0,
    requires_shipping === false ? (detail.fulfilled_quantity ?? 0) : 0
  )
  const due = MathBN.sub(detail.quantity ?? 0, detail.written_off_quantity ?? 0)
  return MathBN.gte(sent, due)
}
