import type { Html } from "./html"
import type { PageView } from "./page-view"

/** A page that keeps itself up to date. */
export interface OverviewPage<View extends PageView> {
  path: string
  /** Where its script asks for what `main` shows. */
  source: string
  /** How often it asks, in milliseconds. */
  everyMs: number
  /** The id of the first heading. */
  skipTo: string
  words: (view: View) => OverviewWords
  /** Everything inside `main`. */
  content: (view: View) => Html
}

export interface OverviewWords {
  title: string
  intro: string
  skip: string
  /** The sandbox's other page. */
  other?: { path: string; text: string }
}
