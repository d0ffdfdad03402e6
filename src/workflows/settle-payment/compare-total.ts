import type { MedusaContainer } from "@medusajs/framework/types"
import { toMinorUnits } from "../../modules/wolffpay/money"
import type { AttentionInput } from "../../modules/wolffpay/tables/attentions"
import { pluginService } from "../plugin-service"
import type { Books } from "./load-books"

/**
 * Core compares nothing: a cart that changes while it is completed gives an order of another amount (R4). `attention` tells
 * what was paid, and is raised when the order's total is not that.
 */
export async function compareTotal(
  container: MedusaContainer,
  attention: AttentionInput,
  books: Books
): Promise<void> {
  const { order } = books
  // An edited order, or a collection for a difference, rightly has another total.
  if (!order || !books.cart_id || order.version > 1) {
    return
  }
  const total = toMinorUnits(order.total)
  if (total !== attention.amount_wolffpay) {
    await pluginService(container).flagAttention({
      ...attention,
      order_id: order.id,
      payment_id: books.payment?.id ?? null,
      amount_medusa: total,
    })
  }
}
