import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import {
  deleteDraftOrdersWorkflow,
  deletePaymentSessionsWorkflow,
} from "@medusajs/medusa/core-flows"
import type { TerminalSaleRow } from "../../modules/wolffpay/tables/terminal-sale-row"
import { pluginService } from "../plugin-service"
import { dropReservations } from "./drop-reservations"
import { isOwing, isPlaced } from "./place-order"

/**
 * Takes the draft and the payment session of a sale away that does not happen. An order that was there before stays, and so does
 * one that somebody made of the draft by hand: it is told of.
 */
export async function cleanUp(
  container: MedusaContainer,
  sale: TerminalSaleRow
): Promise<"nothing" | "order" | "unpaid_order"> {
  await deleteSession(container, sale.session_id)
  if (sale.pays_order) {
    return "nothing"
  }
  const ids = await pluginService(container).sales.draftsOf(sale)
  for (const id of ids) {
    await dropReservations(container, id)
  }
  if (ids.length > 0) {
    await deleteDraftOrdersWorkflow(container).run({ input: { order_ids: ids } })
  }
  if (!(await isPlaced(container, sale))) {
    return "nothing"
  }
  return (await isOwing(container, sale.order_id ?? "")) ? "unpaid_order" : "order"
}

async function deleteSession(container: MedusaContainer, sessionId: string | null): Promise<void> {
  if (!sessionId) {
    return
  }
  const query = container.resolve(ContainerRegistrationKeys.QUERY)
  const { data } = await query.graph({
    entity: "payment_session",
    fields: ["id", "payment.id"],
    filters: { id: sessionId },
  })
  const [session] = data
  if (session && !session.payment && !(await isPaid(container, sessionId))) {
    await deletePaymentSessionsWorkflow(container).run({ input: { ids: [sessionId] } })
  }
}

/** Captured elsewhere after the sale was given up: its session stays, as what a person has to look at. */
async function isPaid(container: MedusaContainer, sessionId: string): Promise<boolean> {
  const intents = await pluginService(container).intents.ofSession(sessionId)
  return intents.some(({ state }) => state === "succeeded")
}
