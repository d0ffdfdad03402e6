import type { MedusaContainer } from "@medusajs/framework/types"
import { Modules, PaymentSessionStatus } from "@medusajs/framework/utils"
import { attentionOf } from "../../modules/wolffpay/attention-of"
import type { PaymentIntentRow } from "../../modules/wolffpay/tables/payment-intents"
import { pluginService } from "../plugin-service"
import type { Books } from "./load-books"
import { markFailedOrder, markTestOrder } from "./mark-order"

/**
 * The order was placed while its payment was on its way, and that payment failed: the session gets status error, the order
 * a mark, and a person is called (R6). Core would drop all of this.
 */
export async function failPlacedOrder(
  container: MedusaContainer,
  intent: PaymentIntentRow & { intent_id: string },
  books: Books
): Promise<void> {
  const { session, order } = books
  if (session.status !== PaymentSessionStatus.ERROR) {
    await container.resolve(Modules.PAYMENT).updatePaymentSession({
      id: session.id,
      amount: session.amount,
      currency_code: session.currency_code,
      data: session.data,
      status: PaymentSessionStatus.ERROR,
    })
  }
  if (order) {
    await markTestOrder(container, intent, order)
    await markFailedOrder(container, order.id, intent.intent_id)
  }
  await pluginService(container).flagAttention({
    ...attentionOf("payment_failed_after_order", intent),
    order_id: order?.id ?? null,
  })
}
