import type { Html } from "./html"
import { html } from "./html"
import type { Language, Texts } from "./i18n"
import { STATUS_TEXTS, TEXTS } from "./i18n"

/** How one language shows money, moments and states. */
export class View {
  readonly texts: Texts

  constructor(readonly language: Language) {
    this.texts = TEXTS[language]
  }

  money(cents: number, currency: string): string {
    const locale = this.language === "nl" ? "nl-NL" : "en-GB"
    return new Intl.NumberFormat(locale, { style: "currency", currency }).format(cents / 100)
  }

  time(moment: string | number): Html {
    const date = new Date(moment)
    const locale = this.language === "nl" ? "nl-NL" : "en-GB"
    const shown = new Intl.DateTimeFormat(locale, { dateStyle: "short", timeStyle: "medium" })
    return html`<time datetime="${date.toISOString()}">${shown.format(date)}</time>`
  }

  status(status: keyof (typeof STATUS_TEXTS)["en"]): Html {
    const text = STATUS_TEXTS[this.language][status]
    return html`<span class="status status-${status}" title="${status}">${text}</span>`
  }
}

export interface Action {
  /** Path below the server's root. */
  path: string
  body?: Readonly<Record<string, unknown>>
  label: string
  /** What it is done to: read out with the label, as many buttons have the same one. */
  subject: string
  primary?: boolean
}

/** A button that the page's script turns into a POST. */
export function button({ path, body = {}, label, subject, primary = false }: Action): Html {
  return html`<button
    type="button"
    class="${primary ? "primary" : ""}"
    data-path="${path}"
    data-body="${JSON.stringify(body)}"
    aria-label="${label}: ${subject}"
  >
    ${label}
  </button>`
}
