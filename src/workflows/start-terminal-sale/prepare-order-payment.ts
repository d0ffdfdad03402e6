import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import { TerminalRefusal } from "../../modules/wolffpay/terminal/refusals"
import { type ReadOrder, readOrder } from "./read-order"

/** An order that a card at the counter may pay what is owed of: placed, not cancelled, and nothing reserved for it already. */
export async function prepareOrderPayment(
  container: MedusaContainer,
  orderId: string
): Promise<ReadOrder> {
  const order = await readOrder(container, orderId)
  if (!order) {
    throw new TerminalRefusal("order_unknown", `There is no order ${orderId}.`)
  }
  if (order.is_draft || order.status === "canceled") {
    throw new TerminalRefusal(
      "order_not_payable",
      "This order is cancelled or still a draft, so there is nothing to pay."
    )
  }
  if (await isReserved(container, orderId)) {
    throw new TerminalRefusal(
      "order_authorized",
      "A payment of this order is approved already. Capture or cancel it on the order's page first."
    )
  }
  if (order.pending <= 0) {
    throw new TerminalRefusal("order_paid", "This order is paid already.")
  }
  return order
}

type Collection = {
  payments?: ({ captured_at?: unknown; canceled_at?: unknown } | null)[] | null
}

/**
 * Core would void what is approved and not captured, to make a collection for the whole amount again. By the payments: a collection
 * stays authorized when its authorisation has ended.
 */
async function isReserved(container: MedusaContainer, orderId: string): Promise<boolean> {
  const query = container.resolve(ContainerRegistrationKeys.QUERY)
  const { data } = await query.graph({
    entity: "order",
    fields: [
      "payment_collections.payments.captured_at",
      "payment_collections.payments.canceled_at",
    ],
    filters: { id: orderId },
  })
  const collections = (data[0]?.payment_collections ?? []) as (Collection | null)[]
  return collections
    .flatMap((collection) => collection?.payments ?? [])
    .some((payment) => payment && !payment.captured_at && !payment.canceled_at)
}
