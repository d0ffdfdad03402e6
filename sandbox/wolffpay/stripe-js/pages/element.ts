import type { Html } from "../../../shared/page/html"
import { html } from "../../../shared/page/html"
import type { Language } from "../../../shared/page/language"
import type { OnlineMethod } from "../../payments/payment"
import { methodMark } from "./marks"
import { field } from "./field"
import { framePage } from "./frame"
import type { PageTexts } from "./texts"
import { PAGE_TEXTS } from "./texts"

interface PaymentElement {
  language: Language
  methods: readonly OnlineMethod[]
  layout: "accordion" | "tabs"
  /** Names of fields that the shop asks for itself. */
  hidden: readonly string[]
}

/** The Payment Element: only the methods of this payment, and the fields of the one that is chosen. */
export function paymentElementPage({ language, methods, layout, hidden }: PaymentElement): string {
  const texts = PAGE_TEXTS[language]
  const single = methods.length === 1 ? methods[0] : undefined
  const content = single
    ? html`<div class="single" data-method="${single}">${panel(texts, single, hidden)}</div>`
    : html`<fieldset class="${layout}">
        <legend class="hidden-text">${texts.methodsTitle}</legend>
        ${methods.map((method) => choice(texts, method, hidden))}
      </fieldset>`
  return framePage({
    language,
    title: texts.methodsTitle,
    style: "element.css",
    script: "element.js",
    body: html`<body data-element="payment">
      <div>${methods.length === 0 ? html`<p>${texts.noMethods}</p>` : content}</div>
    </body>`,
  })
}

/** The Card Element of older storefronts: all of a card in one line. */
export function cardElementPage(language: Language): string {
  const texts = PAGE_TEXTS[language]
  return framePage({
    language,
    title: texts.card,
    style: "element.css",
    script: "element.js",
    body: html`<body data-element="card">
      <div class="line" data-method="card">${cardFields(texts)}</div>
    </body>`,
  })
}

function choice(texts: PageTexts, method: OnlineMethod, hidden: readonly string[]): Html {
  return html`<div class="method" data-method="${method}">
    <label class="choice">
      <input type="radio" name="method" value="${method}" />
      ${methodMark(method)} <span>${texts[method]}</span>
    </label>
    <div class="panel" hidden>${panel(texts, method, hidden)}</div>
  </div>`
}

function panel(texts: PageTexts, method: OnlineMethod, hidden: readonly string[]): Html {
  if (method === "card") return html`<div class="fields">${cardFields(texts)}</div>`
  if (method === "sepa_debit") return sepaFields(texts, hidden)
  return html`<p class="notice">${texts.redirect}</p>`
}

function cardFields(texts: PageTexts): Html {
  return html`${field({
    name: "number",
    label: texts.cardNumber,
    placeholder: "1234 1234 1234 1234",
    autocomplete: "cc-number",
    inputmode: "numeric",
    wide: true,
  })}
  ${field({
    name: "expiry",
    label: texts.expiry,
    placeholder: texts.expiryHint,
    autocomplete: "cc-exp",
    inputmode: "numeric",
  })}
  ${field({
    name: "cvc",
    label: texts.cvc,
    placeholder: texts.cvcHint,
    autocomplete: "cc-csc",
    inputmode: "numeric",
  })}`
}

function sepaFields(texts: PageTexts, hidden: readonly string[]): Html {
  const email = field({
    name: "email",
    label: texts.email,
    placeholder: texts.emailHint,
    autocomplete: "email",
    inputmode: "email",
    wide: true,
  })
  const name = field({
    name: "name",
    label: texts.name,
    placeholder: texts.nameHint,
    autocomplete: "name",
    wide: true,
  })
  const iban = field({
    name: "iban",
    label: texts.iban,
    placeholder: "NL00 BANK 0000 0000 00",
    autocomplete: "off",
    wide: true,
  })
  return html`<div class="fields">
      ${hidden.includes("email") ? undefined : email} ${hidden.includes("name") ? undefined : name}
      ${iban}
    </div>
    <p class="notice">${texts.mandate}</p>`
}
