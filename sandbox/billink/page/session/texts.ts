import type { Language } from "../../../shared/page/language"
import type { SessionStatus } from "../../sessions/session"

const nl = {
  title: "Achteraf betalen met Billink",
  sandbox: "Sandbox: er gaat geen geld om.",
  language: "Taal",
  order: "Bestelling",
  article: "Artikel",
  quantity: "Aantal",
  amount: "Bedrag",
  total: "Totaal",
  tax: "waarvan btw",
  billing: "Factuuradres",
  shipping: "Bezorgadres",
  terms: "U betaalt binnen 14 dagen nadat u de factuur heeft gekregen.",
  birthdate: "Geboortedatum",
  birthdateHint: "Dag, maand en jaar, zoals 31-12-1990.",
  birthdateWrong: "Vul een geboortedatum in, zoals 31-12-1990.",
  tooYoung: "U moet 18 jaar of ouder zijn om achteraf te betalen.",
  companyNumber: "KvK-nummer",
  companyNumberHint: "Het nummer waaronder uw bedrijf is ingeschreven.",
  companyNumberWrong: "Vul een KvK-nummer van 5 tot 25 tekens in.",
  problem: "De bestelling is nog niet geplaatst.",
  choices: "Wat gebeurt er met deze bestelling?",
  accept: "Bestellen en achteraf betalen",
  decline: "Laten afwijzen",
  cancel: "Annuleren",
  fail: "Technische fout nabootsen",
  payNow: "Nu direct betalen",
  declinedTitle: "Achteraf betalen kan nu niet",
  declinedText: "U kunt deze bestelling wel direct betalen, of annuleren.",
  back: "Terug naar de winkel",
  unknown: "Deze betaalpagina bestaat niet",
}

export type SessionTexts = Readonly<Record<keyof typeof nl, string>>

const en: SessionTexts = {
  title: "Pay later with Billink",
  sandbox: "Sandbox: no money moves.",
  language: "Language",
  order: "Order",
  article: "Item",
  quantity: "Quantity",
  amount: "Amount",
  total: "Total",
  tax: "of which VAT",
  billing: "Billing address",
  shipping: "Delivery address",
  terms: "You pay within 14 days of receiving the invoice.",
  birthdate: "Date of birth",
  birthdateHint: "Day, month and year, such as 31-12-1990.",
  birthdateWrong: "Enter a date of birth, such as 31-12-1990.",
  tooYoung: "You must be 18 or older to pay later.",
  companyNumber: "Company registration number (KvK)",
  companyNumberHint: "The number under which your company is registered.",
  companyNumberWrong: "Enter a company registration number of 5 to 25 characters.",
  problem: "The order was not placed yet.",
  choices: "What happens to this order?",
  accept: "Order and pay later",
  decline: "Let it be declined",
  cancel: "Cancel",
  fail: "Simulate a technical failure",
  payNow: "Pay at once",
  declinedTitle: "Paying later is not possible now",
  declinedText: "You can pay for this order at once, or cancel it.",
  back: "Back to the shop",
  unknown: "This payment page does not exist",
}

export const SESSION_TEXTS: Readonly<Record<Language, SessionTexts>> = { nl, en }

/** What the page says once everything is decided. */
export const ENDINGS: Readonly<
  Record<Language, Record<Exclude<SessionStatus, "session_active">, string>>
> = {
  nl: {
    order_created: "Uw bestelling is geplaatst",
    cancelled: "U heeft geannuleerd",
    failed: "Er ging iets mis",
    session_expired: "De tijd voor deze betaling is verstreken",
  },
  en: {
    order_created: "Your order has been placed",
    cancelled: "You have cancelled",
    failed: "Something went wrong",
    session_expired: "The time for this payment has run out",
  },
}
