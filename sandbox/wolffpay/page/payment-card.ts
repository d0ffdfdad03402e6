import type { Action } from "../../shared/page/button"
import { button } from "../../shared/page/button"
import { isOpen } from "../payments/payment-machine"
import type { Payment } from "../payments/payment"
import { ONLINE_METHODS } from "../payments/payment"
import type { Refund } from "../refunds/refund"
import type { Html } from "../../shared/page/html"
import { html } from "../../shared/page/html"
import { REFUND_DONE } from "./i18n"
import type { View } from "./view"

/** One payment: what it is, and what can be done to it now. */
export function paymentCard(
  view: View,
  payment: Payment,
  refunds: readonly Refund[],
  hasWebhook: boolean
): Html {
  const { texts } = view
  const amount = view.money(payment.amount, payment.currency)
  return html`<li class="card" data-key="${payment.id}">
    <h3 tabindex="-1"><span class="amount">${amount}</span> ${payment.description}</h3>
    <p class="facts">
      ${view.status(payment.status)} ${view.time(payment.createdAt)}
      ${payment.method ? html`<span>${payment.method}</span>` : undefined}
      ${payment.foreign ? html`<span>${texts.foreign}</span>` : undefined}
      <code>${payment.id}</code>
    </p>
    ${refundLines(view, refunds)} ${fields(view, payment)}
    <div class="actions">${actions(view, payment, hasWebhook).map(button)}</div>
  </li>`
}

function actions(view: View, payment: Payment, hasWebhook: boolean): Action[] {
  const { texts } = view
  const subject = `${view.money(payment.amount, payment.currency)} ${payment.description}`
  const control = (verb: string, label: string, primary = false): Action => ({
    path: `/sandbox/control/payments/${payment.id}/${verb}`,
    label,
    subject,
    primary,
  })
  const again = hasWebhook ? [control("send-webhook", texts.sendWebhook)] : []
  switch (payment.status) {
    case "processing":
      return [control("succeed", texts.succeed, true), control("fail", texts.fail), ...again]
    case "requires_capture":
      return [
        control("capture", texts.capture, true),
        control("cancel", texts.cancel),
        control("expire", texts.expire),
        ...again,
      ]
    case "succeeded":
      return [control("refund", texts.refund), control("fail", texts.takeBack), ...again]
    case "canceled":
    case "failed":
      return again
    default:
      return [...payActions(view, payment, subject), control("cancel", texts.cancel), ...again]
  }
}

/** Through the shopper's side, so that the payment knows its method. A card at the counter goes by the reader. */
function payActions(view: View, payment: Payment, subject: string): Action[] {
  const method = ONLINE_METHODS.find((one) => payment.paymentMethodTypes.includes(one))
  if (!method) return []
  const pay = (outcome: string, label: string, primary = false): Action => ({
    path: "/sandbox/pay",
    body: { clientSecret: payment.clientSecret, method, outcome },
    label,
    subject,
    primary,
  })
  const { texts } = view
  return [
    pay("succeed", texts.pay, true),
    pay("decline", texts.decline),
    pay("process", texts.process),
    ...(payment.status === "requires_action" ? [] : [pay("require_action", texts.requireAction)]),
  ]
}

function fields(view: View, payment: Payment): Html | undefined {
  const { texts } = view
  if (payment.status === "succeeded") {
    return html`<p class="field">
      <label for="refund-${payment.id}">${texts.refundAmount}</label>
      <input
        id="refund-${payment.id}"
        data-field="amount"
        inputmode="numeric"
        autocomplete="off"
        size="9"
      />
    </p>`
  }
  if (!isOpen(payment.status) || payment.paymentMethodTypes.length < 2) return undefined
  return html`<p class="field">
    <label for="method-${payment.id}">${texts.method}</label>
    <select id="method-${payment.id}" data-field="method">
      ${payment.paymentMethodTypes.map((one) => html`<option>${one}</option>`)}
    </select>
  </p>`
}

function refundLines(view: View, refunds: readonly Refund[]): Html | undefined {
  if (refunds.length === 0) return undefined
  return html`<ul class="refunds">
    ${refunds.map((refund) => refundLine(view, refund))}
  </ul>`
}

function refundLine(view: View, refund: Refund): Html {
  const amount = view.money(refund.amount, refund.currency)
  const path = `/sandbox/control/refunds/${refund.id}/finish`
  const finish = (status: string, label: string) =>
    button({ path, body: { status }, label, subject: `${view.texts.refund} ${amount}` })
  const state =
    refund.status === "succeeded"
      ? html`<span class="status status-refunded">${REFUND_DONE[view.language]}</span>`
      : view.status(refund.status)
  const buttons =
    refund.status === "pending"
      ? [finish("succeeded", view.texts.succeed), finish("failed", view.texts.fail)]
      : []
  return html`<li>${amount} ${state} <code>${refund.id}</code> ${buttons}</li>`
}
