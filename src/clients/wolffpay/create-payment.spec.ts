import fc from "fast-check"
import { answer, CREATED_PAYMENT, createTestClient, POST } from "./__fixtures__/client"
import type { CreatePaymentInput } from "./payments"

const input: CreatePaymentInput = { amount: 5_000, currency: "eur", description: "Order #12345" }

describe("createPayment (W13, W14)", () => {
  it("sends what it was given and answers in this client's names (W16)", async () => {
    const { client, sent } = createTestClient([answer(CREATED_PAYMENT)])

    const created = await client.createPayment(
      {
        ...input,
        metadata: { cart: "cart_1", attempt: "1" },
        paymentMethodTypes: ["card", "ideal"],
        captureMethod: "automatic",
      },
      POST
    )

    expect(sent[0]).toMatchObject({
      method: "POST",
      url: "https://api.example.test/api/v1/payments",
      body: {
        amount: 5_000,
        currency: "eur",
        description: "Order #12345",
        metadata: { cart: "cart_1", attempt: "1" },
        paymentMethodTypes: ["card", "ideal"],
        captureMethod: "automatic",
      },
    })
    expect(created).toEqual({
      paymentIntentId: "pi_3abc123",
      clientSecret: "pi_3abc123_secret_xyz",
      amount: 5_000,
      currency: "eur",
      status: "requires_payment_method",
      description: "Order #12345",
      paymentMethodTypes: ["card", "ideal"],
      captureMethod: "automatic",
      createdAt: "2025-12-16T10:30:00.000Z",
    })
  })

  it("leaves what is optional to WolffPay's defaults, and sends nothing that is not documented", async () => {
    const { client, sent } = createTestClient([answer(CREATED_PAYMENT)])
    const more = { ...input, apiKey: "wp_test_00", extra: true }
    await client.createPayment(more, POST)
    expect(sent[0]?.body).toEqual(input)
  })

  it.each([50, 51, 5_000, 99_999_999])("takes an amount of %i cents", async (amount) => {
    const { client } = createTestClient([answer({ ...CREATED_PAYMENT, amount })])
    await expect(client.createPayment({ ...input, amount }, POST)).resolves.toMatchObject({
      amount,
    })
  })

  it.each([
    [{ amount: 49 }, "amount", /50 to 99999999/],
    [{ amount: 0 }, "amount", /50/],
    [{ amount: -5_000 }, "amount", /50/],
    [{ amount: 100_000_000 }, "amount", /99999999/],
    [{ amount: 50.5 }, "amount", /whole number/],
    [{ amount: 19.99 * 100 }, "amount", /whole number/],
    [{ amount: Number.NaN }, "amount", /whole number/],
    [{ amount: Number.POSITIVE_INFINITY }, "amount", /whole number/],
    [{ amount: "5000" }, "amount", /whole number/],
    [{ currency: "chf" }, "currency", /eur, usd, gbp/],
    [{ currency: "EUR" }, "currency", /eur, usd, gbp/],
    [{ currency: "" }, "currency", /eur/],
    [{ description: "" }, "description", /1-1000/],
    [{ description: "x".repeat(1_001) }, "description", /1-1000/],
    [{ description: undefined }, "description", /1-1000/],
    [{ metadata: { note: "x".repeat(8_192) } }, "metadata", /8192 bytes/],
    [{ metadata: { note: "€".repeat(2_731) } }, "metadata", /8192 bytes/],
    [{ metadata: [] }, "metadata", /object/],
    [{ metadata: null }, "metadata", /object/],
    [{ paymentMethodTypes: [] }, "paymentMethodTypes", /at least one/],
    [{ paymentMethodTypes: ["card", "paypal"] }, "paymentMethodTypes", /sofort/],
    [{ paymentMethodTypes: ["card_present"] }, "paymentMethodTypes", /card, ideal/],
    [{ captureMethod: "later" }, "captureMethod", /automatic, manual/],
  ])("sends nothing for %p, and names the limit", async (bad, field, limit) => {
    const { client, sent } = createTestClient([answer(CREATED_PAYMENT)])
    const wrong = { ...input, ...bad } as CreatePaymentInput

    const failing = client.createPayment(wrong, POST)

    await expect(failing).rejects.toMatchObject({
      name: "InvalidInputError",
      field,
      outcome: "none",
      retryable: false,
      message: expect.stringMatching(limit),
      merchantMessage: expect.stringMatching(limit),
    })
    expect(sent).toHaveLength(0)
  })

  it("takes metadata of exactly 8192 bytes", async () => {
    const { client } = createTestClient([answer(CREATED_PAYMENT)])
    const note = "x".repeat(8_192 - '{"note":""}'.length)
    await expect(
      client.createPayment({ ...input, metadata: { note } }, POST)
    ).resolves.toMatchObject({ paymentIntentId: "pi_3abc123" })
  })

  it("sends nothing outside the limits, whatever the number (property)", async () => {
    await fc.assert(
      fc.asyncProperty(fc.oneof(fc.double(), fc.integer(), fc.maxSafeInteger()), async (amount) => {
        const { client, sent } = createTestClient([answer({ ...CREATED_PAYMENT, amount })])
        const allowed = Number.isInteger(amount) && amount >= 50 && amount <= 99_999_999
        await client.createPayment({ ...input, amount }, POST).catch(() => undefined)
        expect(sent).toHaveLength(allowed ? 1 : 0)
      })
    )
  })

  it.each([
    ["another amount", { amount: 4_999 }],
    ["another currency", { currency: "usd" }],
  ])("refuses an answer with %s: the key was used before (W9)", async (_name, other) => {
    const { client, sent } = createTestClient([answer({ ...CREATED_PAYMENT, ...other })])

    await expect(client.createPayment(input, POST)).rejects.toMatchObject({
      name: "MismatchedResponseError",
      outcome: "unknown",
      retryable: false,
      expected: { amount: 5_000, currency: "eur" },
      received: { id: "pi_3abc123", amount: 5_000, currency: "eur", ...other },
      message: expect.not.stringContaining("secret"),
    })
    expect(sent).toHaveLength(1)
  })

  it("reads a currency in capitals as the same currency", async () => {
    const { client } = createTestClient([answer({ ...CREATED_PAYMENT, currency: "EUR" })])
    await expect(client.createPayment(input, POST)).resolves.toMatchObject({ currency: "eur" })
  })

  it.each([["requires_payment_method"], ["requires_capture"], ["a_status_of_next_year"]])(
    "passes the status %s on (W18)",
    async (status) => {
      const { client } = createTestClient([answer({ ...CREATED_PAYMENT, status })])
      await expect(client.createPayment(input, POST)).resolves.toMatchObject({ status })
    }
  )

  it.each([
    ["an id of another kind", { id: "doc123" }],
    ["no id", { id: undefined }],
    ["no client secret", { clientSecret: "" }],
    ["an amount as text", { amount: "5000" }],
    ["half a cent", { amount: 5_000.5 }],
    ["a negative amount", { amount: -5_000 }],
    ["no currency", { currency: undefined }],
    ["a currency that is none", { currency: "euro" }],
    ["no status", { status: "" }],
    ["a status that is no text", { status: 3 }],
    ["no date", { created: "yesterday" }],
    ["methods that are no list", { paymentMethodTypes: "card" }],
  ])("refuses an answer with %s (W14)", async (_name, bad) => {
    const { client } = createTestClient([answer({ ...CREATED_PAYMENT, ...bad })])
    await expect(client.createPayment(input, POST)).rejects.toMatchObject({
      name: "UnexpectedResponseError",
      outcome: "unknown",
      retryable: false,
    })
  })
})
