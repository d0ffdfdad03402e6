import { INTENT_STATES } from "../../modules/wolffpay/tables/intent-state"
import { notPaidYet, toSessionStatus } from "./status"

describe("toSessionStatus (W18, R6)", () => {
  it.each([
    ["creating", "pending"],
    ["refused", "pending"],
    ["lost", "pending"],
    ["open", "pending"],
    ["processing", "pending"],
    ["authorized", "authorized"],
    ["succeeded", "captured"],
    ["canceled", "canceled"],
  ] as const)("%s is %s", (state, status) => {
    expect(toSessionStatus(state, false)).toBe(status)
    expect(toSessionStatus(state, true)).toBe(
      state === "processing" ? "pending_authorization" : status
    )
  })

  it("says captured for nothing but succeeded", () => {
    for (const flag of [true, false]) {
      const captured = INTENT_STATES.filter((state) => toSessionStatus(state, flag) === "captured")
      expect(captured).toEqual(["succeeded"])
    }
  })
})

describe("notPaidYet", () => {
  it.each([
    ["open", false, "payment_requires_more_error", /not finished/],
    ["open", true, "payment_authorization_error", /did not succeed/],
    ["processing", false, "payment_requires_more_error", /no need to pay again/],
    ["processing", true, "payment_requires_more_error", /no need to pay again/],
    ["canceled", false, "payment_authorization_error", /new payment/],
  ] as const)("tells the shopper of %s (failed before: %s)", (state, failed, type, message) => {
    // Medusa loses the words of any other type on their way to the storefront.
    expect(notPaidYet(state, failed)).toMatchObject({
      type,
      message: expect.stringMatching(message),
    })
  })
})
