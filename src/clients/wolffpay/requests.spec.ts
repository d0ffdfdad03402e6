import fc from "fast-check"
import { InvalidInputError } from "./errors"
import {
  connectionTokenRequest,
  createPaymentRequest,
  createRefundRequest,
  createTerminalIntentRequest,
  listPaymentsRequest,
  parseRequest,
  pathId,
  readerRequest,
} from "./requests"

const PAYMENT = { amount: 5_000, currency: "eur", description: "Payment" } as const

function payment(fields: object = {}) {
  return parseRequest("POST", "/api/v1/payments", createPaymentRequest, { ...PAYMENT, ...fields })
}

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

describe("parseRequest", () => {
  it("refuses in the words of the request, the field and the limit", () => {
    expect(refusalOf(() => payment({ amount: 49 }))).toMatchObject({
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
    const refused = refusalOf(() => payment({ currency: "wp_test_00ff00ff" }))
    expect(refused?.message).toContain("currency must be one of eur, usd, gbp")
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
        expect(refusalOf(() => payment({ amount })) === undefined).toBe(fits)
      })
    )
  })

  it("counts metadata in bytes of JSON, not in characters (W13, property)", () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.string({ maxLength: 4_000 })), (metadata) => {
        const fits = Buffer.byteLength(JSON.stringify(metadata)) <= 8_192
        expect(refusalOf(() => payment({ metadata })) === undefined).toBe(fits)
      })
    )
  })

  it.each(["card", "ideal", "sepa_debit", "bancontact", "sofort"])(
    "knows the method %s",
    (type) => {
      expect(refusalOf(() => payment({ paymentMethodTypes: [type] }))).toBeUndefined()
    }
  )

  it.each(["CARD", "klarna", "card_present", ""])("does not know the method %j", (type) => {
    expect(refusalOf(() => payment({ paymentMethodTypes: ["card", type] }))).toMatchObject({
      field: "paymentMethodTypes",
    })
  })

  it.each([
    ["paymentMethodTypes", []],
    ["metadata", ["a"]],
    ["metadata", { cart: 1 }],
    ["metadata", null],
    ["captureMethod", "later"],
    ["description", ""],
    ["description", "x".repeat(1_001)],
    ["amount", undefined],
  ])("refuses a payment whose %s is %j (W13)", (field, value) => {
    expect(refusalOf(() => payment({ [field]: value }))).toMatchObject({ field })
  })

  it("sends nothing that is not documented, and leaves out what is not given", () => {
    const input = {
      ...PAYMENT,
      captureMethod: undefined,
      confirm: true,
      apiKey: "wp_test_00ff00ff",
    }
    expect(JSON.parse(JSON.stringify(payment(input)))).toEqual(PAYMENT)
  })

  const refund = (fields: object) =>
    parseRequest("POST", "/api/v1/refunds", createRefundRequest, {
      paymentIntentId: "pi_1",
      ...fields,
    })

  it.each(["duplicate", "fraudulent", "requested_by_customer", undefined])(
    "knows the reason %s (W28)",
    (reason) => {
      expect(refusalOf(() => refund({ reason }))).toBeUndefined()
    }
  )

  it.each([
    [1, true],
    [undefined, true],
    [0, false],
    [100_000_000, false],
  ])("gives %p cents back: %p (W28)", (amount, taken) => {
    expect(refusalOf(() => refund({ amount })) === undefined).toBe(taken)
  })

  it.each([
    [1, true],
    [100, true],
    [0, false],
    [101, false],
    [1.5, false],
  ])("asks for a page of %p: %p (W15)", (limit, taken) => {
    const ask = () => parseRequest("GET", "/api/v1/payments", listPaymentsRequest, { limit })
    expect(refusalOf(ask) === undefined).toBe(taken)
  })

  it("takes nothing but euros at a reader, and takes them for granted (W21)", () => {
    const { amount, description } = PAYMENT
    const ask = (fields: object) =>
      parseRequest("POST", "/api/v1/payments/terminal", createTerminalIntentRequest, {
        amount,
        description,
        ...fields,
      })
    expect(ask({})).toEqual({ amount, description, currency: "eur" })
    expect(refusalOf(() => ask({ currency: "usd" }))).toMatchObject({ field: "currency" })
  })

  it.each([
    ["pi_1", true],
    ["pi_abc-1", true],
    ["re_1", false],
    ["pi_1 ", false],
    ["pi_1\n", false],
    ["pi_<script>", false],
    [`pi_${"x".repeat(253)}`, false],
  ])("takes %j for the id of an intent: %p", (paymentIntentId, taken) => {
    expect(refusalOf(() => refund({ paymentIntentId })) === undefined).toBe(taken)
  })

  it("tells readers, locations and intents apart (W19, W23)", () => {
    const reader = (readerId: string) => () =>
      parseRequest("POST", "/api/v1/payments/terminal", readerRequest, {
        readerId,
        paymentIntentId: "pi_1",
      })
    const token = (locationId?: string) => () =>
      parseRequest("POST", "/api/v1/terminal/connection-token", connectionTokenRequest, {
        locationId,
      })
    expect(refusalOf(reader("tmr_1"))).toBeUndefined()
    expect(refusalOf(reader("tml_1"))).toMatchObject({ field: "readerId" })
    expect(refusalOf(token())).toBeUndefined()
    expect(refusalOf(token("tmr_1"))).toMatchObject({ field: "locationId" })
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
