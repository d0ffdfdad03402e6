import { formatMinor } from "../money"
import type { Language } from "./language"

/** Why a cart cannot be billed. `field` is Medusa's own name, with the address before it where the two differ. */
export type CartProblem =
  | { field: string; reason: "missing" | "invalid" | "no_house_number" | "po_box" }
  | { field: string; reason: "country"; countries: readonly string[] }
  | { field: string; reason: "currency" | "empty" | "inconsistent" | "vat_rate" }
  | { field: string; reason: "too_low" | "too_high"; limitCents: number }

const FIELD_NAMES: Record<Language, Readonly<Record<string, string>>> = {
  nl: {
    email: "e-mailadres",
    first_name: "voornaam",
    last_name: "achternaam",
    phone: "telefoonnummer",
    company: "bedrijfsnaam",
    company_number: "KvK-nummer",
    vat_number: "btw-nummer",
    address_1: "straat en huisnummer",
    postal_code: "postcode",
    city: "plaats",
    country_code: "land",
  },
  en: {
    email: "e-mail address",
    first_name: "first name",
    last_name: "last name",
    phone: "phone number",
    company: "company name",
    company_number: "chamber of commerce number",
    vat_number: "VAT number",
    address_1: "street and house number",
    postal_code: "postal code",
    city: "city",
    country_code: "country",
  },
}

const ADDRESS_NAMES: Record<Language, Readonly<Record<string, string>>> = {
  nl: { billing_address: "factuuradres", shipping_address: "bezorgadres" },
  en: { billing_address: "billing address", shipping_address: "delivery address" },
}

const SENTENCES = {
  nl: {
    missing: (names: string) => `Vul voor achteraf betalen met Billink nog in: ${names}.`,
    invalid: (names: string) => `Controleer: ${names}.`,
    no_house_number: (where: string) => `Het huisnummer ontbreekt${where}.`,
    po_box: (where: string) =>
      `Een postbus of antwoordnummer kan niet${where}: vul een straat en huisnummer in.`,
    country: (names: string) => `Achteraf betalen met Billink kan alleen in ${names}.`,
    currency: "Achteraf betalen met Billink kan alleen in euro.",
    empty: "Er is niets om te betalen.",
    inconsistent:
      "Deze bestelling kan nu niet met Billink worden betaald. Kies een andere betaalmethode.",
    vat_rate: "Deze bestelling kan niet met Billink worden betaald. Kies een andere betaalmethode.",
    too_low: (amount: string) => `Achteraf betalen met Billink kan vanaf ${amount}.`,
    too_high: (amount: string) => `Achteraf betalen met Billink kan tot en met ${amount}.`,
    in: " in het ",
    and: " en ",
  },
  en: {
    missing: (names: string) => `To pay later with Billink, please fill in: ${names}.`,
    invalid: (names: string) => `Please check: ${names}.`,
    no_house_number: (where: string) => `The house number is missing${where}.`,
    po_box: (where: string) =>
      `A PO box is not possible${where}: please fill in a street and house number.`,
    country: (names: string) => `Paying later with Billink is only possible in ${names}.`,
    currency: "Paying later with Billink is only possible in euros.",
    empty: "There is nothing to pay.",
    inconsistent:
      "This order cannot be paid with Billink right now. Please choose another payment method.",
    vat_rate: "This order cannot be paid with Billink. Please choose another payment method.",
    too_low: (amount: string) => `Paying later with Billink is possible from ${amount}.`,
    too_high: (amount: string) => `Paying later with Billink is possible up to ${amount}.`,
    in: " in the ",
    and: " and ",
  },
} as const

/**
 * One text with every problem: the fields by Medusa's own names, then what a storefront can show (contract 2), in Dutch or
 * English. "last_name, phone: Vul …"
 */
export function describeCartProblems(problems: readonly CartProblem[], language: Language): string {
  const fields = [...new Set(problems.map(({ field }) => field))].join(", ")
  return `${fields}: ${sentencesOf(problems, language).join(" ")}`
}

function sentencesOf(problems: readonly CartProblem[], language: Language): string[] {
  const texts = SENTENCES[language]
  const namesOf = (reason: "missing" | "invalid") =>
    problems
      .filter((problem) => problem.reason === reason)
      .map(({ field }) => nameOf(field, language))
  const missing = namesOf("missing")
  const invalid = namesOf("invalid")
  const others = problems.flatMap((problem): string[] => {
    switch (problem.reason) {
      case "missing":
      case "invalid":
        return []
      case "no_house_number":
      case "po_box":
        return [texts[problem.reason](placeOf(problem.field, language))]
      case "country":
        return [texts.country(countriesOf(problem.countries, language))]
      case "too_low":
      case "too_high":
        return [texts[problem.reason](formatMinor(problem.limitCents, "eur"))]
      case "currency":
      case "empty":
      case "inconsistent":
      case "vat_rate":
        return [texts[problem.reason]]
    }
  })
  return [
    ...(missing.length ? [texts.missing(missing.join(", "))] : []),
    ...(invalid.length ? [texts.invalid(invalid.join(", "))] : []),
    ...new Set(others),
  ]
}

function nameOf(path: string, language: Language): string {
  const field = path.split(".").at(-1) ?? path
  const address = addressName(path, language)
  const name = FIELD_NAMES[language][field] ?? field
  return address ? `${name} (${address})` : name
}

function placeOf(path: string, language: Language): string {
  const address = addressName(path, language)
  return address ? `${SENTENCES[language].in}${address}` : ""
}

function addressName(path: string, language: Language): string | undefined {
  const [first = "", second] = path.split(".")
  return second === undefined ? undefined : ADDRESS_NAMES[language][first]
}

function countriesOf(codes: readonly string[], language: Language): string {
  const display = new Intl.DisplayNames([language], { type: "region" })
  const names = codes.map((code) => display.of(code) ?? code)
  return [names.slice(0, -1).join(", "), names.at(-1)].filter(Boolean).join(SENTENCES[language].and)
}
