import type { Violation } from "../core/logs"
import type { Html } from "./html"
import { html } from "./html"
import type { PageView } from "./page-view"

const SHOWN = 50
const VIOLATIONS_SHOWN = 10

export interface Section<T> {
  /** The heading's id is `<id>-title`, the list's `<id>-list`. */
  id: string
  title: string
  rows: readonly T[]
  card: (row: T) => Html
  /** What an empty list says. */
  empty: string
  intro?: Html
}

/** One list of the overview, newest first. Lists are keyed for the script. */
export function section<T>(view: PageView, { id, title, rows, card, empty, intro }: Section<T>) {
  const count = rows.length
  return html`<section aria-labelledby="${id}-title" id="${id}">
    <h2 id="${id}-title" tabindex="-1">${title} (${count})</h2>
    ${intro === undefined ? undefined : html`<p>${intro}</p>`}
    ${cards(`${id}-list`, rows.slice(-SHOWN).reverse().map(card), empty)}
    ${count > SHOWN ? html`<p>${view.texts.older} ${count - SHOWN}</p>` : undefined}
  </section>`
}

export function cards(id: string, shown: readonly Html[], empty = ""): Html {
  const none = shown.length === 0 && empty !== ""
  return html`<ul class="cards" id="${id}">
    ${shown} ${none ? html`<li class="empty" data-key="empty">${empty}</li>` : undefined}
  </ul>`
}

export function violationsSection({ texts }: PageView, violations: readonly Violation[]): Html {
  const newest = violations.slice(-VIOLATIONS_SHOWN).reverse()
  return html`<section
    aria-labelledby="violations-title"
    ${violations.length === 0 ? html`hidden` : undefined}
  >
    <h2 id="violations-title">${texts.violations} (${violations.length})</h2>
    <p>${texts.violationsIntro}</p>
    ${cards("violations-list", newest.map(violationLine))}
  </section>`
}

function violationLine(violation: Violation, index: number): Html {
  const { at, rule, method, path, detail } = violation
  return html`<li class="card" data-key="${at}-${index}">
    <strong>${rule}</strong> <code>${method} ${path}</code> ${detail}
  </li>`
}
