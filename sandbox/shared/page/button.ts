import type { Html } from "./html"
import { html } from "./html"

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
