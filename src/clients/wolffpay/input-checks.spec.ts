import fc from "fast-check"
import { InvalidInputError } from "./errors"
import { inputChecks, pathId } from "./input-checks"

const checks = inputChecks("POST", "/api/v1/payments")

function refusalOf(act: () => unknown): InvalidInputError | undefined {
  try {
    act()
    return undefined
  } catch (error) {
    if (error instanceof InvalidInputError) {
      return error
    }
    throw error
  }
}

describe("inputChecks", () => {
  it("refuses in the words of the request, the field and the limit", () => {
    expect(refusalOf(() => checks.amount(49))).toMatchObject({
      method: "POST",
      path: "/api/v1/payments",
      field: "amount",
      outcome: "none",
      retryable: false,
      message:
        "WolffPay POST /api/v1/payments was not sent: amount must be a whole number of cents from 50 to 99999999",
      merchantMessage:
        "WolffPay cannot take this: amount must be a whole number of cents from 50 to 99999999.",
    })
  })

  it("never repeats what was refused", () => {
    const refused = refusalOf(() => checks.currency("wp_test_00ff00ff"))
    expect(refused?.message).not.toContain("wp_test_00ff00ff")
  })

  it("takes exactly the whole cents from 50 to 99999999 (W13, property)", () => {
    const anything = fc.oneof(
      fc.integer({ min: 0, max: 120 }),
      fc.integer({ min: 99_999_900, max: 100_000_100 }),
      fc.double(),
      fc.maxSafeInteger()
    )
    fc.assert(
      fc.property(anything, (amount) => {
        const fits = Number.isInteger(amount) && amount >= 50 && amount <= 99_999_999
        expect(refusalOf(() => checks.amount(amount)) === undefined).toBe(fits)
      })
    )
  })

  it("counts metadata in bytes of JSON, not in characters (W13, property)", () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.string({ maxLength: 4_000 })), (metadata) => {
        const fits = Buffer.byteLength(JSON.stringify(metadata)) <= 8_192
        expect(refusalOf(() => checks.metadata(metadata)) === undefined).toBe(fits)
      })
    )
  })

  it.each(["card", "ideal", "sepa_debit", "bancontact", "sofort"])(
    "knows the method %s",
    (type) => {
      expect(refusalOf(() => checks.paymentMethodTypes([type]))).toBeUndefined()
    }
  )

  it.each(["CARD", "klarna", "card_present", ""])("does not know the method %j", (type) => {
    expect(refusalOf(() => checks.paymentMethodTypes(["card", type]))).toMatchObject({
      field: "paymentMethodTypes",
    })
  })

  it.each(["duplicate", "fraudulent", "requested_by_customer", undefined])(
    "knows the reason %s (W28)",
    (reason) => {
      expect(refusalOf(() => checks.reason(reason))).toBeUndefined()
    }
  )

  it.each([
    ["pi_1", "pi_", true],
    ["tmr_abc-1", "tmr_", true],
    ["pi_1", "re_", false],
    ["pi_1 ", "pi_", false],
    ["pi_1\n", "pi_", false],
    ["pi_<script>", "pi_", false],
    [`pi_${"x".repeat(253)}`, "pi_", false],
  ])("takes %j for an id of %s: %p", (value, prefix, taken) => {
    expect(refusalOf(() => checks.id("id", value, prefix)) === undefined).toBe(taken)
  })
})

describe("pathId", () => {
  it.each(["pi_3abc", "doc123", "A-b_9", "terminals", "x".repeat(255)])("takes %s", (id) => {
    expect(pathId("GET", id)).toBe(id)
  })

  it("never lets an id leave its place in the path (property)", () => {
    fc.assert(
      fc.property(fc.string(), (id) => {
        const refused = refusalOf(() => pathId("POST", id))
        if (refused) {
          expect(refused.field).toBe("id")
          return
        }
        const url = new URL(`https://api.example.test/api/v1/payments/${id}`)
        expect(url.pathname).toBe(`/api/v1/payments/${id}`)
        expect(url.search + url.hash).toBe("")
        expect(id).not.toBe("terminal")
      })
    )
  })

  it("refuses what is no text", () => {
    expect(refusalOf(() => pathId("GET", undefined as unknown as string))).toBeDefined()
    expect(refusalOf(() => pathId("GET", ["pi_1"] as unknown as string))).toBeDefined()
  })
})
