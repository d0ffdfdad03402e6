import fc from "fast-check"
import { toAmount, toCents, toDecimal } from "./money"

describe("Money towards Billink (contract 4.9)", () => {
  it.each([
    [0, "0.00"],
    [1, "0.01"],
    [-1, "-0.01"],
    [100, "1.00"],
    [-12345, "-123.45"],
  ])("writes %i cents as %s", (cents, text) => {
    expect(toDecimal(cents)).toBe(text)
  })

  it("refuses what is not a whole number of cents", () => {
    expect(() => toDecimal(0.5)).toThrow(RangeError)
    expect(() => toDecimal(Number.NaN)).toThrow(RangeError)
  })

  it("comes back as it went, as text and as a number", () => {
    fc.assert(
      fc.property(fc.integer({ min: -99_999_999_999, max: 99_999_999_999 }), (cents) => {
        expect(toCents(toDecimal(cents))).toBe(cents)
        expect(toCents(JSON.parse(JSON.stringify(toAmount(cents, false))))).toBe(cents)
      })
    )
  })

  it.each([
    ["12,50", 1250],
    ["12.500", 1250],
    ["12.345", undefined],
    ["1e3", undefined],
    ["", undefined],
    [null, undefined],
    [0.1 + 0.2, undefined],
  ])("reads %j as %s", (value, cents) => {
    expect(toCents(value)).toBe(cents)
  })
})
