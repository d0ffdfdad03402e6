import { button } from "../../shared/page/button"
import { deliveryCard } from "../../shared/page/delivery-card"
import type { Html } from "../../shared/page/html"
import { html } from "../../shared/page/html"
import { cards, section, violationsSection } from "../../shared/page/sections"
import type { Context } from "../core/context"
import { DAY_MS, HOUR_MS } from "../core/settings"
import { isOnHold } from "../orders/order-book"
import type { Session } from "../sessions/session"
import { sessionCard } from "./session-card"
import type { View } from "./view"

/** What the page asks for again and again: everything inside `main`. Lists are keyed for the script. */
export function overview(ctx: Context, view: View): Html {
  const { texts } = view
  const { sessions, orders, deliveries, violations } = ctx.state
  const cardOf = (session: Session) => {
    const order = orders.find((one) => one.sessionId === session.id)
    return sessionCard(view, session, order, { onHold: order ? isOnHold(ctx, order) : false })
  }
  return html`
    ${section(view, {
      id: "sessions",
      title: texts.sessions,
      rows: sessions,
      card: cardOf,
      empty: texts.noSessions,
    })}
    <section aria-labelledby="clock-title">
      <h2 id="clock-title">${texts.clock}</h2>
      <p>${texts.clockIntro} ${view.time(ctx.clock.now())}</p>
      ${cards("clock-list", [clockCard(view)])}
    </section>
    ${section(view, {
      id: "webhooks",
      title: texts.webhooks,
      rows: deliveries,
      card: (one) => deliveryCard(view, one, { id: one.invoiceNumber, note: one.generation }),
      empty: texts.noWebhooks,
      intro: webhookTargets(ctx, view),
    })}
    ${violationsSection(view, violations)}
  `
}

function webhookTargets(ctx: Context, { texts }: View): Html {
  const { settings } = ctx.state
  const target = (label: string, urls: readonly (string | null)[]) => {
    const set = urls.filter((one) => one !== null)
    return html`<span>
      ${label}: ${set.length === 0 ? texts.noAddress : set.map((one) => html`<code>${one}</code> `)}
    </span>`
  }
  const paused = settings.webhooksPaused
    ? html`<strong>${texts.webhooksPaused}</strong>`
    : undefined
  return html`${target(texts.sessionWebhooks, [
      settings.sessionWebhookUrl,
      settings.sessionWebhookV3Url,
    ])}<br />${target(texts.orderWebhooks, [settings.orderWebhookUrl, settings.orderWebhookV3Url])}
    ${paused}`
}

function clockCard(view: View): Html {
  const { texts } = view
  const move = (advanceMs: number, label: string) =>
    button({ path: "/sandbox/control/clock", body: { advanceMs }, label, subject: texts.clock })
  return html`<li class="card" data-key="clock">
    <h3 tabindex="-1">${texts.clockTitle}</h3>
    <div class="actions">
      ${move(HOUR_MS, texts.hour)} ${move(DAY_MS, texts.day)} ${move(3 * DAY_MS, texts.threeDays)}
      ${move(15 * DAY_MS, texts.fifteenDays)}
    </div>
  </li>`
}
