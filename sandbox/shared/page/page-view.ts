import type { DeliveryState } from "../webhooks/delivery"
import type { Html } from "./html"
import { html } from "./html"
import type { Language } from "./language"
import type { PageTexts } from "./texts"

export interface Wording<Texts, Status extends string> {
  texts: Readonly<Record<Language, Texts>>
  statuses: Readonly<Record<Language, Readonly<Record<Status, string>>>>
}

/** How one language shows money, moments and states. Moments as a clock in Amsterdam shows them. */
export class PageView<Texts extends PageTexts = PageTexts, Status extends string = DeliveryState> {
  readonly texts: Texts
  private readonly statuses: Readonly<Record<Status, string>>
  private readonly locale: string

  constructor(
    readonly language: Language,
    wording: Wording<Texts, Status>
  ) {
    this.texts = wording.texts[language]
    this.statuses = wording.statuses[language]
    this.locale = language === "nl" ? "nl-NL" : "en-GB"
  }

  money(cents: number, currency = "EUR"): string {
    const format = new Intl.NumberFormat(this.locale, { style: "currency", currency })
    return format.format(cents / 100)
  }

  time(moment: string | number): Html {
    const date = new Date(moment)
    const shown = new Intl.DateTimeFormat(this.locale, {
      dateStyle: "short",
      timeStyle: "medium",
      timeZone: "Europe/Amsterdam",
    })
    return html`<time datetime="${date.toISOString()}">${shown.format(date)}</time>`
  }

  status(status: Status): Html {
    return html`<span class="status status-${status}" title="${status}"
      >${this.statuses[status]}</span
    >`
  }
}
