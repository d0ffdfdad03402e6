import { DEFAULT_ADAPTER, resolveAdapter } from "../../../clients/billink"
import { ADDRESS, makeCart } from "./__fixtures__/cart"
import type { BillableCart } from "./billable-cart"
import { buildSession, type SessionSettings } from "./build-session"
import { describeCartProblems } from "./cart-problems"
import { languageOf } from "./language"
import { orderNumberFor } from "./order-number"

const returnUrls = {
  success: "https://shop.example.com/1",
  fail: "https://shop.example.com/2",
  back: "https://shop.example.com/3",
  cancel: "https://shop.example.com/4",
}
const SETTINGS: SessionSettings = {
  adapter: DEFAULT_ADAPTER,
  countries: ["NL", "BE", "DE"],
  limits: {},
}
const build = (over: Partial<BillableCart> = {}, settings: Partial<SessionSettings> = {}) =>
  buildSession({
    cart: makeCart({ rows: [{ price: 12.1 }], over }),
    orderNumber: "ORDER1",
    returnUrls,
    language: "nl",
    settings: { ...SETTINGS, ...settings },
  })
const sessionOf = (...input: Parameters<typeof build>) => {
  const built = build(...input)
  if (!built.ok) {
    throw new Error(JSON.stringify(built.problems))
  }
  return built.session
}
const problemsOf = (...input: Parameters<typeof build>) => {
  const built = build(...input)
  return built.ok ? [] : built.problems
}
const say = (problems: ReturnType<typeof problemsOf>) => ({
  nl: describeCartProblems(problems, "nl"),
  en: describeCartProblems(problems, "en"),
})

describe("A session from a cart (facts 2.1)", () => {
  it("has the customer, the addresses in parts and the transaction", () => {
    const address = {
      street: "Kerkstraat",
      houseNumber: "12",
      houseExtension: "A",
      postalCode: "1017GC",
      city: "Amsterdam",
      countryCode: "NL",
    }
    expect(sessionOf({}, { logoUrl: "https://shop.example.com/logo.png" })).toEqual({
      workflowNumber: "1",
      orderNumber: "ORDER1",
      customer: {
        type: "p",
        firstName: "Anna",
        lastName: "Jansen",
        email: "anna@example.com",
        mobile: "+31612345678",
      },
      billingAddress: address,
      shippingAddress: address,
      totalCents: 1210,
      totalTaxCents: 210,
      lines: [expect.objectContaining({ code: "SKU0", rowCents: 1210 })],
      returnUrls,
      logoUrl: "https://shop.example.com/logo.png",
    })
  })

  it("bills the billing address and delivers to the other one", () => {
    const shipping = {
      ...ADDRESS,
      last_name: null,
      phone: null,
      address_1: "Meir 12 bus 3",
      postal_code: "B-2000",
      city: "Antwerpen",
      country_code: "be",
    }
    const session = sessionOf({ shipping_address: shipping })
    expect(session.billingAddress.countryCode).toBe("NL")
    expect(session.shippingAddress).toMatchObject({
      street: "Meir",
      houseExtension: "bus 3",
      postalCode: "2000",
      countryCode: "BE",
    })
  })

  it.each([
    ["only a delivery address", { billing_address: null }],
    ["only a billing address, as for a download", { shipping_address: null }],
  ])("does with %s", (_name, over) => {
    const session = sessionOf(over)
    expect(session.billingAddress).toEqual(session.shippingAddress)
  })

  it("takes the delivery address's phone when the billing address has none", () => {
    const billing_address = { ...ADDRESS, phone: " " }
    expect(sessionOf({ billing_address }).customer.mobile).toBe("+31612345678")
  })

  it.each([
    ["nl", "1017GC", "1017GC"],
    ["nl", "NL-1017 gc", "1017GC"],
    ["be", "B-1000", "1000"],
    ["be", "BE 1000", "1000"],
    ["de", "D-10557", "10557"],
    ["de", "01067", "01067"],
  ])("writes the postal code of %s, %s, as %s", (country_code, postal_code, expected) => {
    const billing_address = { ...ADDRESS, country_code, postal_code, phone: "+31612345678" }
    const session = sessionOf({ billing_address, shipping_address: null })
    expect(session.billingAddress.postalCode).toBe(expected)
  })

  it("keeps a long extension within Billink's ten characters (facts 2.14, 431)", () => {
    const billing_address = { ...ADDRESS, address_1: "Dorfstraße 3 Hinterhaus links" }
    const session = sessionOf({ billing_address, shipping_address: null })
    expect(session.billingAddress.houseExtension).toHaveLength(10)
  })
})

describe("A company (facts 4.2)", () => {
  const company = { ...ADDRESS, company: "Jansen BV" }

  it("makes the customer a business, without its numbers when the shop does not collect them", () => {
    const { customer } = sessionOf({ billing_address: company })
    expect(customer).toMatchObject({ type: "b", company: "Jansen BV" })
    expect([customer.companyNumber, customer.vatNumber]).toEqual([undefined, undefined])
  })

  it("takes its numbers from the address's metadata, else the cart's", () => {
    const billing_address = { ...company, metadata: { company_number: 12345678 } }
    const metadata = { company_number: "87654321", vat_number: "NL001234567B01" }
    expect(sessionOf({ billing_address, metadata }).customer).toMatchObject({
      companyNumber: "12345678",
      vatNumber: "NL001234567B01",
    })
  })

  it("is asked for numbers that can be ones", () => {
    const metadata = { company_number: "123", vat_number: "1" }
    const billing_address = { ...company, company: "X" }
    expect(problemsOf({ billing_address, metadata })).toEqual([
      { field: "company", reason: "invalid" },
      { field: "company_number", reason: "invalid" },
      { field: "vat_number", reason: "invalid" },
    ])
  })

  it("keeps its name within 50 characters (facts 2.1)", () => {
    const billing_address = { ...company, company: "B".repeat(80) }
    expect(sessionOf({ billing_address }).customer.company).toHaveLength(50)
  })

  it("has the workflow number of its country and type (facts 7.15)", () => {
    const { adapter } = resolveAdapter({ workflow: { byCountry: { NL: { p: "5", b: "6" } } } })
    expect(sessionOf({}, { adapter }).workflowNumber).toBe("5")
    expect(sessionOf({ billing_address: company }, { adapter }).workflowNumber).toBe("6")
  })
})

describe("A cart that cannot be billed (contract 2)", () => {
  it("is told every missing field at once, by Medusa's names, and then in a sentence", () => {
    const empty = { first_name: "Anna", country_code: "nl" }
    const problems = problemsOf({ email: null, billing_address: empty, shipping_address: empty })
    expect(problems.map(({ field, reason }) => `${field} ${reason}`)).toEqual([
      "last_name missing",
      "email missing",
      "phone missing",
      "address_1 missing",
      "postal_code missing",
      "city missing",
    ])
    expect(say(problems)).toEqual({
      nl: "last_name, email, phone, address_1, postal_code, city: Vul voor achteraf betalen met Billink nog in: achternaam, e-mailadres, telefoonnummer, straat en huisnummer, postcode, plaats.",
      en: "last_name, email, phone, address_1, postal_code, city: To pay later with Billink, please fill in: last name, e-mail address, phone number, street and house number, postal code, city.",
    })
  })

  it("is told so when it has no address at all", () => {
    const problems = problemsOf({ billing_address: null, shipping_address: null })
    expect(problems.map(({ field }) => field)).toEqual([
      "first_name",
      "last_name",
      "phone",
      "address_1",
      "postal_code",
      "city",
      "country_code",
    ])
  })

  it("names the address when there are two", () => {
    const billing_address = { ...ADDRESS, last_name: "", postal_code: "12" }
    const shipping_address = { ...ADDRESS, address_1: "Dorpsstraat", city: null }
    const problems = problemsOf({ billing_address, shipping_address })
    expect(problems.map(({ field }) => field)).toEqual([
      "billing_address.last_name",
      "billing_address.postal_code",
      "shipping_address.address_1",
      "shipping_address.city",
    ])
    expect(say(problems).nl).toContain(
      "Vul voor achteraf betalen met Billink nog in: achternaam (factuuradres), plaats (bezorgadres). Controleer: postcode (factuuradres). Het huisnummer ontbreekt in het bezorgadres."
    )
    expect(say(problems).en).toContain("The house number is missing in the delivery address.")
  })

  it.each([
    [{ email: "anna" }, "email", "invalid"],
    [{ billing_address: { ...ADDRESS, phone: "123" } }, "phone", "invalid"],
    [{ currency_code: "usd" }, "currency_code", "currency"],
    [{ total: 100 }, "total", "inconsistent"],
  ] as [Partial<BillableCart>, string, string][])("is told of %j", (over, field, reason) => {
    expect(problemsOf(over)).toEqual([{ field, reason }])
  })

  it.each([
    ["Postbus 5", "po_box", "Een postbus of antwoordnummer kan niet"],
    ["Antwoordnummer 10", "po_box", "Een postbus of antwoordnummer kan niet"],
    ["Kerkstraat", "no_house_number", "Het huisnummer ontbreekt."],
  ])("is told of %s (facts 4.1, 4.3)", (address_1, reason, sentence) => {
    const billing_address = { ...ADDRESS, address_1 }
    const problems = problemsOf({ billing_address, shipping_address: null })
    expect(problems).toEqual([{ field: "address_1", reason }])
    expect(say(problems).nl).toContain(sentence)
  })

  it("is told where Billink can be used (facts 4.1)", () => {
    const billing_address = {
      ...ADDRESS,
      country_code: "fr",
      postal_code: "75001",
      phone: "+31612345678",
    }
    const problems = problemsOf({ billing_address, shipping_address: null })
    expect(problems).toEqual([
      { field: "country_code", reason: "country", countries: ["NL", "BE", "DE"] },
    ])
    expect(say(problems)).toEqual({
      nl: "country_code: Achteraf betalen met Billink kan alleen in Nederland, België en Duitsland.",
      en: "country_code: Paying later with Billink is only possible in Netherlands, Belgium and Germany.",
    })
  })

  it("is told the limits of its country and customer type (facts 4.1)", () => {
    const limits = { NL: { p: { minCents: 2_000, maxCents: 75_000 }, b: { maxCents: 1_000 } } }
    const low = problemsOf({}, { limits })
    expect(low).toEqual([{ field: "total", reason: "too_low", limitCents: 2_000 }])
    expect(say(low).nl).toBe("total: Achteraf betalen met Billink kan vanaf 20.00 EUR.")
    const high = problemsOf({ billing_address: { ...ADDRESS, company: "BV" } }, { limits })
    expect(high).toEqual([{ field: "total", reason: "too_high", limitCents: 1_000 }])
    expect(say(high).en).toContain("up to 10.00 EUR")
    expect(problemsOf({}, { limits: { BE: { p: { maxCents: 1 } } } })).toEqual([])
  })

  it("is told when there is nothing to pay", () => {
    const cart = makeCart({ rows: [{ price: 10 }], gifts: [10] })
    const built = buildSession({
      cart,
      orderNumber: "O",
      returnUrls,
      language: "nl",
      settings: SETTINGS,
    })
    expect(built).toEqual({ ok: false, problems: [{ field: "total", reason: "empty" }] })
  })

  it("is told of a VAT rate that the account does not take (facts 7.13)", () => {
    const { adapter } = resolveAdapter({ limits: { vatRates: [9, 0] } })
    expect(problemsOf({}, { adapter })).toEqual([{ field: "tax_lines", reason: "vat_rate" }])
  })
})

describe("The language of a shopper", () => {
  it.each([
    ["nl-NL", "be", "nl"],
    ["en-US", "nl", "en"],
    [undefined, "nl", "nl"],
    [null, "NL", "nl"],
    [undefined, "de", "en"],
    ["", undefined, "en"],
  ])("for locale %j in %j is %s", (locale, country, language) => {
    expect(languageOf(locale, country)).toBe(language)
  })
})

describe("The number of an attempt (facts 3.2, 7.16)", () => {
  it("has capitals and digits only, and is another one for each attempt", () => {
    const id = "payses_01JZX5K8Y3W6T9QABCDEFGHJKM"
    expect(orderNumberFor(id, 1)).toBe("01JZX5K8Y3W6T9QABCDEFGHJKM")
    expect(orderNumberFor(id, 2)).toBe("01JZX5K8Y3W6T9QABCDEFGHJKMN2")
    expect(orderNumberFor(`payses_${"x".repeat(100)}`, 12)).toMatch(/^[A-Z0-9]{1,50}$/)
  })
})
