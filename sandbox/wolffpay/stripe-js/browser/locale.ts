import type { Language } from "./types"

/** `auto`, or nothing, asks the browser. What is not Dutch is English. */
export function languageOf(locale: unknown, browser: string): Language {
  const wanted = typeof locale === "string" && locale !== "auto" ? locale : browser
  return wanted.toLowerCase().split("-")[0] === "nl" ? "nl" : "en"
}
