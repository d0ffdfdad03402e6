export type Brand = "visa" | "mastercard" | "amex" | "unknown"

export function digitsOf(text: string): string {
  return text.replace(/\D/g, "")
}

export function brandOf(digits: string): Brand {
  if (/^4/.test(digits)) return "visa"
  if (/^(5[1-5]|222[1-9]|22[3-9]|2[3-6]|27[01]|2720)/.test(digits)) return "mastercard"
  if (/^3[47]/.test(digits)) return "amex"
  return "unknown"
}

export function lengthOf(brand: Brand): number {
  return brand === "amex" ? 15 : 16
}

export function cvcLengthOf(brand: Brand): number {
  return brand === "amex" ? 4 : 3
}

/** In groups of four; American Express in 4, 6 and 5. */
export function groupCard(text: string): string {
  const all = digitsOf(text)
  const brand = brandOf(all)
  const digits = all.slice(0, lengthOf(brand))
  const groups =
    brand === "amex"
      ? /^(\d{1,4})(\d{1,6})?(\d{1,5})?$/
      : /^(\d{1,4})(\d{1,4})?(\d{1,4})?(\d{1,4})?$/
  const parts = groups.exec(digits)?.slice(1).filter(Boolean) ?? []
  return parts.join(" ")
}

/** The check digit of ISO/IEC 7812. */
export function passesLuhn(digits: string): boolean {
  if (!/^\d+$/.test(digits)) return false
  let sum = 0
  for (let i = 0; i < digits.length; i++) {
    const digit = Number(digits[digits.length - 1 - i])
    const doubled = i % 2 === 1 ? digit * 2 : digit
    sum += doubled > 9 ? doubled - 9 : doubled
  }
  return sum % 10 === 0
}

export function checkCardNumber(text: string): "valid" | "incomplete" | "invalid" {
  const digits = digitsOf(text)
  const brand = brandOf(digits)
  if (digits !== "" && brand === "unknown" && !/^(2|5|3)?$/.test(digits.slice(0, 1)))
    return "invalid"
  if (digits.length < lengthOf(brand)) return "incomplete"
  return digits.length === lengthOf(brand) && passesLuhn(digits) ? "valid" : "invalid"
}
