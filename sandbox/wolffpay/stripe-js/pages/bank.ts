import type { Html } from "../../../shared/page/html"
import { html } from "../../../shared/page/html"
import type { Language } from "../../../shared/page/language"
import { LANGUAGE_NAMES, LANGUAGES } from "../../../shared/page/language"
import { View } from "../../page/view"
import type { AttemptedPayment } from "../find-attempt"
import { framePage } from "./frame"
import { PAGE_TEXTS } from "./texts"

interface BankPage {
  language: Language
  payment: AttemptedPayment
  /** Where the shopper goes when there is nothing left to decide. */
  back: string
}

export function bankPage({ language, payment, back }: BankPage): string {
  const texts = PAGE_TEXTS[language]
  const amount = new View(language).money(payment.amount, payment.currency)
  const waits = payment.status === "requires_action"
  const form = html`<form method="post">
    <button class="primary" name="answer" value="pay">${texts.pay} ${amount}</button>
    <button name="answer" value="decline">${texts.decline}</button>
    <button class="plain" name="answer" value="cancel">${texts.cancel}</button>
  </form>`
  const finished = html`<p role="status">${texts.done}</p>
    <p><a class="button" href="${back}">${texts.back}</a></p>`
  const method = payment.attempt.method
  return framePage({
    language,
    title: `${texts[method]} – ${texts.bankTitle}`,
    style: "page.css",
    body: html`<body>
      <header>
        <span class="badge">${texts.testMode}</span>
        <nav aria-label="${texts.language}">
          ${LANGUAGES.map((one) => languageLink(one, language, payment.attempt.id))}
        </nav>
      </header>
      <main>
        <h1>${texts.payWith} ${texts[method]}</h1>
        <p class="soft">${texts.bankIntro}</p>
        <dl>
          <dt>${texts.amount}</dt>
          <dd class="amount">${amount}</dd>
          <dt>${texts.payTo}</dt>
          <dd>${payment.description}</dd>
        </dl>
        ${waits ? form : finished}
      </main>
    </body>`,
  })
}

export function goneBankPage(language: Language): string {
  const texts = PAGE_TEXTS[language]
  return framePage({
    language,
    title: texts.bankTitle,
    style: "page.css",
    body: html`<body>
      <header><span class="badge">${texts.testMode}</span></header>
      <main>
        <h1>${texts.gone}</h1>
        <p>${texts.goneHint}</p>
      </main>
    </body>`,
  })
}

function languageLink(one: Language, current: Language, attempt: string): Html {
  const chosen = one === current ? html`aria-current="true"` : undefined
  return html`<a href="?attempt=${attempt}&lang=${one}" lang="${one}" hreflang="${one}" ${chosen}
    >${LANGUAGE_NAMES[one]}</a
  >`
}
