import { toBillinkPhone } from "./phone"

describe("A phone number for Billink (facts 2.1)", () => {
  it.each([
    ["0612345678", "nl", "+31612345678"],
    ["06-12 34 56 78", "NL", "+31612345678"],
    ["+31 (0)6 12345678", "NL", "+31612345678"],
    ["0031612345678", "NL", "+31612345678"],
    ["020 624 1111", "NL", "+31206241111"],
    ["0470 12 34 56", "BE", "+32470123456"],
    ["02 512 12 12", "BE", "+3225121212"],
    ["030 901820", "DE", "+4930901820"],
    ["0151 23456789", "DE", "+4915123456789"],
    ["+49 151 23456789", "NL", "+4915123456789"],
  ])("%s in %s is %s", (phone, country, expected) => {
    expect(toBillinkPhone(phone, country)).toBe(expected)
  })

  it.each(["", "12", "06123", "061234567890123", "telefoon", "+999 123456"])(
    "%j is none",
    (phone) => {
      expect(toBillinkPhone(phone, "NL")).toBeUndefined()
    }
  )

  it("can be digits alone, or national", () => {
    expect(toBillinkPhone("06 12345678", "NL", "digits")).toBe("0031612345678")
    expect(toBillinkPhone("+31612345678", "NL", "national")).toBe("0612345678")
    expect(toBillinkPhone("+4915123456789", "NL", "national")).toBe("004915123456789")
  })

  it("needs a country to read a national number", () => {
    expect(toBillinkPhone("0612345678", "xx")).toBeUndefined()
    expect(toBillinkPhone("+31612345678", "xx")).toBe("+31612345678")
  })
})
