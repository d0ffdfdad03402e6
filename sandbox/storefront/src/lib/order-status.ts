export type OrderStatus = "paid" | "authorized" | "pending" | "refunded" | "canceled"

/** What a shopper needs to know of Medusa's payment states. */
export function orderStatus(order: { payment_status: string; status?: string }): OrderStatus {
  if (order.payment_status === "refunded") {
    return "refunded"
  }
  if (order.payment_status === "canceled" || order.status === "canceled") {
    return "canceled"
  }
  if (order.payment_status === "authorized") {
    return "authorized"
  }
  return ["captured", "partially_refunded"].includes(order.payment_status) ? "paid" : "pending"
}

/** Whether the payment may still come to more by itself, so that looking again makes sense. */
export function isOnItsWay(status: OrderStatus): boolean {
  return status === "pending" || status === "authorized"
}
