import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import { closeCanceledOrderWorkflow } from "../close-canceled-order"
import { loadOrderSessions, type OrderSession } from "../close-canceled-order/load-payments"
import type WolffPayModuleService from "../../modules/wolffpay/service"
import { pluginService } from "../plugin-service"

/** The subscriber does this at once; the job only finds what a crash left behind. */
const LOOK_BACK_MS = 2 * 60 * 60 * 1000
const PAGE = 100
const MAX_PAGES = 10
const REASONS = ["canceled_order_not_refunded", "canceled_order_not_voided", "paid_after_cancel"]

/** Cancelled orders of the last hours whose payment is not closed by our own books. No call to WolffPay for the others. */
export async function checkCanceledOrders(container: MedusaContainer): Promise<void> {
  const query = container.resolve(ContainerRegistrationKeys.QUERY)
  for (let page = 0; page < MAX_PAGES; page += 1) {
    const { data: orders } = await query.graph({
      entity: "order",
      fields: ["id"],
      filters: { canceled_at: { $gte: new Date(Date.now() - LOOK_BACK_MS) } },
      pagination: { take: PAGE, skip: page * PAGE, order: { canceled_at: "DESC" } },
    })
    for (const { id } of orders) {
      if (await holdsMoney(container, id)) {
        await closeCanceledOrderWorkflow(container).run({ input: { order_id: id } })
      }
    }
    if (orders.length < PAGE) {
      return
    }
  }
}

async function holdsMoney(container: MedusaContainer, orderId: string): Promise<boolean> {
  const service = pluginService(container)
  // Once it was given to a person, open or resolved, the money is theirs: no refund behind their back.
  const [flagged] = await service.listAttentions(
    { order_id: orderId, reason: REASONS },
    { take: 1 }
  )
  if (flagged) {
    return false
  }
  for (const { session_id, payment } of await loadOrderSessions(container, orderId)) {
    if (payment ? isHeld(payment) : await isOpen(service, session_id)) {
      return true
    }
  }
  return false
}

function isHeld(payment: NonNullable<OrderSession["payment"]>): boolean {
  return payment.captured === 0 ? !payment.canceled : payment.captured > payment.refunded
}

/** An intent without a payment in Medusa that may still bring money. */
async function isOpen(service: WolffPayModuleService, sessionId: string): Promise<boolean> {
  const intents = await service.intents.ofSession(sessionId)
  return intents.some(({ intent_id, settled_at }) => intent_id !== null && settled_at === null)
}
