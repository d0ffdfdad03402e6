/** Cents of "12.34" or "-0.05"; undefined for anything but a text with exactly two decimals (2.1). */
export function centsOfText(value: unknown): number | undefined {
  if (typeof value !== "string") return undefined
  const match = /^(-?)(\d{1,9})\.(\d{2})$/.exec(value)
  if (!match) return undefined
  const cents = Number(`${match[2]}${match[3]}`)
  return match[1] === "-" && cents !== 0 ? -cents : cents
}

/** Cents of a positive JSON number of euros with at most two decimals, such as 1.5 (2.5). */
export function centsOfNumber(value: unknown): number | undefined {
  return typeof value === "number" ? positive(String(value)) : undefined
}

/** The same in a legacy XML text: "10", "10.5" and "10.50". */
export function centsOfXml(value: string | undefined): number | undefined {
  return value === undefined ? undefined : positive(value)
}

function positive(text: string): number | undefined {
  const match = /^(\d{1,9})(?:\.(\d{1,2}))?$/.exec(text)
  if (!match) return undefined
  const cents = Number(`${match[1]}${(match[2] ?? "").padEnd(2, "0")}`)
  return cents > 0 ? cents : undefined
}

/** "12.34" */
export function euros(cents: number): string {
  const digits = String(Math.abs(cents)).padStart(3, "0")
  return `${cents < 0 ? "-" : ""}${digits.slice(0, -2)}.${digits.slice(-2)}`
}
