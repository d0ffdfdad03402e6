export type OrderStatus = "paid" | "authorized" | "pending" | "failed" | "refunded" | "canceled"

interface Payable {
  payment_status: string
  status?: string
  payment_collections?: { payment_sessions?: { status: string }[] }[] | null
}

/** What a shopper needs to know of Medusa's payment states. */
export function orderStatus(order: Payable): OrderStatus {
  if (order.payment_status === "refunded") {
    return "refunded"
  }
  if (order.payment_status === "canceled" || order.status === "canceled") {
    return "canceled"
  }
  if (order.payment_status === "authorized") {
    return "authorized"
  }
  if (["captured", "partially_refunded"].includes(order.payment_status)) {
    return "paid"
  }
  return hasFailed(order) ? "failed" : "pending"
}

/** A debit that failed after the order was placed: to Medusa the order waits for its payment as before. */
function hasFailed({ payment_collections }: Payable) {
  const sessions = payment_collections?.flatMap((one) => one.payment_sessions ?? []) ?? []
  return sessions.length > 0 && sessions.every(({ status }) => status === "error")
}

/** Whether the payment may still come to more by itself, so that looking again makes sense. */
export function isOnItsWay(status: OrderStatus): boolean {
  return status === "pending" || status === "authorized"
}
