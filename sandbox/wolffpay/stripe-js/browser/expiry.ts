/** `MM / YY` from what was typed: a first digit from 2 to 9 can only be a month of one digit. */
export function groupExpiry(text: string): string {
  let digits = text.replace(/\D/g, "")
  const month = /^\s*(\d)\s*[/.-]/.exec(text)
  if (/^[2-9]/.test(digits) || (month && digits.length >= 1)) digits = `0${digits}`
  // A browser that fills the field in may give the year in full.
  if (/^\d{2}20\d{2}$/.test(digits)) digits = digits.slice(0, 2) + digits.slice(4)
  digits = digits.slice(0, 4)
  return digits.length > 2 ? `${digits.slice(0, 2)} / ${digits.slice(2)}` : digits
}

export type ExpiryCheck = "valid" | "incomplete" | "invalid" | "past_month" | "past_year"

/** A card is good until the end of its month. `now` in milliseconds, in the shopper's own time zone. */
export function checkExpiry(text: string, now: number): ExpiryCheck {
  const digits = text.replace(/\D/g, "")
  const month = Number(digits.slice(0, 2))
  if (digits.length >= 2 && (month < 1 || month > 12)) return "invalid"
  if (digits.length < 4) return "incomplete"
  const today = new Date(now)
  const year = 2000 + Number(digits.slice(2, 4))
  if (year < today.getFullYear()) return "past_year"
  if (year === today.getFullYear() && month < today.getMonth() + 1) return "past_month"
  return year > today.getFullYear() + 50 ? "invalid" : "valid"
}
