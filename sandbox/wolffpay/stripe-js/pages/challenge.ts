import { html } from "../../../shared/page/html"
import type { Language } from "../../../shared/page/language"
import { View } from "../../page/view"
import type { AttemptedPayment } from "../find-attempt"
import { framePage } from "./frame"
import { PAGE_TEXTS } from "./texts"

interface ChallengePage {
  language: Language
  payment: AttemptedPayment
}

export function challengePage({ language, payment }: ChallengePage): string {
  const texts = PAGE_TEXTS[language]
  const amount = new View(language).money(payment.amount, payment.currency)
  return framePage({
    language,
    title: texts.challengeTitle,
    style: "page.css",
    script: "challenge.js",
    body: html`<body class="challenge">
      <div class="step">
        <span class="badge">${texts.testMode}</span>
        <h1>${texts.challengeTitle}</h1>
        <p class="soft">${texts.challengeIntro}</p>
        <p class="amount">${amount}</p>
        <form method="post">
          <button class="primary" name="answer" value="pay">${texts.authorise}</button>
          <button name="answer" value="cancel">${texts.fail}</button>
        </form>
      </div>
    </body>`,
  })
}

/** Tells the shop's page that there is an answer; it then looks at the payment itself. */
export function challengeDonePage(language: Language): string {
  const texts = PAGE_TEXTS[language]
  return framePage({
    language,
    title: texts.challengeTitle,
    style: "page.css",
    script: "challenge.js",
    body: html`<body class="challenge" data-done="true">
      <div class="step">
        <h1>${texts.challengeTitle}</h1>
        <p role="status">${texts.challengeDone}</p>
      </div>
    </body>`,
  })
}
