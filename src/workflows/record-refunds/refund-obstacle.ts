import type { MedusaContainer } from "@medusajs/framework/types"
import { toMinorUnits } from "../../modules/wolffpay/money"
import { loadBooks } from "../settle-payment/load-books"
import { creditDue } from "./credit-due"
import { hasOpenChange, readAccount } from "./order-account"

/**
 * What would keep core from booking a refund after its money has moved, in words for the merchant: core then answers 400 for a
 * refund that was made. Amount in minor units; none is all of the payment.
 */
export async function refundObstacle(
  container: MedusaContainer,
  sessionId: string,
  amount: number | undefined
): Promise<string | undefined> {
  const { order, payment } = (await loadBooks(container, sessionId)) ?? {}
  if (!order || !payment || !(await hasOpenChange(container, order.id))) {
    return undefined
  }
  const { pending } = await readAccount(container, order.id)
  return creditDue(pending, amount ?? toMinorUnits(payment.amount)) > 0
    ? "A change of this order is open (an edit, a return, a claim or an exchange). Confirm or cancel it, then refund. No money was moved."
    : undefined
}
