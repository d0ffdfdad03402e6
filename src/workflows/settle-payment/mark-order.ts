import type { MedusaContainer } from "@medusajs/framework/types"
import { Modules } from "@medusajs/framework/utils"
import type { Books } from "./load-books"

type Order = Books["order"]

/** Test money must be visible on the order, before somebody packs it (R18). */
export async function markTestOrder(
  container: MedusaContainer,
  intent: { live: boolean },
  order: Order
): Promise<void> {
  if (order && !intent.live && order.metadata.wolffpay_test_payment !== true) {
    await markOrder(container, order.id, { wolffpay_test_payment: true })
  }
}

/** The same payment came through after all. */
export async function clearFailure(
  container: MedusaContainer,
  intent: { intent_id: string },
  order: Order
): Promise<void> {
  if (order?.metadata.wolffpay_payment_failed === intent.intent_id) {
    await markOrder(container, order.id, { wolffpay_payment_failed: null })
  }
}

/** A payment that failed after the order was placed must be visible on the order (R6). */
export async function markFailedOrder(
  container: MedusaContainer,
  orderId: string,
  intentId: string
): Promise<void> {
  await markOrder(container, orderId, { wolffpay_payment_failed: intentId })
}

/** Medusa merges metadata on update, so other keys stay. */
export async function markOrder(
  container: MedusaContainer,
  orderId: string,
  metadata: Record<string, unknown>
): Promise<void> {
  await container.resolve(Modules.ORDER).updateOrders(orderId, { metadata })
}
