import { Refusal } from "../../shared/core/refusal"
import type { Context } from "../core/context"
import { addPayment, placeOrder } from "../orders/order-book"
import type { Order } from "../orders/order"
import { sessionPayload } from "../webhooks/payloads"
import type { Session, SessionRequest, SessionStatus } from "./session"
import { isOpen } from "./session"

export function addSession(ctx: Context, request: SessionRequest): Session {
  const { settings } = ctx.state
  const now = ctx.clock.now()
  const session: Session = {
    ...request,
    id: ctx.ids.session(),
    transactionId: ctx.ids.transaction(),
    customerId: String(40_000 + ++ctx.state.sequence),
    billinkNumber: `${settings.invoicePrefix}${request.invoiceNumber}`,
    status: "created",
    declined: false,
    createdAt: now,
    expiresAt: now + settings.sessionLifetimeMs,
  }
  ctx.state.sessions.push(session)
  expireLater(ctx, session)
  return session
}

export function expireLater(ctx: Context, session: Session): void {
  ctx.scheduler.schedule(`expire:${session.id}`, session.expiresAt, () => {
    if (!isOpen(session)) return
    end(ctx, session, "session_expired")
    void ctx.commit()
  })
}

/** The shopper sees the page for the first time. Seeing it again changes nothing. */
export function openSession(ctx: Context, session: Session): void {
  if (session.status !== "created") return
  session.status = "session_active"
  emitSession(ctx, session, "session_active")
}

/** What the shopper filled in on the page; empty: what the sandbox makes up. */
export interface Details {
  birthdate?: string
  companyNumber?: string
}

/** The check said yes: there is an order (5). */
export function acceptSession(ctx: Context, session: Session, details: Details = {}): Order {
  begin(ctx, session)
  if (session.declined) throw new Refusal(409, "The check of this session was declined")
  return place(ctx, session, details)
}

/** After a decline the shopper pays Billink at once (headline 8). */
export function payNow(ctx: Context, session: Session): Order {
  begin(ctx, session)
  if (!session.declined) throw new Refusal(409, "The check of this session was not declined")
  const order = place(ctx, session, {})
  addPayment(ctx, order, { amount: order.total, by: "billink", description: "Paid at once" })
  return order
}

export function declineSession(ctx: Context, session: Session): void {
  begin(ctx, session)
  if (ctx.state.settings.declineOutcome === "failed") return end(ctx, session, "failed")
  session.declined = true
}

export function endSession(
  ctx: Context,
  session: Session,
  status: "cancelled" | "failed" | "session_expired"
): void {
  if (status === "session_expired") requireOpen(session)
  else begin(ctx, session)
  end(ctx, session, status)
}

export function emitSession(ctx: Context, session: Session, status: SessionStatus): void {
  ctx.webhooks.emit({
    kind: "session",
    event: status,
    invoiceNumber: session.invoiceNumber,
    payload: sessionPayload(session, status),
  })
}

function begin(ctx: Context, session: Session): void {
  requireOpen(session)
  openSession(ctx, session)
}

function requireOpen(session: Session): void {
  if (!isOpen(session)) throw new Refusal(409, `The session is ${session.status}`)
}

function place(ctx: Context, session: Session, details: Details): Order {
  const { customer } = session
  const made = customer.type === "b" ? { companyNumber: "12345678" } : { birthdate: "01-02-1985" }
  customer.birthdate ||= details.birthdate ?? made.birthdate ?? ""
  customer.companyNumber ||= details.companyNumber ?? made.companyNumber ?? ""
  end(ctx, session, "order_created")
  return placeOrder(ctx, session)
}

function end(ctx: Context, session: Session, status: SessionStatus): void {
  session.status = status
  ctx.scheduler.cancel(`expire:${session.id}`)
  emitSession(ctx, session, status)
}
