import type { MedusaContainer } from "@medusajs/framework/types"
import { processPaymentWorkflow } from "@medusajs/medusa/core-flows"
import { PaymentActions } from "@medusajs/framework/utils"
import type { Books } from "./load-books"
import { problemOf } from "./problem-of"

/** The payment's own amount, not the rounded one: a total of 29.282 is captured in full by 29.282. */
export async function capturePayment(
  container: MedusaContainer,
  books: Books
): Promise<string | undefined> {
  const { errors } = await processPaymentWorkflow(container).run({
    input: {
      action: PaymentActions.SUCCESSFUL,
      data: {
        session_id: books.session.id,
        amount: books.payment?.amount ?? books.session.amount,
      },
    },
    throwOnError: false,
  })
  return problemOf(errors)
}
