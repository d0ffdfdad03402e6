import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import { closeCanceledOrderWorkflow } from "../close-canceled-order"
import { loadOrderSessions, type OrderSession } from "../close-canceled-order/load-payments"
import type WolffPayModuleService from "../../modules/wolffpay/service"
import { pluginService } from "../plugin-service"

/** The subscriber does this at once; the job only finds what a crash left behind. */
const LOOK_BACK_MS = 2 * 60 * 60 * 1000
const ORDERS_PER_RUN = 20

/** Cancelled orders of the last hours whose payment is not closed by our own books. No call to WolffPay for the others. */
export async function checkCanceledOrders(container: MedusaContainer): Promise<void> {
  const query = container.resolve(ContainerRegistrationKeys.QUERY)
  const { data: orders } = await query.graph({
    entity: "order",
    fields: ["id"],
    filters: {
      canceled_at: { $gte: new Date(Date.now() - LOOK_BACK_MS) },
    },
    pagination: { take: ORDERS_PER_RUN, order: { canceled_at: "DESC" } },
  })
  for (const { id } of orders) {
    if (await holdsMoney(container, id)) {
      await closeCanceledOrderWorkflow(container).run({
        input: { order_id: id },
      })
    }
  }
}

async function holdsMoney(container: MedusaContainer, orderId: string): Promise<boolean> {
  const service = pluginService(container)
  const [flagged] = await service.listAttentions({
    order_id: orderId,
    resolved_at: null,
  })
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
