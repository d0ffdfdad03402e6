import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys, Modules } from "@medusajs/framework/utils"
import { OUR_PROVIDER_IDS } from "../../modules/wolffpay/provider-id"
import type { BookedOrder } from "../settle-payment/load-books"
import { removeLines } from "./mend-line"

/**
 * Lines of refunds that Medusa has deleted since. Only on an order whose payments are all ours: what other providers did is
 * not ours to judge.
 */
export async function removeLostLines(
  container: MedusaContainer,
  order: BookedOrder
): Promise<void> {
  if (order.status === "canceled") {
    return
  }
  const orders = container.resolve(Modules.ORDER)
  const lines = (
    await orders.listOrderTransactions(
      { order_id: order.id, reference: "refund" },
      { select: ["id", "reference_id"] }
    )
  ).filter((line) => line.reference_id.startsWith("ref_"))
  if (lines.length === 0) {
    return
  }
  const ids = lines.map((line) => line.reference_id)
  const found = await container
    .resolve(Modules.PAYMENT)
    .listRefunds({ id: ids }, { select: ["id"], take: ids.length })
  const held = new Set(found.map((refund) => refund.id))
  const lost = lines.filter((line) => !held.has(line.reference_id))
  if (lost.length > 0 && (await isAllOurs(container, order.id))) {
    await removeLines(orders, order, lost)
  }
}

async function isAllOurs(container: MedusaContainer, orderId: string): Promise<boolean> {
  const query = container.resolve(ContainerRegistrationKeys.QUERY)
  const { data } = await query.graph({
    entity: "order",
    fields: ["payment_collections.payments.provider_id"],
    filters: { id: orderId },
  })
  const collections: readonly ({
    payments?: readonly ({ provider_id?: string } | null)[]
  } | null)[] = data[0]?.payment_collections ?? []
  return collections
    .flatMap((collection) => collection?.payments ?? [])
    .every((payment) => OUR_PROVIDER_IDS.includes(payment?.provider_id ?? ""))
}
