import { NOT_KNOWN } from "../checkout-context"
import { fingerprintOf } from "./fingerprint"
import { type PreparedSession, PreparedSessions } from "./prepared-sessions"

const address = {
  street: "Dorpsstraat",
  houseNumber: "1",
  houseExtension: "",
  postalCode: "1234AB",
  city: "Utrecht",
  countryCode: "NL",
}
const line = (code: string, unitCents = 500) => ({
  code,
  name: code,
  description: "",
  unitCents,
  rowCents: unitCents,
  unitTaxCents: 87,
  taxRate: "21",
  quantity: 1,
})
const session: PreparedSession["session"] = {
  workflowNumber: "1",
  customer: {
    type: "p",
    firstName: "Anna",
    lastName: "Jansen",
    email: "anna@example.com",
    mobile: "+31612345678",
  },
  billingAddress: address,
  shippingAddress: address,
  totalCents: 1000,
  totalTaxCents: 174,
  lines: [line("a"), line("b")],
}
const prepared: PreparedSession = {
  checkout: { ...NOT_KNOWN, cart_id: "cart_1" },
  language: "nl",
  session,
}

describe("What is prepared for the provider", () => {
  it("is handed over once, for the ticket that was given for it", () => {
    const sessions = new PreparedSessions()
    const ticket = sessions.leave(prepared)
    expect(sessions.take("another")).toBeUndefined()
    expect(sessions.take({ ticket })).toBeUndefined()
    expect(sessions.take(ticket)).toBe(prepared)
    expect(sessions.take(ticket)).toBeUndefined()
  })

  it("is forgotten after a minute", () => {
    let now = 0
    const sessions = new PreparedSessions(() => now)
    const ticket = sessions.leave(prepared)
    now = 60_000
    expect(sessions.take(ticket)).toBeUndefined()
  })
})

describe("The fingerprint of what is billed", () => {
  const alike: PreparedSession["session"] = {
    ...session,
    customer: { ...session.customer, company: undefined },
    lines: [...session.lines].reverse(),
    // Neither is billed.
    logoUrl: "https://shop.example.com/logo.png",
    workflowNumber: "2",
  }
  it("is the same for the same goods, people and places, in whichever order", () => {
    expect(fingerprintOf(alike)).toBe(fingerprintOf(session))
  })

  it.each<[string, Partial<PreparedSession["session"]>]>([
    ["another name", { customer: { ...session.customer, lastName: "Anders" } }],
    ["another delivery address", { shippingAddress: { ...address, houseNumber: "2" } }],
    ["another billing address", { billingAddress: { ...address, city: "Zeist" } }],
    ["other goods for the same money", { lines: [line("a"), line("c")] }],
    ["another total", { totalCents: 1001 }],
    ["another VAT", { totalTaxCents: 83 }],
  ])("differs for %s", (_, change) => {
    expect(fingerprintOf({ ...session, ...change })).not.toBe(fingerprintOf(session))
  })
})
