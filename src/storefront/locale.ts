import type { Locale } from "./types"

/** The page's language, else the browser's; English where it is neither Dutch nor known. */
export function pageLocale(): Locale {
  const { document, navigator } = globalThis as Partial<typeof globalThis>
  const language = document?.documentElement.lang || navigator?.language
  return /^nl\b/i.test(language ?? "") ? "nl" : "en"
}
