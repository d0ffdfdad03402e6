import type { Context } from "../core/context"
import type { Violation } from "../core/logs"
import type { Reader } from "../terminal/reader"
import { deliveryCard } from "./delivery-card"
import type { Html } from "./html"
import { html } from "./html"
import { paymentCard } from "./payment-card"
import type { View } from "./view"
import { button } from "./view"

const SHOWN = 50

/** What the page asks for again and again: everything inside `main`. Lists are keyed for the script. */
export function overview(ctx: Context, view: View): Html {
  const { texts } = view
  const { payments, refunds, deliveries, readers, violations } = ctx.state
  const withWebhook = new Set(deliveries.map((one) => one.paymentIntentId))
  const paymentCards = newest(payments).map((payment) =>
    paymentCard(
      view,
      payment,
      refunds.filter((refund) => refund.paymentIntentId === payment.id),
      withWebhook.has(payment.id)
    )
  )
  const deliveryCards = newest(deliveries).map((delivery) => deliveryCard(view, delivery))
  return html`
    <section aria-labelledby="payments-title" id="payments">
      <h2 id="payments-title" tabindex="-1">${texts.payments} (${payments.length})</h2>
      ${list("payments-list", paymentCards, texts.noPayments)} ${older(view, payments.length)}
    </section>
    <section aria-labelledby="webhooks-title">
      <h2 id="webhooks-title">${texts.webhooks} (${deliveries.length})</h2>
      <p id="webhook-target">${webhookTarget(ctx, view)}</p>
      ${list("webhooks-list", deliveryCards, texts.noWebhooks)} ${older(view, deliveries.length)}
    </section>
    <section aria-labelledby="readers-title" ${hiddenWhen(readers.length === 0)}>
      <h2 id="readers-title">${texts.readers}</h2>
      ${list(
        "readers-list",
        readers.map((reader) => readerCard(ctx, view, reader)),
        ""
      )}
    </section>
    <section aria-labelledby="violations-title" ${hiddenWhen(violations.length === 0)}>
      <h2 id="violations-title">${texts.violations} (${violations.length})</h2>
      <p>${texts.violationsIntro}</p>
      ${list("violations-list", newest(violations).slice(0, 10).map(violationLine), "")}
    </section>
  `
}

function newest<T>(rows: readonly T[]): T[] {
  return rows.slice(-SHOWN).reverse()
}

function list(id: string, cards: readonly Html[], empty: string): Html {
  const none = cards.length === 0 && empty !== ""
  return html`<ul class="cards" id="${id}">
    ${cards} ${none ? html`<li class="empty" data-key="empty">${empty}</li>` : undefined}
  </ul>`
}

function older(view: View, count: number): Html | undefined {
  return count > SHOWN ? html`<p>${view.texts.older} ${count - SHOWN}</p>` : undefined
}

function hiddenWhen(hidden: boolean): Html | undefined {
  return hidden ? html`hidden` : undefined
}

function webhookTarget(ctx: Context, { texts }: View): Html {
  const { webhookUrl, webhooksPaused } = ctx.state.settings
  if (webhookUrl === null) return html`${texts.noWebhookUrl}`
  const paused = webhooksPaused ? html`<strong>${texts.webhooksPaused}</strong>` : undefined
  return html`${texts.webhooksTo} <code>${webhookUrl}</code> ${paused}`
}

function readerCard(ctx: Context, view: View, reader: Reader): Html {
  const { texts } = view
  const waitingFor = ctx.readers.waitingFor(reader.id)
  const present = (outcome: string, label: string, primary = false) =>
    button({
      path: `/sandbox/control/readers/${reader.id}/present`,
      body: { outcome },
      label,
      subject: reader.label,
      primary,
    })
  const buttons = waitingFor
    ? [
        present("tap", texts.tap, true),
        present("decline", texts.decline),
        present("cancel", texts.walkAway),
      ]
    : []
  const state = waitingFor
    ? html`${texts.waitingFor} <code>${waitingFor}</code>`
    : html`${reader.disabled ? texts.disabled : texts.idle}`
  return html`<li class="card" data-key="${reader.id}">
    <h3 tabindex="-1">${reader.label}</h3>
    <p class="facts"><code>${reader.id}</code> <span>${state}</span></p>
    <div class="actions">${buttons}</div>
  </li>`
}

function violationLine(violation: Violation, index: number): Html {
  const { at, rule, method, path, detail } = violation
  return html`<li class="card" data-key="${at}-${index}">
    <strong>${rule}</strong> <code>${method} ${path}</code> ${detail}
  </li>`
}
