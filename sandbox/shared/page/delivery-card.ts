import type { DeliveryAttempt, QueuedDelivery } from "../webhooks/delivery"
import { button } from "./button"
import type { Html } from "./html"
import { html } from "./html"
import type { PageView } from "./page-view"

interface About {
  /** The payment or invoice that it is about. */
  id: string
  note?: string
}

/** One webhook of the log with every answer that it got. */
export function deliveryCard(view: PageView, delivery: QueuedDelivery, about: About): Html {
  const { texts } = view
  return html`<li class="card" data-key="${delivery.id}">
    <h3 tabindex="-1">${delivery.event}</h3>
    <p class="facts">
      ${view.status(delivery.state)} ${view.time(delivery.createdAt)}
      ${about.note === undefined ? undefined : html`<span>${about.note}</span>`}
      <code>${about.id}</code>
    </p>
    <ol class="attempts">
      ${delivery.attempts.slice(-6).map((attempt) => attemptLine(view, attempt))}
    </ol>
    ${
      delivery.nextAttemptAt === null || delivery.attempts.length === 0
        ? undefined
        : html`<p>${texts.nextAttempt} ${view.time(delivery.nextAttemptAt)}</p>`
    }
    <details>
      <summary>${texts.body}</summary>
      <pre tabindex="0">${JSON.stringify(JSON.parse(delivery.body), null, 2)}</pre>
    </details>
    <div class="actions">
      ${button({
        path: `/sandbox/control/deliveries/${delivery.id}/resend`,
        label: texts.resend,
        subject: `${delivery.event} ${about.id}`,
      })}
    </div>
  </li>`
}

function attemptLine(view: PageView, attempt: DeliveryAttempt): Html {
  const { texts } = view
  const ok = attempt.status !== null && attempt.status >= 200 && attempt.status < 300
  const result = attempt.status ?? `${texts.noAnswer} (${attempt.error ?? ""})`
  const answer = attempt.responseBody.slice(0, 500)
  return html`<li>
    ${texts.attempt} ${attempt.number}: <strong class="${ok ? "good" : "bad"}">${result}</strong>
    ${view.time(attempt.at)}, ${attempt.durationMs} ms
    ${answer === "" ? undefined : html`<br />${texts.answer}: <code>${answer}</code>`}
  </li>`
}
