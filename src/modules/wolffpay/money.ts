import type { BigNumberInput } from "@medusajs/framework/types"
import { MathBN } from "@medusajs/framework/utils"
import { CURRENCIES, type Currency } from "../../clients/wolffpay"

const MINOR_PER_MAJOR = 100

export function toCurrency(code: string): Currency | undefined {
  const lower = code.toLowerCase()
  return CURRENCIES.find((currency) => currency === lower)
}

/**
 * Major units, as Medusa keeps them (possibly with more decimals than money has: 29.282), → integer minor units, rounded
 * half away from zero. The one place where the plugin rounds money.
 */
export function toMinorUnits(major: BigNumberInput): number {
  const minor = MathBN.convert(major)
    .times(MINOR_PER_MAJOR)
    .decimalPlaces(0, ROUND_HALF_UP)
    .toNumber()
  if (!Number.isSafeInteger(minor)) {
    throw new RangeError("The amount is not a number of cents.")
  }
  // A ten-thousandth below nothing rounds to -0, which is not the 0 that it is compared with.
  return minor === 0 ? 0 : minor
}

/** bignumber.js: towards the nearest neighbour, halves away from zero. */
const ROUND_HALF_UP = 4

/** Integer minor units → major units with two decimals, exact. */
export function toMajorUnits(minor: number): number {
  return MathBN.div(minor, MINOR_PER_MAJOR).toNumber()
}

/** For people: "29.28 EUR". Minor units in. */
export function formatMinor(minor: number, currency: string): string {
  const sign = minor < 0 ? "-" : ""
  const digits = String(Math.abs(minor)).padStart(3, "0")
  return `${sign}${digits.slice(0, -2)}.${digits.slice(-2)} ${currency.toUpperCase()}`
}
