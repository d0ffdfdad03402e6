import { checkCardNumber, groupCard, passesLuhn } from "./card-number"
import { checkExpiry, groupExpiry } from "./expiry"
import { FIELD_RULES } from "./field-checks"
import { checkIban, groupIban } from "./iban"
import { paymentMethodOf } from "./payment-method"
import {
  methodOfCard,
  methodOfIban,
  TEST_CARD_NUMBERS,
  TEST_IBANS,
  TEST_METHODS,
} from "./test-methods"

describe("card numbers", () => {
  it.each(TEST_CARD_NUMBERS)("%s is valid and behaves as its test method", (number) => {
    expect(checkCardNumber(number)).toBe("valid")
    expect(TEST_METHODS[methodOfCard(number)]?.type).toBe("card")
  })

  it("any one wrong digit is noticed", () => {
    for (let place = 0; place < 16; place++) {
      for (let step = 1; step < 10; step++) {
        const digits = [..."4242424242424242"].map(Number)
        digits[place] = ((digits[place] ?? 0) + step) % 10
        expect(passesLuhn(digits.join(""))).toBe(false)
      }
    }
    expect(passesLuhn("")).toBe(false)
  })

  it.each([
    ["", "incomplete"],
    ["4242 4242", "incomplete"],
    ["4242 4242 4242 4241", "invalid"],
    ["9", "invalid"],
    ["3782 822463 10005", "valid"],
    ["3782 822463 1000", "incomplete"],
  ])("%s is %s", (text, expected) => {
    expect(checkCardNumber(text)).toBe(expected)
  })

  it.each([
    ["4242424242424242", "4242 4242 4242 4242"],
    ["4242-4", "4242 4"],
    ["42424242424242429", "4242 4242 4242 4242"],
    ["378282246310005", "3782 822463 10005"],
    ["37828", "3782 8"],
    ["abc", ""],
  ])("%s is shown as %s", (text, expected) => {
    expect(groupCard(text)).toBe(expected)
  })

  it.each([
    ["4242424242424242", "succeed", undefined],
    ["4000000000000002", "decline", "generic_decline"],
    ["4000000000009995", "decline", "insufficient_funds"],
    ["4000000000000069", "decline", "expired_card"],
    ["4000002500003155", "challenge", undefined],
    ["4000000000003220", "challenge", undefined],
    ["4111111111111111", "decline", "test_mode_live_card"],
  ])("%s will %s (%s)", (number, behaviour, failure) => {
    const method = TEST_METHODS[methodOfCard(number)]
    expect([method?.behaviour, method?.failure]).toEqual([behaviour, failure])
  })
})

describe("expiry dates", () => {
  const now = new Date(2026, 5, 15).getTime()

  it.each([
    ["", "incomplete"],
    ["06 / 2", "incomplete"],
    ["06 / 26", "valid"],
    ["05 / 26", "past_month"],
    ["12 / 25", "past_year"],
    ["13", "invalid"],
    ["00 / 30", "invalid"],
    ["01 / 77", "invalid"],
  ])("in June 2026, %s is %s", (text, expected) => {
    expect(checkExpiry(text, now)).toBe(expected)
  })

  it.each([
    ["1", "1"],
    ["12", "12"],
    ["123", "12 / 3"],
    ["4", "04"],
    ["4/31", "04 / 31"],
    ["1/31", "01 / 31"],
    ["12 / 2031", "12 / 31"],
    ["12 / ", "12"],
    ["01 / 3", "01 / 3"],
  ])("%s is shown as %s", (text, expected) => {
    expect(groupExpiry(text)).toBe(expected)
  })
})

describe("IBANs", () => {
  it.each(TEST_IBANS)("%s is valid and a direct debit", (iban) => {
    expect(checkIban(iban)).toBe("valid")
    expect(TEST_METHODS[methodOfIban(iban) ?? ""]?.type).toBe("sepa_debit")
  })

  it.each([
    ["", "incomplete"],
    ["NL", "incomplete"],
    ["NL39 RABO 0300 0652 6", "incomplete"],
    ["nl39 rabo 0300 0652 64", "valid"],
    ["NL93 RABO 0300 0652 64", "invalid"],
    ["NL39 RABO 0300 0652 46", "invalid"],
    ["NL39 RABO 0300 0652 640", "invalid"],
    ["US39 RABO 0300 0652 64", "invalid"],
    ["12", "invalid"],
  ])("%s is %s", (text, expected) => {
    expect(checkIban(text)).toBe(expected)
  })

  it("is shown in groups of four", () => {
    expect(groupIban("nl39rabo0300065264")).toBe("NL39 RABO 0300 0652 64")
    expect(groupIban("NL39")).toBe("NL39")
  })

  it("the Dutch ones behave as documented; a real account is none of ours", () => {
    expect(methodOfIban("NL39RABO0300065264")).toBe("pm_sepaDebit")
    expect(methodOfIban("NL91ABNA0417164300")).toBe("pm_sepaDebit_failing")
    expect(FIELD_RULES["iban"]?.check({ iban: "NL44RABO0123456789" }, 0)).toBe("test_iban_only")
  })
})

describe("other fields", () => {
  it.each([
    ["cvc", { cvc: "12" }, "incomplete_cvc"],
    ["cvc", { cvc: "123" }, undefined],
    ["cvc", { cvc: "123", number: "3782 8" }, "incomplete_cvc"],
    ["name", { name: " " }, "incomplete_name"],
    ["email", { email: "a@b" }, "invalid_email"],
    ["email", { email: "a@b.nl" }, undefined],
  ])("%s of %j: %s", (name, values, expected) => {
    expect(FIELD_RULES[name]?.check(values, 0)).toBe(expected)
  })

  it("only the last four digits leave the frame", () => {
    const card = paymentMethodOf("card", {
      number: "4111 1111 1111 1234",
      expiry: "12 / 31",
      cvc: "987",
    })
    expect(card).toMatchObject({
      id: "pm_card_live",
      card: { last4: "1234", exp_month: 12, exp_year: 2031 },
    })
    expect(JSON.stringify(card)).not.toMatch(/4111|987/)
    const debit = paymentMethodOf("sepa_debit", {
      iban: "NL39 RABO 0300 0652 64",
      name: "A",
      email: "",
    })
    expect(debit).toMatchObject({ id: "pm_sepaDebit", billing_details: { name: "A", email: null } })
    expect(JSON.stringify(debit)).not.toContain("RABO")
  })
})
