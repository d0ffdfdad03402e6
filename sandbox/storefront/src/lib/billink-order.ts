import type { HttpTypes } from "@medusajs/types"
import { statusOf } from "./problem"

export type Answer =
  | { state: "order"; orderId: string }
  /** Ask again. */
  | { state: "open" }
  /** There will be no order; in the shop's words. */
  | { state: "refused"; message: string }

/** What completing a cart says of its Billink payment. Never rejects: no answer says nothing about the payment. */
export async function askForOrder(
  complete: () => Promise<HttpTypes.StoreCompleteCartResponse>
): Promise<Answer> {
  try {
    const answer = await complete()
    if (answer.type === "order") {
      return { state: "order", orderId: answer.order.id }
    }
    const { type, message } = answer.error
    return type === "payment_authorization_error"
      ? { state: "refused", message }
      : { state: "open" }
  } catch (error) {
    const message = error instanceof Error ? error.message : ""
    return statusOf(error) === 400 ? { state: "refused", message } : { state: "open" }
  }
}
