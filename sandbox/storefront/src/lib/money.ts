import type { Language } from "./language"

const LOCALES: Record<Language, string> = { nl: "nl-NL", en: "en-NL" }

/** A price as shoppers read it. `amount` in major units, as Medusa has its totals. */
export function formatMoney(amount: number, currency: string, language: Language) {
  return new Intl.NumberFormat(LOCALES[language], {
    style: "currency",
    currency: currency.toUpperCase(),
  }).format(amount)
}
