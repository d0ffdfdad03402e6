/**
 * Integer cents → euros with two decimals as text: 1005 → "10.05", -5 → "-0.05". Exact, no float is involved.
 * @throws RangeError when it is not a whole number of cents
 */
export function toDecimal(cents: number): string {
  if (!Number.isSafeInteger(cents)) {
    throw new RangeError("The amount is not a whole number of cents.")
  }
  const digits = String(Math.abs(cents)).padStart(3, "0")
  return `${cents < 0 ? "-" : ""}${digits.slice(0, -2)}.${digits.slice(-2)}`
}

/** The same as JSON number or text, as a body wants it. The number prints as the shortest form of these digits. */
export function toAmount(cents: number, asString: boolean): string | number {
  const text = toDecimal(cents)
  return asString ? text : Number(text)
}

/** Decimal euros as Billink writes them ("12.5", 12.5, "12,50") → cents; undefined when it is not an amount of whole cents. */
export function toCents(value: unknown): number | undefined {
  const text = typeof value === "number" ? String(value) : value
  const match =
    typeof text === "string" ? /^(-?)(\d{1,12})(?:[.,](\d{1,2})0*)?$/.exec(text.trim()) : null
  if (!match) {
    return undefined
  }
  const [, sign = "", whole = "", part = ""] = match
  const cents = Number(whole + part.padEnd(2, "0"))
  return sign ? 0 - cents : cents
}
