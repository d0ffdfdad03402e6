import type { Language } from "./types"

const MESSAGES = {
  incomplete_number: {
    en: "Your card number is incomplete.",
    nl: "Je kaartnummer is niet compleet.",
  },
  invalid_number: { en: "Your card number is invalid.", nl: "Je kaartnummer is ongeldig." },
  incomplete_expiry: {
    en: "Your card's expiry date is incomplete.",
    nl: "De vervaldatum van je kaart is niet compleet.",
  },
  invalid_expiry_month: {
    en: "Your card's expiry date is invalid.",
    nl: "De vervaldatum van je kaart is ongeldig.",
  },
  invalid_expiry_month_past: {
    en: "Your card's expiry date is in the past.",
    nl: "De vervaldatum van je kaart ligt in het verleden.",
  },
  invalid_expiry_year_past: {
    en: "Your card's expiry year is in the past.",
    nl: "Het vervaljaar van je kaart ligt in het verleden.",
  },
  incomplete_cvc: {
    en: "Your card's CVC code is incomplete.",
    nl: "De CVC-code van je kaart is niet compleet.",
  },
  incomplete_iban: { en: "Your IBAN is incomplete.", nl: "Je IBAN is niet compleet." },
  invalid_iban: { en: "Your IBAN is invalid.", nl: "Je IBAN is ongeldig." },
  test_iban_only: {
    en: "This shop is in test mode: use a test IBAN, such as NL39 RABO 0300 0652 64.",
    nl: "Deze winkel staat in de testmodus: gebruik een test-IBAN, zoals NL39 RABO 0300 0652 64.",
  },
  incomplete_name: { en: "Please enter your name.", nl: "Vul je naam in." },
  incomplete_email: { en: "Please enter your email address.", nl: "Vul je e-mailadres in." },
  invalid_email: { en: "Your email address is invalid.", nl: "Je e-mailadres is ongeldig." },
  incomplete_payment_details: {
    en: "Please choose how to pay.",
    nl: "Kies hoe je wilt betalen.",
  },
} as const satisfies Readonly<Record<string, Readonly<Record<Language, string>>>>

export type ValidationCode = keyof typeof MESSAGES

export function validationMessage(code: ValidationCode, language: Language): string {
  return MESSAGES[code][language]
}
