import type { Context } from "../core/context"
import type { Reader } from "../terminal/reader"
import type { Action } from "../../shared/page/button"
import { button } from "../../shared/page/button"
import type { Html } from "../../shared/page/html"
import { html } from "../../shared/page/html"
import type { View } from "./view"

/** How late a late answer is: longer than a till wants to wait, shorter than a shopper goes away. */
const LATE_MS = 20_000

/** Every reader as the device that stands on the counter. */
export function readersOverview(ctx: Context, view: View): Html {
  const { readers } = ctx.state
  const cards = readers.map((reader) => device(ctx, view, reader))
  const none = html`<li class="empty" data-key="empty">${view.texts.noReaders}</li>`
  return html`<section aria-labelledby="readers-title" class="wide">
    <h2 id="readers-title" tabindex="-1">${view.texts.readers} (${readers.length})</h2>
    <ul class="cards devices" id="readers-list">
      ${cards.length > 0 ? cards : none}
    </ul>
  </section>`
}

function device(ctx: Context, view: View, reader: Reader): Html {
  const { texts } = view
  const paymentId = ctx.readers.waitingFor(reader.id)
  const payment = ctx.state.payments.find((one) => one.id === paymentId)
  const screen = payment
    ? html`<strong class="amount">${view.money(payment.amount, payment.currency)}</strong>
        <span>${texts.presentCard}</span>`
    : html`<span>${restingText(view, reader)}</span>`
  const facts = payment ? html`<code>${payment.id}</code>` : undefined
  return html`<li class="card device" data-key="${reader.id}">
    <h3 tabindex="-1">${reader.label}</h3>
    <p class="screen">${screen}</p>
    <p class="facts"><code>${reader.id}</code> <code>${reader.locationId}</code> ${facts}</p>
    <div class="actions">${buttons(view, reader, payment !== undefined)}</div>
  </li>`
}

function restingText({ texts }: View, reader: Reader): string {
  if (!reader.plugged) return texts.noPower
  if (reader.disabled) return texts.disabled
  if (reader.collected) return texts.cardRead
  return reader.shows ? texts[reader.shows] : texts.ready
}

function buttons({ texts }: View, reader: Reader, isWaiting: boolean): Html[] {
  const path = `/sandbox/control/readers/${reader.id}`
  const act = (label: string, more: Omit<Action, "label" | "subject">) =>
    button({ ...more, label, subject: reader.label })
  const present = (label: string, body: Record<string, unknown>, primary = false) =>
    act(label, { path: `${path}/present`, body, primary })
  const card = [
    present(texts.tap, { outcome: "tap" }, true),
    present(texts.tapDeclined, { outcome: "decline" }),
    present(texts.tapLate, { outcome: "tap", answerAfterMs: LATE_MS }),
    present(texts.cancelOnDevice, { outcome: "cancel" }),
  ]
  const plug = reader.plugged
    ? act(texts.pullPlug, { path, body: { plugged: false } })
    : act(texts.putPlug, { path, body: { plugged: true }, primary: true })
  return [...(isWaiting ? card : []), plug]
}
