import type { Html } from "../../../shared/page/html"
import { html } from "../../../shared/page/html"
import type { Language } from "../../../shared/page/language"

interface Frame {
  language: Language
  title: string
  style: string
  script?: string
  body: Html
}

/** A whole document around one of our pages. */
export function framePage({ language, title, style, script, body }: Frame): string {
  const tag =
    script === undefined
      ? undefined
      : html`<script src="/sandbox/elements/${script}" defer></script>`
  return html`<!doctype html>
    <html lang="${language}">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>${title}</title>
        <link rel="stylesheet" href="/sandbox/elements/${style}" />
        <link rel="icon" href="data:," />
        ${tag}
      </head>
      ${body}
    </html>`.text
}
