export type Language = "nl" | "en"

/** What a shopper reads: by the cart's locale ("nl-NL"), else by the country; Flanders and Wallonia cannot be told apart. */
export function languageOf(locale: string | null | undefined, country?: string | null): Language {
  if (locale) {
    return locale.toLowerCase().startsWith("nl") ? "nl" : "en"
  }
  return country?.toLowerCase() === "nl" ? "nl" : "en"
}
