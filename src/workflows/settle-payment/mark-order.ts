import type { MedusaContainer } from "@medusajs/framework/types"
import { Modules } from "@medusajs/framework/utils"

/** Test money must be visible on the order (R18). */
export async function markTestOrder(container: MedusaContainer, orderId: string): Promise<void> {
  await markOrder(container, orderId, { wolffpay_test_payment: true })
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
async function markOrder(
  container: MedusaContainer,
  orderId: string,
  metadata: Record<string, unknown>
): Promise<void> {
  await container.resolve(Modules.ORDER).updateOrders(orderId, { metadata })
}
