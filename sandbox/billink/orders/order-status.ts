import type { Context } from "../core/context"
import { DAY_MS } from "../core/settings"
import type { Order } from "./order"
import { creditable, outstanding } from "./order"
import { isOnHold } from "./order-book"

/** 4.1 */
const PAYMENT_TERM_MS = 14 * DAY_MS

export interface OrderStatus {
  /** -1 not found, 0 unpaid, 1 paid, 2 open (2.9). */
  status: "-1" | "0" | "1" | "2"
  /** The name of the current step. */
  description: string
  /** The merchant has its money. */
  paidOut: boolean
}

export function statusOf(ctx: Context, order: Order | undefined): OrderStatus {
  if (!order) return { status: "-1", description: "Order not found", paidOut: false }
  if (outstanding(order) === 0) {
    return { status: "1", description: "No steps given", paidOut: creditable(order) > 0 }
  }
  if (isOnHold(ctx, order)) return { status: "2", description: "On hold", paidOut: false }
  if (order.workflowRequestedAt === null) {
    return { status: "2", description: "No steps given", paidOut: false }
  }
  if (order.workflowStartedAt === null) {
    return { status: "2", description: "Wait for start", paidOut: false }
  }
  return ctx.clock.now() < order.workflowStartedAt + PAYMENT_TERM_MS
    ? { status: "2", description: "Wait for payment", paidOut: false }
    : { status: "0", description: "Reminder", paidOut: false }
}
