import { adviceFor, adviceForForm, knownCodes } from "./error-codes"
import { BillinkRefusedError, shopperTextsFor } from "./errors"

const refused = (code: string | undefined, said?: string) =>
  new BillinkRefusedError({
    service: "Billink",
    method: "POST",
    path: "/x",
    scope: "session",
    code,
    said,
  })

describe("Billink's error codes (facts 2.14)", () => {
  it.each(knownCodes("session"))("%s of a session has a meaning", (code) => {
    expect(adviceFor(code, "session")?.meaning).toMatch(/\w{3}/)
  })

  it.each([
    "104",
    "105",
    "402",
    "406",
    "407",
    "408",
    "410",
    "411",
    "412",
    "414",
    "415",
    "416",
    "417",
    "418",
    "419",
    "420",
    "421",
    "422",
    "424",
    "425",
    "426",
    "427",
    "428",
    "429",
    "430",
    "431",
    "432",
    "433",
    "434",
    "501",
    "607",
    "701",
    "703",
  ])("%s of a credit check can be told to a shopper, in Dutch and English", (code) => {
    const { nl, en } = shopperTextsFor(refused(code))
    expect([nl, en].every((text) => /^[A-Z].+\.$/.test(text))).toBe(true)
    expect(nl).not.toBe(en)
  })

  it.each([
    ["402", "phone"],
    ["414", "address_1"],
    ["415", "postal_code"],
    ["419", "email"],
    ["432", "city"],
    ["411", "company_number"],
  ])("%s names the field as Medusa does: %s", (code, field) => {
    expect(refused(code).fields).toEqual([field])
  })

  it("says that the customer is too young (422)", () => {
    expect(refused("422").shopperTexts.nl).toContain("18 jaar")
  })

  it("means something else on an order than in a session", () => {
    expect(adviceFor("402", "order")?.meaning).not.toBe(adviceFor("402", "session")?.meaning)
    expect(adviceFor("707", "session")).toBeUndefined()
    expect(adviceFor("constructor", "order")).toBeUndefined()
  })

  it("finds every field in the one text of a refused form (facts 2.1)", () => {
    const said = "customer.mobile: x. billingAddress.postalCode: y. shippingAddress.postalCode: z"
    expect(adviceForForm(said).map(({ field }) => field)).toEqual(["phone", "postal_code"])
    expect(refused(undefined, said).shopperTexts.en).toBe(
      "Please check the phone number. Please check the postal code."
    )
  })

  it("has a general text for everything else", () => {
    expect(shopperTextsFor(new Error("x"))).toEqual(refused("999").shopperTexts)
  })
})
