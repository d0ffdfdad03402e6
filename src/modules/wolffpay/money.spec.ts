import fc from "fast-check"
import { formatMinor, toCurrency, toMajorUnits, toMinorUnits } from "./money"

describe("toMinorUnits", () => {
  it("gives back every number of cents that WolffPay takes (contract 4.9)", () => {
    fc.assert(
      fc.property(fc.integer({ min: -99_999_999, max: 99_999_999 }), (minor) => {
        expect(toMinorUnits(toMajorUnits(minor))).toBe(minor)
      })
    )
  })

  it("rounds as one does on paper: half away from zero, however many decimals", () => {
    fc.assert(
      fc.property(fc.nat(99_999_999), fc.nat(999_999), (cents, rest) => {
        const text = `${Math.floor(cents / 100)}.${String(cents % 100).padStart(2, "0")}${String(rest).padStart(6, "0")}`
        const expected = cents + (rest >= 500_000 ? 1 : 0)
        expect(toMinorUnits(text)).toBe(expected)
        expect(toMinorUnits(`-${text}`) + expected).toBe(0)
      })
    )
  })

  it.each([
    [29.282, 2928],
    [-0.0001, 0],
    [1.005, 101],
    [4.35, 435],
    [0.285, 29],
    [1.1, 110],
    ["15", 1500],
    [{ value: "5", precision: 20 }, 500],
    [{ value: "29.282", precision: 20 }, 2928],
  ])("takes %j as Medusa hands it over", (major, minor) => {
    expect(toMinorUnits(major)).toBe(minor)
  })

  it.each([NaN, Infinity, -Infinity, "a", 1e300])("refuses %s", (major) => {
    expect(() => toMinorUnits(major)).toThrow()
  })
})

describe("formatMinor", () => {
  it("writes two decimals and the currency, in every locale", () => {
    expect(formatMinor(2928, "eur")).toBe("29.28 EUR")
    expect(formatMinor(5, "usd")).toBe("0.05 USD")
    expect(formatMinor(0, "eur")).toBe("0.00 EUR")
    expect(formatMinor(-1250, "gbp")).toBe("-12.50 GBP")
  })

  it("agrees with toMajorUnits", () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 99_999_999 }), (minor) => {
        expect(formatMinor(minor, "eur")).toBe(`${toMajorUnits(minor).toFixed(2)} EUR`)
      })
    )
  })
})

describe("toCurrency", () => {
  it.each(["eur", "EUR", "Usd", "gbp"])("knows %s (W13)", (code) => {
    expect(toCurrency(code)).toBe(code.toLowerCase())
  })

  it.each(["jpy", "", "euro", " eur"])("does not know %j", (code) => {
    expect(toCurrency(code)).toBeUndefined()
  })
})
