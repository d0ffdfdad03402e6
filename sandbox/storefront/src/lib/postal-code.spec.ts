import { dutchPostalCode } from "./postal-code"

describe("A Dutch postal code", () => {
  it.each(["1234AB", "1234 ab", " 1234  Ab "])("is understood as typed: %j", (typed) => {
    expect(dutchPostalCode(typed)).toBe("1234 AB")
  })

  it.each(["0123 AB", "123 AB", "1234 A1", "B-1000", ""])("is none: %j", (typed) => {
    expect(dutchPostalCode(typed)).toBeUndefined()
  })
})
