/** Something taken off a price: minor units, or hundredths of a percent. */
export type Discount = { kind: "amount"; amount: number } | { kind: "percent"; basisPoints: number }

const WHOLE = 10_000
/** More than this is a slip of the finger; WolffPay takes no more than 999,999.99 (W13). */
const MOST = 99_999_999
// Groups of three digits need the decimals behind them: whether "1.234" is much or little depends on the country.
const AMOUNT =
  /^(?:(\d{1,6})(?:[.,](\d{1,2}))?|(\d{1,3}(?:\.\d{3})+),(\d{2})|(\d{1,3}(?:,\d{3})+)\.(\d{2}))$/

/** Minor units of what somebody typed, with a comma or a point before the cents; null when it is no amount. */
export function parseAmount(text: string): number | null {
  const found = AMOUNT.exec(text.replace(/[\s€]/g, ""))
  if (!found) {
    return null
  }
  const whole = found[1] ?? found[3] ?? found[5] ?? ""
  const part = found[2] ?? found[4] ?? found[6] ?? ""
  const amount = Number(whole.replace(/[.,]/g, "") + part.padEnd(2, "0"))
  return amount <= MOST ? amount : null
}

/** "2,50" takes two and a half off, "10%" a tenth; null when it is neither, or more than everything. */
export function parseDiscount(text: string): Discount | null {
  const trimmed = text.trim()
  const value = parseAmount(trimmed.replace(/%$/, ""))
  if (value === null || value === 0) {
    return null
  }
  if (!trimmed.endsWith("%")) {
    return { kind: "amount", amount: value }
  }
  return value <= WHOLE ? { kind: "percent", basisPoints: value } : null
}

/** Minor units off `base`, never more than it; half a cent is rounded up. */
export function discountOn(base: number, discount: Discount | null): number {
  if (!discount) {
    return 0
  }
  return discount.kind === "amount"
    ? Math.min(discount.amount, base)
    : Math.floor((base * discount.basisPoints + WHOLE / 2) / WHOLE)
}

/** Medusa's language codes are joined (`enGB`), those of browsers have a hyphen. */
export function localeOf(language: string): string {
  return language.replace(/([a-z])([A-Z])/g, "$1-$2")
}

/** For people. `amount` in minor units of a currency that has two decimals. */
export function formatAmount(amount: number, currency: string, language: string): string {
  return new Intl.NumberFormat(localeOf(language), {
    style: "currency",
    currency: currency.toUpperCase(),
  }).format(amount / 100)
}

/** As somebody would type it, for a field that is already filled in. */
export function typedAmount(amount: number, language: string): string {
  return new Intl.NumberFormat(localeOf(language), {
    minimumFractionDigits: 2,
    useGrouping: false,
  }).format(amount / 100)
}

export function formatDiscount(discount: Discount, currency: string, language: string): string {
  return discount.kind === "amount"
    ? formatAmount(discount.amount, currency, language)
    : new Intl.NumberFormat(localeOf(language), {
        style: "percent",
        maximumFractionDigits: 2,
      }).format(discount.basisPoints / WHOLE)
}

/** Minor units of an amount as Medusa writes it (12.5 is 12,50). */
export function centsOf(major: number): number {
  return Number(major.toFixed(2).replace(".", ""))
}
