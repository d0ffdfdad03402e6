import type { Context } from "../core/context"
import type { Html } from "./html"
import { html } from "./html"
import { LANGUAGE_NAMES, LANGUAGES } from "./i18n"
import { overview } from "./overview"
import type { View } from "./view"

/** The whole page. The script takes its texts from the body's data attributes. */
export function page(ctx: Context, view: View): string {
  const { texts, language } = view
  return html`<!doctype html>
    <html lang="${language}">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <title>${texts.title}</title>
        <link rel="stylesheet" href="/sandbox/page.css" />
        <link rel="icon" href="data:," />
        <script src="/sandbox/page.js" defer></script>
      </head>
      <body
        data-done="${texts.done}"
        data-failed="${texts.failed}"
        data-lost="${texts.lost}"
        data-back="${texts.back}"
      >
        <a class="skip" href="#payments-title">${texts.skip}</a>
        <header>
          <h1>${texts.title}</h1>
          <p>${texts.intro}</p>
          <nav aria-label="${texts.language}">
            ${LANGUAGES.map((one) => languageLink(one, view))}
          </nav>
        </header>
        <p id="message" role="status" aria-live="polite"></p>
        <main>${overview(ctx, view)}</main>
      </body>
    </html>`.text
}

function languageLink(one: keyof typeof LANGUAGE_NAMES, view: View): Html {
  const current = one === view.language ? html`aria-current="true"` : undefined
  return html`<a href="/?lang=${one}" lang="${one}" hreflang="${one}" ${current}
    >${LANGUAGE_NAMES[one]}</a
  >`
}
