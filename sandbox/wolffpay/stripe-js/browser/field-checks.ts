import { brandOf, checkCardNumber, cvcLengthOf, digitsOf, groupCard } from "./card-number"
import { checkExpiry, groupExpiry } from "./expiry"
import { checkIban, cleanIban, groupIban } from "./iban"
import type { ValidationCode } from "./messages"
import { methodOfIban } from "./test-methods"

export type Values = Readonly<Record<string, string>>

interface FieldRule {
  /** What is typed, in the form in which it is shown. */
  group(text: string): string
  /** What is wrong with it, if anything. `now` in milliseconds. */
  check(values: Values, now: number): ValidationCode | undefined
}

const keep = (text: string) => text

const EXPIRY_CODES = {
  valid: undefined,
  incomplete: "incomplete_expiry",
  invalid: "invalid_expiry_month",
  past_month: "invalid_expiry_month_past",
  past_year: "invalid_expiry_year_past",
} as const

export const FIELD_RULES: Readonly<Record<string, FieldRule>> = {
  number: {
    group: groupCard,
    check: ({ number = "" }) => {
      const found = checkCardNumber(number)
      return found === "valid" ? undefined : `${found}_number`
    },
  },
  expiry: {
    group: groupExpiry,
    check: ({ expiry = "" }, now) => EXPIRY_CODES[checkExpiry(expiry, now)],
  },
  cvc: {
    group: (text) => digitsOf(text).slice(0, 4),
    check: ({ cvc = "", number = "" }) =>
      cvc.length < cvcLengthOf(brandOf(digitsOf(number))) ? "incomplete_cvc" : undefined,
  },
  iban: {
    group: groupIban,
    check: ({ iban = "" }) => {
      const found = checkIban(iban)
      if (found !== "valid") return `${found}_iban`
      return methodOfIban(cleanIban(iban)) === undefined ? "test_iban_only" : undefined
    },
  },
  name: {
    group: keep,
    check: ({ name = "" }) => (name.trim() === "" ? "incomplete_name" : undefined),
  },
  email: {
    group: keep,
    check: ({ email = "" }) => {
      if (email.trim() === "") return "incomplete_email"
      return /^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(email.trim()) ? undefined : "invalid_email"
    },
  },
}
