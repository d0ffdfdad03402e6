import type { Html } from "../../shared/page/html"
import { html } from "../../shared/page/html"
import type { Action } from "../../shared/page/button"
import { button } from "../../shared/page/button"
import type { Order } from "../orders/order"
import { creditable, outstanding } from "../orders/order"
import type { Session } from "../sessions/session"
import { isOpen } from "../sessions/session"
import type { View } from "./view"

/** One session with its order: what it is, and what can be done to it now. */
export function sessionCard(
  view: View,
  session: Session,
  order: Order | undefined,
  { onHold }: { onHold: boolean }
): Html {
  const { texts } = view
  const { customer } = session
  const name = `${customer.firstName} ${customer.lastName}`
  return html`<li class="card" data-key="${session.id}">
    <h3 tabindex="-1">
      <span class="amount">${view.money(session.total)}</span> ${session.invoiceNumber}, ${name}
    </h3>
    <p class="facts">
      ${view.status(session.status)} ${view.time(session.createdAt)}
      ${customer.type === "b" ? html`<span>${texts.business}</span>` : undefined}
      ${session.declined && !order ? html`<span>${texts.declined}</span>` : undefined}
      <code>${session.billinkNumber}</code>
    </p>
    ${order ? orderFacts(view, order, onHold) : sessionFacts(view, session)}
    <div class="actions">
      ${(order ? orderActions(view, order, onHold) : sessionActions(view, session)).map(button)}
    </div>
  </li>`
}

function sessionFacts(view: View, session: Session): Html | undefined {
  if (!isOpen(session)) return undefined
  const { texts } = view
  return html`<p class="facts">
    <a href="/sandbox/billink/session/${session.id}?lang=${view.language}">${texts.page}</a>
    <span>${texts.expires} ${view.time(session.expiresAt)}</span>
  </p>`
}

function orderFacts(view: View, order: Order, onHold: boolean): Html {
  const { texts } = view
  const money = (label: string, cents: number) => html`<span>${label} ${view.money(cents)}</span>`
  const field =
    creditable(order) > 0
      ? html`<p class="field">
          <label for="amount-${order.orderId}">${texts.amount}</label>
          <input
            id="amount-${order.orderId}"
            data-field="amount"
            data-for="pay credit"
            inputmode="numeric"
            autocomplete="off"
            size="9"
          />
        </p>`
      : undefined
  return html`<p class="facts">
      ${money(texts.outstanding, outstanding(order))} ${money(texts.paid, order.paid)}
      ${money(texts.credited, order.credited)} <span>${workflow(view, order)}</span>
      ${
        onHold && order.holdUntil !== null
          ? html`<span>${texts.onHold} ${view.time(order.holdUntil)}</span>`
          : undefined
      }
    </p>
    ${field}`
}

function workflow(view: View, order: Order): Html {
  const { texts } = view
  if (order.workflowStartedAt !== null) {
    return html`${texts.workflow}: ${texts.workflowStarted} ${view.time(order.workflowStartedAt)}`
  }
  return order.workflowStartsAt === null
    ? html`${texts.workflow}: ${texts.workflowNone}`
    : html`${texts.workflow}: ${texts.workflowAsked} ${view.time(order.workflowStartsAt)}`
}

function sessionActions(view: View, session: Session): Action[] {
  const { texts } = view
  const subject = `${view.money(session.total)} ${session.invoiceNumber}`
  const action = (verb: string, label: string, primary = false): Action => ({
    path: `/sandbox/control/sessions/${session.id}/${verb}`,
    label,
    subject,
    primary,
  })
  const again = session.status === "created" ? [] : [action("send-webhook", texts.sendWebhook)]
  if (!isOpen(session)) return again
  const decide = session.declined
    ? [action("pay-now", texts.payNow, true)]
    : [action("accept", texts.accept, true), action("decline", texts.decline)]
  return [
    ...decide,
    action("cancel", texts.cancel),
    action("fail", texts.fail),
    action("expire", texts.expire),
    ...again,
  ]
}

function orderActions(view: View, order: Order, onHold: boolean): Action[] {
  const { texts } = view
  const subject = `${view.money(order.total)} ${order.invoiceNumber}`
  const action = (verb: string, label: string): Action => ({
    path: `/sandbox/control/orders/${order.orderId}/${verb}`,
    label,
    subject,
  })
  const owes = outstanding(order) > 0
  const left = creditable(order) > 0
  return [
    ...(left && order.workflowStartedAt === null
      ? [action("start-workflow", texts.startWorkflow)]
      : []),
    ...(owes ? [action("pay", texts.pay)] : []),
    ...(left ? [action("credit", texts.credit)] : []),
    ...(owes && !onHold ? [action("hold", texts.hold)] : []),
    ...(onHold ? [action("resume", texts.resume)] : []),
    action("send-webhook", texts.sendWebhook),
  ]
}
