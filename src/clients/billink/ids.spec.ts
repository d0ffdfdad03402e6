import { isBillinkInvoiceNumber, isNumberOf, isOrderNumber, isSessionId, sameNumber } from "./ids"

describe("Numbers of an order (facts 4.5)", () => {
  it.each(["A", "invoice-1234", "A_1", "A".repeat(50)])("takes %s", (number) => {
    expect(isOrderNumber(number)).toBe(true)
  })

  it.each(["", "A".repeat(51), "a b", "é", "a/b", 5, undefined])("refuses %j", (number) => {
    expect(isOrderNumber(number)).toBe(false)
  })

  it.each([
    ["invoice-1234", "1ABinvoice-1234", true],
    ["invoice-1234", "1ABINVOICE1234", true],
    ["INVOICE1234", "invoice1234", true],
    ["INVOICE1234", "INVOICE12345", false],
    ["1234", "A-VERY-LONG-PREFIX-1234", false],
    ["-", "1AB", false],
  ])("knows whether %s is %s: %s (facts 3.2)", (ours, told, same) => {
    expect(isNumberOf(ours, told)).toBe(same)
  })

  it("tells ids from what is none", () => {
    expect([isSessionId("ses_1"), isSessionId("a b"), isSessionId(undefined)]).toEqual([
      true,
      false,
      false,
    ])
    expect([isBillinkInvoiceNumber("1AB-1"), isBillinkInvoiceNumber(" ")]).toEqual([true, false])
    expect(sameNumber("1abX", "1ABx")).toBe(true)
  })
})
