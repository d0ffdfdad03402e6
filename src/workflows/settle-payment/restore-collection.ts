import type { MedusaContainer } from "@medusajs/framework/types"
import { Modules, PaymentCollectionStatus } from "@medusajs/framework/utils"
import { toMinorUnits } from "../../modules/wolffpay/money"
import type { Books } from "./load-books"

/**
 * A change of a paid cart is refused half way through core's workflow (R13), which leaves the new amount on the payment
 * collection: the order would look partly paid. Where order and money agree, the collection is made to agree as well.
 */
export async function restoreCollection(
  container: MedusaContainer,
  paid: { amount: number },
  { order, session, cart_id }: Books,
  status: PaymentCollectionStatus = PaymentCollectionStatus.COMPLETED
): Promise<void> {
  if (!order || !cart_id || order.version > 1 || toMinorUnits(order.total) !== paid.amount) {
    return
  }
  const payments = container.resolve(Modules.PAYMENT)
  const collection = await payments.retrievePaymentCollection(session.payment_collection_id)
  if (toMinorUnits(collection.amount) !== paid.amount) {
    await payments.updatePaymentCollections(collection.id, {
      amount: session.amount,
      status,
    })
  }
}
