import type { Html } from "../../../shared/page/html"
import { html } from "../../../shared/page/html"
import type { Address, Session } from "../../sessions/session"
import { isOpen } from "../../sessions/session"
import { head, languageLinks } from "../../../shared/page/document"
import type { View } from "../view"
import { questionFor } from "./details"
import { returnUrl } from "./return-url"
import type { SessionTexts } from "./texts"
import { ENDINGS, SESSION_TEXTS } from "./texts"

export interface Typed {
  value: string
  problem: keyof SessionTexts
}

/** The page that the shopper is sent to. It works without scripts. */
export function sessionPage(view: View, session: Session, path: string, typed?: Typed): string {
  const texts = SESSION_TEXTS[view.language]
  const title = typed ? `${texts.problem} ${texts.title}` : texts.title
  return frame(
    view,
    title,
    path,
    html`<h1>${texts.title}</h1>
      <p class="note">${texts.sandbox}</p>
      ${isOpen(session) ? open(view, session, path, typed) : ended(view, session)}`
  )
}

export function unknownPage(view: View, path: string): string {
  const texts = SESSION_TEXTS[view.language]
  return frame(view, texts.unknown, path, html`<h1>${texts.unknown}</h1>`)
}

function frame(view: View, title: string, path: string, main: Html): string {
  return html`<!doctype html>
    <html lang="${view.language}">
      ${head(title)}
      <body>
        <div class="checkout">
          <header>
            <nav aria-label="${SESSION_TEXTS[view.language].language}">
              ${languageLinks(view.language, path)}
            </nav>
          </header>
          <main class="checkout-main">${main}</main>
        </div>
      </body>
    </html>`.text
}

function open(view: View, session: Session, path: string, typed: Typed | undefined): Html {
  const texts = SESSION_TEXTS[view.language]
  return html`${session.declined ? declined(texts) : undefined} ${lines(view, session)}
    ${address(texts.billing, session.billing)}
    ${session.shipping ? address(texts.shipping, session.shipping) : undefined}
    <form method="post" action="${path}?lang=${view.language}" aria-label="${texts.choices}">
      ${session.declined ? undefined : question(texts, session, typed)}
      ${session.declined ? undefined : html`<p>${texts.terms}</p>`}
      <div class="actions">${buttons(texts, session)}</div>
    </form>
    <p><a href="${session.returnUrls.back}">${texts.back}</a></p>`
}

function ended(view: View, session: Session): Html {
  const { status } = session
  const known = status === "created" || status === "session_active" ? "session_expired" : status
  return html`<p role="status"><strong>${ENDINGS[view.language][known]}</strong></p>
    <p><a href="${returnUrl(session)}">${SESSION_TEXTS[view.language].back}</a></p>`
}

function declined(texts: SessionTexts): Html {
  return html`<h2>${texts.declinedTitle}</h2>
    <p role="status">${texts.declinedText}</p>`
}

function buttons(texts: SessionTexts, session: Session): Html[] {
  const one = (action: string, label: string, primary = false) =>
    html`<button name="action" value="${action}" class="${primary ? "primary" : ""}">
      ${label}
    </button>`
  return [
    ...(session.declined
      ? [one("pay_now", texts.payNow, true)]
      : [one("accept", texts.accept, true), one("decline", texts.decline)]),
    one("cancel", texts.cancel),
    one("fail", texts.fail),
  ]
}

function question(texts: SessionTexts, session: Session, typed: Typed | undefined): Html {
  const asked = questionFor(session)
  if (!asked) return html``
  const error = typed
    ? html`<span class="error" id="answer-error" role="alert">${texts[typed.problem]}</span>`
    : undefined
  return html`<label for="answer">${texts[asked]}</label>
    <span class="hint" id="answer-hint">${texts[`${asked}Hint`]}</span>
    ${error}
    <input
      id="answer"
      name="answer"
      autocomplete="${asked === "birthdate" ? "bday" : "off"}"
      inputmode="${asked === "birthdate" ? "numeric" : "text"}"
      maxlength="30"
      value="${typed?.value ?? ""}"
      aria-describedby="${typed ? "answer-error " : ""}answer-hint"
      ${typed ? html`aria-invalid="true" autofocus` : undefined}
    />`
}

function lines(view: View, session: Session): Html {
  const texts = SESSION_TEXTS[view.language]
  return html`<h2>${texts.order} ${session.invoiceNumber}</h2>
    <table>
      <thead>
        <tr>
          <th scope="col">${texts.article}</th>
          <th scope="col" class="number">${texts.quantity}</th>
          <th scope="col" class="number">${texts.amount}</th>
        </tr>
      </thead>
      <tbody>
        ${session.lines.map(
          (line) =>
            html`<tr>
              <td>${line.name}</td>
              <td class="number">${line.quantity}</td>
              <td class="number">${view.money(line.total)}</td>
            </tr>`
        )}
      </tbody>
      <tfoot>
        <tr>
          <th scope="row" colspan="2">${texts.total}</th>
          <td class="number">${view.money(session.total)}</td>
        </tr>
        <tr>
          <th scope="row" colspan="2">${texts.tax}</th>
          <td class="number">${view.money(session.totalTax)}</td>
        </tr>
      </tfoot>
    </table>`
}

function address(title: string, one: Address): Html {
  const number = `${one.houseNumber} ${one.houseExtension}`.trim()
  return html`<h2>${title}</h2>
    <p>${one.street} ${number}<br />${one.postalCode} ${one.city}<br />${one.countryCode}</p>`
}
