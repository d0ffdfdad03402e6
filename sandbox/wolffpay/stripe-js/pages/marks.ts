import type { Html } from "../../../shared/page/html"
import { html } from "../../../shared/page/html"
import type { OnlineMethod } from "../../payments/payment"

/** Plain signs of our own: the marks of card schemes and banks belong to them. */
export function methodMark(method: OnlineMethod): Html {
  return html`<svg
    class="mark mark-${method}"
    viewBox="0 0 32 22"
    width="32"
    height="22"
    aria-hidden="true"
    focusable="false"
  >
    <rect x="0.5" y="0.5" width="31" height="21" rx="4" />
    ${SIGNS[method]}
  </svg>`
}

const bank = html`<path
  d="M8 9 16 4.5 24 9v1H8zM9.5 11.5h2v4h-2zM15 11.5h2v4h-2zM20.5 11.5h2v4h-2zM8 16.5h16v1.5H8z"
/>`

const SIGNS: Readonly<Record<OnlineMethod, Html>> = {
  card: html`<path d="M1 6h30v3.5H1zM4.5 14h8v2h-8z" />`,
  ideal: bank,
  bancontact: html`<path d="M7 7h11l4 4-4 4H7l4-4z" />`,
  sofort: html`<path d="m18 4-9 8h6l-2 6 10-8.5h-6.5z" />`,
  sepa_debit: html`<path
    d="M21 6.5A6 6 0 0 0 11.3 9.5H9.5v1.300h1.5v1H9.5v1.300h1.900A6 6 0 0 0 21 15.800l-1.400-1.300a4 4 0 0 1-6.300-1.400h4v-1.300h-4.400v-1h4.800V9.5h-4.300a4 4 0 0 1 6.300-1.600z"
  />`,
}
