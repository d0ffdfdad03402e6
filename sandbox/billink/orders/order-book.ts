import { ApplicationError } from "../core/application-error"
import type { Context } from "../core/context"
import { euros } from "../core/money"
import { DAY_MS } from "../core/settings"
import { findSession } from "../sessions/find-session"
import type { Session } from "../sessions/session"
import { orderPayload } from "../webhooks/payloads"
import type { Booking, Order, OrderEvent } from "./order"
import { creditable, outstanding } from "./order"

const FIRST_ORDER = 700_000
export const MAX_HOLD_DAYS = 14

export function placeOrder(ctx: Context, session: Session): Order {
  const number = FIRST_ORDER + ++ctx.state.sequence
  const order: Order = {
    orderId: String(number),
    invoiceNumber: session.invoiceNumber,
    billinkNumber: session.billinkNumber,
    sessionId: session.id,
    customerEmail: session.customer.email.toLowerCase(),
    workflowNumber: session.workflowNumber,
    workflowId: String(number - FIRST_ORDER + 100),
    customInvoiceId: session.customInvoiceId,
    total: session.total,
    credited: 0,
    paid: 0,
    placedAt: ctx.clock.now(),
    workflowRequestedAt: null,
    workflowStartsAt: null,
    workflowStartedAt: null,
    workflowCalls: 0,
    holdUntil: null,
    bookings: [],
    messages: [],
  }
  ctx.state.orders.push(order)
  emitOrder(ctx, order, "order_placed")
  return order
}

/** By the merchant's number (4.5), as the order calls name it. Undefined where nothing was accepted under it. */
export function findOrder(ctx: Context, invoiceNumber: string): Order | undefined {
  return ctx.state.orders.find((one) => one.invoiceNumber === invoiceNumber)
}

/** For the switchboard: by the merchant's or Billink's number, the order's or the session's id. Throws 404. */
export function requireOrder(ctx: Context, key: string): Order {
  const order = ctx.state.orders.find((one) =>
    [one.invoiceNumber, one.billinkNumber, one.orderId, one.sessionId].includes(key)
  )
  if (order) return order
  findSession(ctx, key)
  throw new ApplicationError("704", "The session has no order yet")
}

export function emitOrder(ctx: Context, order: Order, event: OrderEvent): void {
  ctx.webhooks.emit({
    kind: "order",
    event,
    invoiceNumber: order.invoiceNumber,
    payload: orderPayload(order, event, ctx.clock.now(), ctx.state.settings),
  })
}

/** The merchant's "it was delivered" (2.4). Refuses with 707 the second time, 706 when nothing is left to bill. */
export function requestWorkflow(ctx: Context, order: Order): void {
  order.workflowCalls += 1
  if (order.workflowRequestedAt !== null) {
    throw new ApplicationError("707", "Order workflow is already started")
  }
  if (creditable(order) === 0) throw new ApplicationError("706", "Order is fully credited")
  order.workflowRequestedAt = ctx.clock.now()
  startWorkflowAt(ctx, order, ctx.clock.now() + ctx.state.settings.workflowDelayMs)
}

export function startWorkflowAt(ctx: Context, order: Order, at: number): void {
  order.workflowStartsAt = at
  ctx.scheduler.schedule(`workflow:${order.invoiceNumber}`, at, () => {
    if (order.workflowStartedAt !== null || creditable(order) === 0) return
    order.workflowStartedAt = ctx.clock.now()
    emitOrder(ctx, order, "order_workflow_started")
    void ctx.commit()
  })
}

export interface Transfer {
  /** Cents. */
  amount: number
  by: Booking["by"]
  description?: string
  returnCosts?: number
}

/** Money of the customer, told by the merchant (2.6) or received by Billink. */
export function addPayment(ctx: Context, order: Order, transfer: Transfer): void {
  const open = outstanding(order)
  if (open === 0) throw new ApplicationError("707", "Order is already paid")
  if (transfer.amount > open) {
    throw new ApplicationError("707", `Only ${euros(open)} EURO is outstanding`)
  }
  order.paid += transfer.amount
  book(ctx, order, "payment", transfer)
  if (outstanding(order) > 0) return emitOrder(ctx, order, "partial_payment_added")
  emitPaid(ctx, order)
}

/** Less to pay, or money back (2.5). Gives the documents' message. */
export function addCredit(ctx: Context, order: Order, transfer: Transfer): string {
  const { settings } = ctx.state
  const left = creditable(order)
  if (transfer.amount > left) {
    throw new ApplicationError("707", `Credit cannot be applied: ${euros(left)} EURO is left`)
  }
  if (order.workflowRequestedAt === null && !settings.creditBeforeWorkflow) {
    throw new ApplicationError("708", "Credit cannot be applied before the workflow was started")
  }
  const open = outstanding(order)
  if (transfer.amount > open && !settings.bankAccountKnown) {
    throw new ApplicationError("709", "No bank account known to pay back to")
  }
  order.credited += transfer.amount
  book(ctx, order, "credit", transfer)
  const done = `Credit applied: ${euros(transfer.amount)} EURO; `
  if (creditable(order) === 0) {
    emitOrder(ctx, order, "order_fully_accredited")
    return `${done}Order paid.`
  }
  emitOrder(ctx, order, "partial_credit_added")
  if (outstanding(order) > 0) return `${done}step restarted.`
  if (open > 0) emitPaid(ctx, order)
  return `${done}Order paid.`
}

/** No reminders for so many days (2.7). */
export function putOnHold(ctx: Context, order: Order, days: number): void {
  if (days > MAX_HOLD_DAYS) {
    throw new ApplicationError("403", `An order can be on hold for ${MAX_HOLD_DAYS} days at most`)
  }
  if (outstanding(order) === 0) throw new ApplicationError("701", "Order cannot be put on hold")
  order.holdUntil = ctx.clock.now() + days * DAY_MS
  emitOrder(ctx, order, "order_on_hold")
}

/** No event tells of it (3.2). */
export function resumeOrder(ctx: Context, order: Order): void {
  if (!isOnHold(ctx, order)) throw new ApplicationError("701", "Order is not on hold")
  order.holdUntil = null
}

export function isOnHold(ctx: Context, order: Order): boolean {
  return order.holdUntil !== null && order.holdUntil > ctx.clock.now()
}

function emitPaid(ctx: Context, order: Order): void {
  emitOrder(ctx, order, "order_paid")
  const owes = ctx.state.orders.some(
    (one) => one.customerEmail === order.customerEmail && outstanding(one) > 0
  )
  if (!owes) emitOrder(ctx, order, "customer_fully_paid")
}

function book(ctx: Context, order: Order, kind: Booking["kind"], transfer: Transfer): void {
  const { amount, by, description = "", returnCosts = 0 } = transfer
  order.bookings.push({ at: ctx.clock.iso(), kind, amount, by, description, returnCosts })
}
