import type { Delivery, DeliveryAttempt } from "../webhooks/delivery"
import type { Html } from "./html"
import { html } from "./html"
import type { View } from "./view"
import { button } from "./view"

/** One webhook of the log with every answer that it got. */
export function deliveryCard(view: View, delivery: Delivery): Html {
  const { texts } = view
  return html`<li class="card" data-key="${delivery.id}">
    <h3 tabindex="-1">${delivery.event}</h3>
    <p class="facts">
      ${view.status(delivery.state)} ${view.time(delivery.createdAt)}
      <code>${delivery.paymentIntentId}</code>
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
      <pre tabindex="0">${pretty(delivery.body)}</pre>
    </details>
    <div class="actions">
      ${button({
        path: `/sandbox/control/deliveries/${delivery.id}/resend`,
        label: texts.resend,
        subject: `${delivery.event} ${delivery.paymentIntentId}`,
      })}
    </div>
  </li>`
}

function attemptLine(view: View, attempt: DeliveryAttempt): Html {
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

function pretty(body: string): string {
  return JSON.stringify(JSON.parse(body), null, 2)
}
