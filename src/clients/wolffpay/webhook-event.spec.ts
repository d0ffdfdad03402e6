import fc from "fast-check"
import { parseWebhookEvent, readPaymentEventData, readRefundEventData } from "./webhook-event"

const payment = {
  id: "pi_abc123",
  amount: 5_000,
  currency: "eur",
  description: "Order #12345",
  status: "succeeded",
  metadata: { order_id: "12345" },
}
const body = { event: "payment.succeeded", data: payment, timestamp: "2026-02-18T12:34:56.789Z" }

describe("parseWebhookEvent (W31)", () => {
  it("takes the documented event", () => {
    expect(parseWebhookEvent(body)).toEqual({ ok: true, event: body })
  })

  it.each([
    ["an unknown type", { ...body, event: "payment.teleported" }],
    ["no timestamp", { event: "x", data: { id: "1" } }],
    ["a strange timestamp", { ...body, timestamp: { when: "now" } }],
    ["strange other fields", { event: "x", data: { id: "1", amount: "much", metadata: 5 } }],
    ["fields that are not documented", { ...body, version: 2 }],
  ])("takes %s: that is judged later", (_name, value) => {
    expect(parseWebhookEvent(value)).toMatchObject({ ok: true })
  })

  it("keeps every field of data as it came", () => {
    const data = { id: "re_1", deep: { list: [1, { a: null }] }, amount: 1.5 }
    const parsed = parseWebhookEvent({ event: "payment.refunded", data })
    expect(parsed).toEqual({
      ok: true,
      event: { event: "payment.refunded", data, timestamp: undefined },
    })
  })

  it.each([
    [undefined],
    [null],
    [5],
    ["text"],
    [true],
    [[]],
    [[body]],
    [{}],
    [{ event: "x" }],
    [{ data: { id: "1" } }],
    [{ event: "", data: { id: "1" } }],
    [{ event: 5, data: { id: "1" } }],
    [{ event: ["x"], data: { id: "1" } }],
    [{ event: "x", data: null }],
    [{ event: "x", data: "pi_1" }],
    [{ event: "x", data: [] }],
    [{ event: "x", data: [{ id: "1" }] }],
    [{ event: "x", data: {} }],
    [{ event: "x", data: { id: "" } }],
    [{ event: "x", data: { id: 5 } }],
    [{ event: "x", data: { id: null } }],
    [{ event: "x", data: { id: { toString: () => "pi_1" } } }],
  ])("does not take %j for an event", (value) => {
    const parsed = parseWebhookEvent(value)
    expect(parsed).toEqual({ ok: false, problem: expect.stringMatching(/ is not /) })
  })

  it("never throws, and what it takes has what it must have (property)", () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        const parsed = parseWebhookEvent(value)
        if (parsed.ok) {
          expect(parsed.event.event.length).toBeGreaterThan(0)
          expect(parsed.event.data.id.length).toBeGreaterThan(0)
        } else {
          expect(parsed.problem.length).toBeGreaterThan(0)
        }
      })
    )
  })
})

describe("readPaymentEventData (W31)", () => {
  it("reads the documented payment", () => {
    expect(readPaymentEventData(payment)).toEqual({
      paymentIntentId: "pi_abc123",
      amount: 5_000,
      currency: "eur",
      status: "succeeded",
      description: "Order #12345",
      metadata: { order_id: "12345" },
    })
  })

  it.each([
    ["5000"],
    [5_000.5],
    [-1],
    [Number.NaN],
    [Number.MAX_SAFE_INTEGER + 1],
    [null],
    [true],
    [{ cents: 5_000 }],
  ])("does not read an amount out of %p", (amount) => {
    expect(readPaymentEventData({ ...payment, amount }).amount).toBeUndefined()
  })

  it.each([
    ["EUR", "eur"],
    ["Usd", "usd"],
    ["euro", undefined],
    ["€", undefined],
    ["", undefined],
    [978, undefined],
  ])("reads the currency %p as %p", (currency, expected) => {
    expect(readPaymentEventData({ ...payment, currency }).currency).toBe(expected)
  })

  it("does without anything", () => {
    expect(readPaymentEventData({ id: "x" })).toEqual({
      paymentIntentId: undefined,
      amount: undefined,
      currency: undefined,
      status: undefined,
      description: undefined,
      metadata: {},
    })
  })

  it.each([null, "text", 5, ["a"]])("reads metadata of %p as none", (metadata) => {
    expect(readPaymentEventData({ ...payment, metadata }).metadata).toEqual({})
  })

  it("reads no status that is no text", () => {
    expect(readPaymentEventData({ ...payment, status: 1 }).status).toBeUndefined()
    expect(readPaymentEventData({ ...payment, status: "" }).status).toBeUndefined()
  })

  it.each([
    [{ id: "doc123", paymentIntentId: "pi_1" }],
    [{ id: "doc123", stripePaymentIntentId: "pi_1" }],
    [{ id: "doc123", payment_intent: "pi_1" }],
    [{ id: "ch_1", payment_intent: { id: "pi_1", object: "payment_intent" } }],
    [{ id: "pi_1", paymentIntentId: "pi_2" }],
  ])("finds the intent in %j, by whatever of its names (W16)", (data) => {
    expect(readPaymentEventData(data).paymentIntentId).toBe("pi_1")
  })

  it.each([
    [{ id: "doc123" }],
    [{ id: "pi_" }],
    [{ id: "pi_1/../x" }],
    [{ id: "PI_1" }],
    [{ id: "x", paymentIntentId: 5 }],
    [{ id: "x", payment_intent: { id: 5 } }],
    [{ id: "x", payment_intent: null }],
  ])("finds no intent in %j", (data) => {
    expect(readPaymentEventData(data).paymentIntentId).toBeUndefined()
  })
})

describe("readRefundEventData (W31)", () => {
  const money = { amount: 2_500, currency: "EUR", status: "succeeded" }

  it("reads a payment that was refunded", () => {
    expect(readRefundEventData(payment)).toEqual({
      paymentIntentId: "pi_abc123",
      refundId: undefined,
      kind: "payment",
      amount: 5_000,
      currency: "eur",
      status: "succeeded",
    })
  })

  it.each([
    [{ id: "re_1", paymentIntentId: "pi_1" }],
    [{ id: "re_1", stripePaymentIntentId: "pi_1" }],
    [{ id: "re_1", payment_intent: "pi_1" }],
    [{ id: "re_1", payment_intent: { id: "pi_1" } }],
    [{ id: "doc_ref_1", stripeRefundId: "re_1", stripePaymentIntentId: "pi_1" }],
    [{ id: "doc_ref_1", refundId: "re_1", paymentIntentId: "pi_1" }],
  ])("reads the refund %j", (data) => {
    expect(readRefundEventData({ ...data, ...money })).toEqual({
      paymentIntentId: "pi_1",
      refundId: "re_1",
      kind: "refund",
      amount: 2_500,
      currency: "eur",
      status: "succeeded",
    })
  })

  it("says that it does not know", () => {
    expect(readRefundEventData({ id: "doc1" })).toEqual({
      paymentIntentId: undefined,
      refundId: undefined,
      kind: "unknown",
      amount: undefined,
      currency: undefined,
      status: undefined,
    })
  })

  it("finds the intent of a refund even under a document id", () => {
    expect(readRefundEventData({ id: "doc1", paymentIntentId: "pi_1" })).toMatchObject({
      paymentIntentId: "pi_1",
      kind: "unknown",
    })
  })

  it("never throws (property)", () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.jsonValue()), (data) => {
        expect(readRefundEventData(data)).toHaveProperty("kind")
        expect(readPaymentEventData(data)).toHaveProperty("metadata")
      })
    )
  })
})
