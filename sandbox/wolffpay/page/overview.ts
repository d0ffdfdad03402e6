import { button } from "../../shared/page/button"
import { deliveryCard } from "../../shared/page/delivery-card"
import type { Html } from "../../shared/page/html"
import { html } from "../../shared/page/html"
import { cards, section, violationsSection } from "../../shared/page/sections"
import type { Context } from "../core/context"
import type { Payment } from "../payments/payment"
import type { Reader } from "../terminal/reader"
import { paymentCard } from "./payment-card"
import type { View } from "./view"

/** What the page asks for again and again: everything inside `main`. Lists are keyed for the script. */
export function overview(ctx: Context, view: View): Html {
  const { texts } = view
  const { payments, refunds, deliveries, readers, violations } = ctx.state
  const withWebhook = new Set(deliveries.map((one) => one.paymentIntentId))
  const cardOf = (payment: Payment) => {
    const ofIt = refunds.filter((refund) => refund.paymentIntentId === payment.id)
    return paymentCard(view, payment, ofIt, withWebhook.has(payment.id))
  }
  return html`
    ${section(view, {
      id: "payments",
      title: texts.payments,
      rows: payments,
      card: cardOf,
      empty: texts.noPayments,
    })}
    <section aria-labelledby="readers-title" ${readers.length === 0 ? html`hidden` : undefined}>
      <h2 id="readers-title">${texts.readers}</h2>
      ${cards(
        "readers-list",
        readers.map((reader) => readerCard(ctx, view, reader))
      )}
    </section>
    ${section(view, {
      id: "webhooks",
      title: texts.webhooks,
      rows: deliveries,
      card: (one) => deliveryCard(view, one, { id: one.paymentIntentId }),
      empty: texts.noWebhooks,
      intro: webhookTarget(ctx, view),
    })}
    ${violationsSection(view, violations)}
  `
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
