import type { MedusaContainer } from "@medusajs/framework/types"
import { attentionOf } from "../../modules/wolffpay/attention-of"
import type { PaymentIntentRow } from "../../modules/wolffpay/tables/payment-intents"
import { pluginService } from "../plugin-service"
import { compareTotal } from "./compare-total"
import { completeCart } from "./complete-cart"
import { type Books, loadBooks } from "./load-books"
import { markTestOrder } from "./mark-order"
import { mendInterruption } from "./mend-interruption"
import { placementOf } from "./placement-of"
import { type SettleOutcome, waiting } from "./outcome"

/** A debit is on its way: the order is placed now or when the money is in, as the shop has chosen (R6). */
export async function settleProcessing(
  container: MedusaContainer,
  intent: PaymentIntentRow & { intent_id: string },
  books: Books
): Promise<SettleOutcome> {
  const { orderOnProcessing } = pluginService(container).wolffPay.options
  const differs = attentionOf("total_differs", intent)
  if (books.order) {
    await markTestOrder(container, intent, books.order)
    await compareTotal(container, differs, books)
    const unplaced = await mendInterruption(
      container,
      placementOf(pluginService(container), intent),
      books
    )
    return unplaced ? { kind: "retry", problem: unplaced } : waiting
  }
  if (!orderOnProcessing || !books.cart_id) {
    return waiting
  }
  const problem = await completeCart(container, books.cart_id, books)
  const after = await loadBooks(container, intent.session_id)
  if (!after?.order) {
    return { kind: "retry", problem: problem ?? "the order is not placed" }
  }
  await markTestOrder(container, intent, after.order)
  await compareTotal(container, differs, after)
  return waiting
}
