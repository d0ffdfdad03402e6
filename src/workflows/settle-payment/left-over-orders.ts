import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import { toMinorUnits } from "../../modules/wolffpay/money"
import type { UnfinishedCompletion } from "../../modules/wolffpay/tables/cart-completions"
import type { BookedOrder } from "./load-books"

export type LeftOver = { id: string; display_id: number }

/** A completion waits for the cart's lock before it makes its order. */
const BEFORE_MS = 60_000
const AFTER_MS = 180_000

/**
 * Orders that a cut-off completion may have left beside the cart's own: of the same customer and total, made at that moment,
 * belonging to no cart and to no payment. A look-alike is possible, so they are only named (R23).
 */
export async function findLeftOvers(
  container: MedusaContainer,
  order: BookedOrder,
  cutOff: readonly UnfinishedCompletion[]
): Promise<LeftOver[]> {
  const alike = await ordersAlike(container, order, cutOff)
  if (alike.length === 0) {
    return []
  }
  const query = container.resolve(ContainerRegistrationKeys.QUERY)
  const links = { fields: ["order_id"], filters: { order_id: alike.map(({ id }) => id) } }
  const [carts, collections] = await Promise.all([
    query.graph({ entity: "order_cart", ...links }),
    query.graph({ entity: "order_payment_collection", ...links }),
  ])
  const linked = [...carts.data, ...collections.data].map((link) => String(link.order_id))
  return alike.filter(({ id }) => !linked.includes(id))
}

async function ordersAlike(
  container: MedusaContainer,
  order: BookedOrder,
  cutOff: readonly UnfinishedCompletion[]
): Promise<LeftOver[]> {
  const moments = cutOff.map((completion) => completion.begun_at.getTime())
  if (!order.email || moments.length === 0) {
    return []
  }
  const { data } = await container.resolve(ContainerRegistrationKeys.QUERY).graph({
    entity: "order",
    fields: ["id", "display_id", "total", "currency_code", "status"],
    filters: {
      email: order.email,
      created_at: {
        $gte: new Date(Math.min(...moments) - BEFORE_MS),
        $lte: new Date(Math.max(...moments) + AFTER_MS),
      },
    },
  })
  return data
    .filter(
      (one) =>
        one.id !== order.id &&
        one.currency_code === order.currency_code &&
        !["canceled", "draft"].includes(one.status) &&
        toMinorUnits(Number(one.total)) === toMinorUnits(order.total)
    )
    .map(({ id, display_id }) => ({ id, display_id: Number(display_id) }))
}
