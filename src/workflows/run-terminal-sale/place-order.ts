import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import { convertDraftOrderWorkflow } from "@medusajs/medusa/core-flows"
import { toMinorUnits } from "../../modules/wolffpay/money"
import type { TerminalSaleRow } from "../../modules/wolffpay/tables/terminal-sale-row"
import { withSessionLock } from "../session-lock"
import { problemOf } from "../settle-payment/problem-of"
import { dropReservations } from "./drop-reservations"
import { LeaseLost, type Placed } from "./ports"

/** Core's words for it, at the counter's own stock. */
export const SOLD_OUT = /required inventory|not enough stock/i

type Order = { status: string; is_draft_order: boolean; total: number; pending: number }

/**
 * Turns the draft into an order, which reserves the stock; or finds that done. The card is approved and nothing is captured
 * yet, so whatever does not agree ends the sale.
 */
export async function placeOrder(
  container: MedusaContainer,
  sale: TerminalSaleRow,
  isStillOurs: () => Promise<boolean>
): Promise<Placed> {
  const { order_id, session_id } = sale
  if (!order_id || !session_id) {
    return { kind: "refused", reason: "order_failed" }
  }
  return withSessionLock(container, session_id, async () => {
    if (!(await isStillOurs())) {
      throw new LeaseLost()
    }
    const before = await loadOrder(container, order_id)
    if (!before || before.status === "canceled") {
      return { kind: "refused", reason: "order_failed" }
    }
    if ((sale.pays_order ? before.pending : before.total) !== sale.amount) {
      return { kind: "refused", reason: "amount_differs" }
    }
    if (!before.is_draft_order) {
      return { kind: "placed" }
    }
    await dropReservations(container, order_id)
    const { errors } = await convertDraftOrderWorkflow(container).run({
      input: { id: order_id },
      throwOnError: false,
    })
    const problem = problemOf(errors)
    const after = await loadOrder(container, order_id)
    if (after && !after.is_draft_order) {
      return { kind: "placed" }
    }
    return SOLD_OUT.test(problem ?? "")
      ? { kind: "refused", reason: "sold_out" }
      : { kind: "failed", problem: problem ?? "the order is still a draft" }
  })
}

/** Whether the sale's draft has become an order that stands. An order that was there before does not count. */
export async function isPlaced(
  container: MedusaContainer,
  sale: TerminalSaleRow
): Promise<boolean> {
  const order =
    sale.order_id && !sale.pays_order ? await loadOrder(container, sale.order_id) : undefined
  return order !== undefined && !order.is_draft_order && order.status !== "canceled"
}

/** Whether an order stands, and something of it is still to be paid. */
export async function isOwing(container: MedusaContainer, orderId: string): Promise<boolean> {
  const order = await loadOrder(container, orderId)
  return order !== undefined && order.status !== "canceled" && order.pending > 0
}

/** Amounts are minor units. */
async function loadOrder(container: MedusaContainer, id: string): Promise<Order | undefined> {
  const query = container.resolve(ContainerRegistrationKeys.QUERY)
  const { data } = await query.graph({
    entity: "order",
    fields: ["id", "status", "is_draft_order", "total", "summary"],
    filters: { id },
  })
  const [order] = data
  const pending: unknown = Reflect.get(Object(order?.summary), "pending_difference")
  return order
    ? {
        status: String(order.status ?? ""),
        is_draft_order: Boolean(order.is_draft_order),
        total: toMinorUnits(Number(order.total)),
        pending: toMinorUnits(Number(pending ?? 0)),
      }
    : undefined
}
