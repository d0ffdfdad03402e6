import type { MedusaContainer } from "@medusajs/framework/types"
import { completeCartWorkflow } from "@medusajs/medusa/core-flows"
import type { PaymentIntentRow } from "../../modules/wolffpay/tables/payment-intents"
import { pluginService } from "../plugin-service"
import { type Books, loadBooks } from "./load-books"
import { type SettleOutcome, waiting } from "./outcome"
import { problemOf } from "./problem-of"

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
  const { errors } = await completeCartWorkflow(container).run({
    input: { id: books.cart_id },
    throwOnError: false,
  })
  const after = await loadBooks(container, intent.session_id)
  return after?.order
    ? waiting
    : {
        kind: "retry",
        problem: problemOf(errors) ?? "the order is not placed",
      }
}
