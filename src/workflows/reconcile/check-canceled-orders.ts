import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import { closeCanceledOrderWorkflow } from "../close-canceled-order"
import { loadOrderSessions } from "../close-canceled-order/load-payments"
import { pluginService } from "../plugin-service"

/** The subscriber does this at once; the job only finds what a crash left behind. */
const LOOK_BACK_MS = 2 * 60 * 60 * 1000
const ORDERS_PER_RUN = 20

/** Cancelled orders of the last hours that still hold money by Medusa's own books. No call to WolffPay for the others. */
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
  const sessions = await loadOrderSessions(container, orderId)
  return sessions.some(
    ({ payment }) =>
      payment !== undefined && !payment.canceled && payment.captured > payment.refunded
  )
}
