/** Lengths of the countries whose accounts can be debited by SEPA, as far as the sandbox cares to know. */
const LENGTHS: Readonly<Record<string, number>> = {
  AT: 20,
  BE: 16,
  DE: 22,
  ES: 24,
  FI: 18,
  FR: 27,
  IE: 22,
  IT: 27,
  LU: 20,
  NL: 18,
  PT: 25,
}

export function cleanIban(text: string): string {
  return text.replace(/[^a-z0-9]/gi, "").toUpperCase()
}

/** In groups of four, as it is printed. */
export function groupIban(text: string): string {
  return cleanIban(text)
    .slice(0, 34)
    .replace(/(.{4})(?=.)/g, "$1 ")
}

/** `incomplete` while it can still become one; otherwise country, length and the check digits (ISO 7064) decide. */
export function checkIban(text: string): "valid" | "incomplete" | "invalid" {
  const iban = cleanIban(text)
  if (iban.length < 4) return /^([A-Z]{0,2}|[A-Z]{2}\d)$/.test(iban) ? "incomplete" : "invalid"
  if (!/^[A-Z]{2}\d{2}[A-Z0-9]*$/.test(iban)) return "invalid"
  const length = LENGTHS[iban.slice(0, 2)]
  if (length === undefined || iban.length > length) return "invalid"
  if (iban.length < length) return "incomplete"
  return remainder(iban.slice(4) + iban.slice(0, 4)) === 1 ? "valid" : "invalid"
}

function remainder(text: string): number {
  let rest = 0
  for (const char of text) {
    const value = parseInt(char, 36)
    rest = (rest * (value > 9 ? 100 : 10) + value) % 97
  }
  return rest
}
