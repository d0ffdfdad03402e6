import type { MedusaContainer } from "@medusajs/framework/types"
import type { PaymentIntentRow } from "../../modules/wolffpay/tables/payment-intents"
import { pluginService } from "../plugin-service"
import { completeCart } from "./complete-cart"
import { type Books, loadBooks } from "./load-books"
import { markTestOrder } from "./mark-order"
import { type SettleOutcome, waiting } from "./outcome"

/** A debit is on its way: the order is placed now or when the money is in, as the shop has chosen (R6). */
export async function settleProcessing(
  container: MedusaContainer,
  intent: PaymentIntentRow & { intent_id: string },
  books: Books
): Promise<SettleOutcome> {
  const { orderOnProcessing } = pluginService(container).wolffPay.options
  if (!orderOnProcessing || !books.cart_id || books.order) {
    return waiting
  }
  const problem = await completeCart(container, books.cart_id, books)
  const after = await loadBooks(container, intent.session_id)
  await markTestOrder(container, intent, after?.order)
  return after?.order
    ? waiting
    : {
        kind: "retry",
        problem: problem ?? "the order is not placed",
      }
}
