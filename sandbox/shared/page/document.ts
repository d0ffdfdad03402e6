import type { Html } from "./html"
import { html } from "./html"
import type { Language } from "./language"
import { LANGUAGE_NAMES, LANGUAGES } from "./language"
import type { OverviewPage } from "./overview-page"
import type { PageView } from "./page-view"

/** An overview as a whole page. Its script takes its texts and its source from the body's data attributes. */
export function overviewDocument<View extends PageView>(
  view: View,
  { path, source, everyMs, skipTo, words, content }: OverviewPage<View>
): string {
  const { texts, language } = view
  const { title, intro, skip, other } = words(view)
  const link = other && html`<p><a href="${other.path}?lang=${language}">${other.text}</a></p>`
  return html`<!doctype html>
    <html lang="${language}">
      ${head(title, html`<script src="/sandbox/page.js" defer></script>`)}
      <body
        data-done="${texts.done}"
        data-failed="${texts.failed}"
        data-lost="${texts.lost}"
        data-back="${texts.back}"
        data-overview="${source}"
        data-every="${everyMs}"
      >
        <a class="skip" href="#${skipTo}">${skip}</a>
        <header>
          <h1>${title}</h1>
          <p>${intro}</p>
          ${link}
          <nav aria-label="${texts.language}">${languageLinks(language, path)}</nav>
        </header>
        <p id="message" role="status" aria-live="polite"></p>
        <main>${content(view)}</main>
      </body>
    </html>`.text
}

/** `script`: what is to be loaded beside the style. */
export function head(title: string, script?: Html): Html {
  return html`<head>
    <meta charset="utf-8" />
    <meta name="viewport" content="width=device-width, initial-scale=1" />
    <meta name="color-scheme" content="light dark" />
    <title>${title}</title>
    <link rel="stylesheet" href="/sandbox/page.css" />
    <link rel="icon" href="data:," />
    ${script}
  </head>`
}

export function languageLinks(current: Language, path: string): Html[] {
  return LANGUAGES.map(
    (one) =>
      html`<a
        href="${path}?lang=${one}"
        lang="${one}"
        hreflang="${one}"
        ${one === current ? html`aria-current="true"` : undefined}
        >${LANGUAGE_NAMES[one]}</a
      >`
  )
}
