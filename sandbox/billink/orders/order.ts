export const ORDER_EVENTS = [
  "order_placed",
  "order_workflow_started",
  "partial_payment_added",
  "order_paid",
  "partial_credit_added",
  "order_fully_accredited",
  "customer_fully_paid",
  "order_on_hold",
] as const

/** What an order webhook can say (3.2). */
export type OrderEvent = (typeof ORDER_EVENTS)[number]

/** Money that moved. Amounts in cents. */
export interface Booking {
  at: string
  kind: "payment" | "credit"
  amount: number
  by: "merchant" | "billink"
  description: string
  /** Withheld by the merchant when crediting (2.5). */
  returnCosts: number
}

/** Times are milliseconds of the sandbox's clock, amounts cents. */
export interface Order {
  orderId: string
  invoiceNumber: string
  billinkNumber: string
  sessionId: string
  customerEmail: string
  workflowNumber: string
  workflowId: string
  customInvoiceId: string | null
  total: number
  credited: number
  paid: number
  placedAt: number
  /** The merchant's call. */
  workflowRequestedAt: number | null
  workflowStartsAt: number | null
  workflowStartedAt: number | null
  /** Calls that asked for the workflow, repeats included. */
  workflowCalls: number
  holdUntil: number | null
  bookings: Booking[]
  messages: string[]
}

/** What the customer still has to pay. */
export function outstanding(order: Order): number {
  return Math.max(order.total - order.credited - order.paid, 0)
}

/** What can still be credited: also what was paid, which then goes back. */
export function creditable(order: Order): number {
  return order.total - order.credited
}
