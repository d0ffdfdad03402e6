import { problemOf } from "./problem"

const refusal = (status: number, message = "", code?: string) =>
  Object.assign(new Error(message), { status, code })

describe("What went wrong", () => {
  it("is an unreachable shop when no answer came", () => {
    expect(problemOf(new TypeError("Failed to fetch"))).toEqual({ kind: "unreachable" })
  })

  it("is the key when Medusa does not know it", () => {
    const words = "A valid publishable key is required to proceed with the request"
    expect(problemOf(refusal(400, words))).toEqual({ kind: "key" })
    expect(problemOf(refusal(400, "Publishable API key required in the request header"))).toEqual({
      kind: "key",
    })
  })

  it("is stock that is not there", () => {
    const words = "Some variant does not have the required inventory"
    expect(problemOf(refusal(400, words, "insufficient_inventory"))).toEqual({ kind: "stock" })
  })

  it("is a paid cart by its code, whatever the words", () => {
    const answer = refusal(400, "Al betaald", "cart_already_paid")
    expect(problemOf(answer)).toEqual({ kind: "paid" })
  })

  it.each([
    [404, "missing"],
    [409, "busy"],
    [429, "busy"],
    [500, "broken"],
    [503, "broken"],
  ])("goes by the status %i: %s", (status, kind) => {
    expect(problemOf(refusal(status))).toEqual({ kind })
  })

  it("is what the cart lacks, by field and in a sentence of the shop's", () => {
    const words =
      "phone, billing_address.city: To pay later with Billink, please fill in: phone number, city (billing address)."
    expect(problemOf(refusal(400, words))).toEqual({
      kind: "details",
      fields: ["phone", "billing_address.city"],
      detail: "To pay later with Billink, please fill in: phone number, city (billing address).",
    })
  })

  it("is in Medusa's own words otherwise", () => {
    expect(problemOf(refusal(400, "Cart is paid"))).toEqual({
      kind: "refused",
      detail: "Cart is paid",
    })
  })

  it("is ours when it is no answer at all", () => {
    expect(problemOf(new Error("x is undefined"))).toMatchObject({ kind: "broken" })
  })
})
