import { CommonControl } from "../../shared/control/common-control"
import type { Violation } from "../../shared/core/logs"
import { Refusal } from "../../shared/core/refusal"
import type { Context } from "../core/context"
import type { RequestLogEntry } from "../core/logs"
import type { Settings } from "../core/settings"
import type { SettingsPatch } from "../core/settings-patch"
import { parseSettingsPatch } from "../core/settings-patch"
import { parseFaults } from "../faults/fault-request"
import type { ActiveFault, FaultRule } from "../faults/fault-rule"
import type { Order, OrderEvent } from "../orders/order"
import { creditable, outstanding } from "../orders/order"
import {
  addCredit,
  addPayment,
  putOnHold,
  requestWorkflow,
  requireOrder,
  resumeOrder,
} from "../orders/order-book"
import { findSession } from "../sessions/find-session"
import type { Session, SessionStatus } from "../sessions/session"
import type { Details } from "../sessions/session-book"
import {
  acceptSession,
  declineSession,
  endSession,
  openSession,
  payNow,
} from "../sessions/session-book"
import type { Delivery } from "../webhooks/delivery"
import { startNow } from "./billink-desk"
import type { Forgery } from "./forge"
import { forgeWebhook } from "./forge"
import type { LedgerLine } from "./ledger"
import { ledgerOf } from "./ledger"
import { sendAgain } from "./send-again"

export interface StateDump {
  now: string
  settings: Settings
  sessions: Session[]
  orders: Order[]
  deliveries: Delivery[]
  ledger: LedgerLine[]
  faults: ActiveFault[]
  requests: RequestLogEntry[]
  violations: Violation[]
}

/**
 * The switchboard: what the shopper, Billink's people and the network do. Sessions and orders are named by session id
 * or invoice number. What is not possible throws a {@link Refusal}. Every change is on the disk before its promise resolves.
 */
export class Control extends CommonControl<Delivery, FaultRule, Settings> {
  constructor(
    private readonly ctx: Context,
    restart: () => void
  ) {
    super(ctx, restart)
  }

  /** A copy of everything: changing it changes nothing. */
  state(): StateDump {
    const { ctx } = this
    const { settings, sessions, orders, deliveries, requests, violations } = ctx.state
    return structuredClone({
      now: ctx.clock.iso(),
      settings,
      sessions,
      orders,
      deliveries,
      ledger: ledgerOf(ctx.state),
      faults: ctx.faults.list(),
      requests,
      violations,
    })
  }

  session(key: string): Session {
    return structuredClone(findSession(this.ctx, key))
  }

  order(key: string): Order {
    return structuredClone(requireOrder(this.ctx, key))
  }

  settings(patch: SettingsPatch): Promise<Settings> {
    return this.changeSettings(() => parseSettingsPatch(patch))
  }

  /** Orders faults; see the README for the kinds. */
  addFaults(rules: FaultRule | FaultRule[]): Promise<ActiveFault[]> {
    return this.orderFaults(() => parseFaults(rules))
  }

  /** The shopper arrives on Billink's page. */
  open(key: string): Promise<Session> {
    return this.onSession(key, (session) => openSession(this.ctx, session))
  }

  /** The check says yes, and there is an order. What the page would ask for is made up when absent. */
  accept(key: string, details: Details = {}): Promise<Session> {
    return this.onSession(key, (session) => acceptSession(this.ctx, session, details))
  }

  /** The check says no; what follows is the setting `declineOutcome`. */
  decline(key: string): Promise<Session> {
    return this.onSession(key, (session) => declineSession(this.ctx, session))
  }

  /** After a decline, the shopper pays Billink at once. */
  payNow(key: string): Promise<Session> {
    return this.onSession(key, (session) => payNow(this.ctx, session))
  }

  cancel(key: string): Promise<Session> {
    return this.onSession(key, (session) => endSession(this.ctx, session, "cancelled"))
  }

  fail(key: string): Promise<Session> {
    return this.onSession(key, (session) => endSession(this.ctx, session, "failed"))
  }

  expire(key: string): Promise<Session> {
    return this.onSession(key, (session) => endSession(this.ctx, session, "session_expired"))
  }

  /** Billink starts the workflow itself, or at once where the merchant's start still waits. */
  startWorkflow(key: string): Promise<Order> {
    return this.onOrder(key, (order) => {
      if (order.workflowRequestedAt === null) requestWorkflow(this.ctx, order)
      startNow(this.ctx, order)
    })
  }

  /** The customer pays Billink. Amount in cents, all that is outstanding when absent. */
  pay(key: string, { amount }: { amount?: number } = {}): Promise<Order> {
    return this.onOrder(key, (order) =>
      addPayment(this.ctx, order, { amount: amount ?? outstanding(order), by: "billink" })
    )
  }

  /** A credit made at Billink's side: no call of the merchant. Amount in cents, all when absent. */
  credit(key: string, { amount }: { amount?: number } = {}): Promise<Order> {
    return this.onOrder(key, (order) => {
      const left = creditable(order)
      if (left === 0) throw new Refusal(409, "Nothing is left to credit")
      addCredit(this.ctx, order, { amount: amount ?? left, by: "billink" })
    })
  }

  hold(key: string, { days = 14 }: { days?: number } = {}): Promise<Order> {
    return this.onOrder(key, (order) => putOnHold(this.ctx, order, days))
  }

  resume(key: string): Promise<Order> {
    return this.onOrder(key, (order) => resumeOrder(this.ctx, order))
  }

  /** The last webhook about a session or its order once more; with an event, a new one. */
  sendWebhook(key: string, event?: SessionStatus | OrderEvent): Promise<Delivery[]> {
    return this.change(() => sendAgain(this.ctx, key, event))
  }

  /** A webhook that tells of nothing that happened. */
  forge(forgery: Forgery): Promise<Delivery> {
    return this.change(() => forgeWebhook(this.ctx, forgery))
  }

  private onSession(key: string, act: (session: Session) => unknown): Promise<Session> {
    return this.change(() => {
      const session = findSession(this.ctx, key)
      act(session)
      return session
    })
  }

  private onOrder(key: string, act: (order: Order) => unknown): Promise<Order> {
    return this.change(() => {
      const order = requireOrder(this.ctx, key)
      act(order)
      return order
    })
  }
}
