import fc from "fast-check"
import {
  answer,
  CALL,
  CREATED_PAYMENT,
  createTestClient,
  LISTED_PAYMENT,
  PAYMENT,
  POST,
  refusal,
} from "./__fixtures__/client"
import type { CreatePaymentInput } from "./payments"

const input: CreatePaymentInput = { amount: 5_000, currency: "eur", description: "Order #12345" }

describe("createPayment (W13, W14)", () => {
  it("sends what it was given and answers in this client's names (W16)", async () => {
    const { client, sent } = createTestClient([answer(CREATED_PAYMENT)])

    const created = await client.createPayment(
      {
        ...input,
        metadata: { cart: "cart_1", tries: 1 },
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
        metadata: { cart: "cart_1", tries: 1 },
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

describe("getPayment (W16)", () => {
  it.each([
    ["pi_abc123", "https://api.example.test/api/v1/payments/pi_abc123"],
    ["doc123", "https://api.example.test/api/v1/payments/doc123"],
  ])("takes %s", async (id, url) => {
    const { client, sent } = createTestClient([answer(PAYMENT)])

    await expect(client.getPayment(id, CALL)).resolves.toEqual({
      documentId: "doc123",
      paymentIntentId: "pi_abc123",
      amount: 5_000,
      currency: "eur",
      status: "succeeded",
      description: "Order #12345",
      createdAt: "2025-12-16T10:30:00.000Z",
    })
    expect(sent[0]).toMatchObject({ method: "GET", url })
  })

  it.each(["", "..", "../refunds", "pi_1/x", "pi_1?x=1", "pi 1", "terminal", "é", "x".repeat(256)])(
    "asks nothing for the id %p",
    async (id) => {
      const { client, sent } = createTestClient([answer(PAYMENT)])
      await expect(client.getPayment(id, CALL)).rejects.toMatchObject({ field: "id" })
      expect(sent).toHaveLength(0)
    }
  )

  it("refuses an answer about another payment", async () => {
    const { client } = createTestClient([answer(PAYMENT)])
    await expect(client.getPayment("pi_other", CALL)).rejects.toMatchObject({
      name: "MismatchedResponseError",
      outcome: "none",
      expected: { id: "pi_other" },
      received: { id: "pi_abc123" },
    })
  })

  it("says that it does not exist", async () => {
    const { client } = createTestClient([refusal(404, "Payment not found")])
    await expect(client.getPayment("pi_abc123", CALL)).rejects.toMatchObject({
      name: "NotFoundError",
      status: 404,
    })
  })

  it("does without a description", async () => {
    const { client } = createTestClient([answer({ ...PAYMENT, description: null })])
    expect((await client.getPayment("pi_abc123", CALL)).description).toBeUndefined()
  })
})

describe("listPayments (W15)", () => {
  const page = (items: unknown[], pagination: Record<string, unknown>) =>
    answer(items, { pagination: { limit: 10, count: items.length, ...pagination } })

  it("asks for a page", async () => {
    const { client, sent } = createTestClient([page([], { hasMore: false })])
    await client.listPayments({ limit: 100, startingAfter: "doc9", testMode: true }, CALL)
    await client.listPayments({}, CALL)

    expect(sent.map((one) => one.url)).toEqual([
      "https://api.example.test/api/v1/payments?limit=100&starting_after=doc9&test_mode=true",
      "https://api.example.test/api/v1/payments",
    ])
  })

  it("answers in this client's names, with the way to the next page", async () => {
    const { client } = createTestClient([
      page([LISTED_PAYMENT], { hasMore: true, nextCursor: "doc123" }),
    ])
    await expect(client.listPayments({}, CALL)).resolves.toEqual({
      items: [
        {
          documentId: "doc123",
          paymentIntentId: "pi_abc123",
          amount: 5_000,
          currency: "eur",
          status: "succeeded",
          description: "Order #12345",
          createdAt: "2025-12-16T10:30:00.000Z",
        },
      ],
      hasMore: true,
      nextCursor: "doc123",
    })
  })

  it("gives no cursor on the last page, whatever is sent", async () => {
    const { client } = createTestClient([
      page([LISTED_PAYMENT], { hasMore: false, nextCursor: "doc123" }),
    ])
    expect(await client.listPayments({}, CALL)).not.toHaveProperty("nextCursor")
  })

  it.each([undefined, null, ""])(
    "goes on from the last row when the cursor is %p: cursors are document ids",
    async (nextCursor) => {
      const { client } = createTestClient([page([LISTED_PAYMENT], { hasMore: true, nextCursor })])
      expect((await client.listPayments({}, CALL)).nextCursor).toBe("doc123")
    }
  )

  it("refuses a page that leads nowhere, or back to itself", async () => {
    const { client } = createTestClient([
      page([], { hasMore: true }),
      page([LISTED_PAYMENT], { hasMore: true, nextCursor: "doc5" }),
    ])
    const unexpected = { name: "UnexpectedResponseError" }
    await expect(client.listPayments({}, CALL)).rejects.toMatchObject(unexpected)
    await expect(client.listPayments({ startingAfter: "doc5" }, CALL)).rejects.toMatchObject(
      unexpected
    )
  })

  it("refuses a page with one unreadable row rather than lose it", async () => {
    const { client } = createTestClient([
      page([LISTED_PAYMENT, { ...LISTED_PAYMENT, amount: null }], { hasMore: false }),
    ])
    await expect(client.listPayments({}, CALL)).rejects.toMatchObject({
      name: "UnexpectedResponseError",
      message: expect.stringContaining("data.1.amount"),
    })
  })

  it.each([0, 101, 1.5, -1, Number.NaN])("asks for no page of %p", async (limit) => {
    const { client, sent } = createTestClient([page([], { hasMore: false })])
    await expect(client.listPayments({ limit }, CALL)).rejects.toMatchObject({ field: "limit" })
    expect(sent).toHaveLength(0)
  })

  it("asks for nothing after a cursor that is none", async () => {
    const { client, sent } = createTestClient([page([], { hasMore: false })])
    await expect(client.listPayments({ startingAfter: "a b" }, CALL)).rejects.toMatchObject({
      field: "startingAfter",
    })
    expect(sent).toHaveLength(0)
  })
})

describe.each([
  ["capturePayment", "capture", "succeeded"],
  ["cancelPayment", "cancel", "canceled"],
] as const)("%s (W17)", (method, action, status) => {
  const acted = { id: "doc123", paymentIntentId: "pi_abc123", status, action }

  it("sends the action and no amount", async () => {
    const { client, sent } = createTestClient([answer(acted)])

    await expect(client[method]("pi_abc123", POST)).resolves.toEqual({
      documentId: "doc123",
      paymentIntentId: "pi_abc123",
      status,
      action,
    })
    expect(sent[0]).toMatchObject({
      method: "POST",
      url: "https://api.example.test/api/v1/payments/pi_abc123",
      body: { action },
    })
    expect(Object.keys(Object(sent[0]?.body))).toEqual(["action"])
  })

  it("refuses an answer about another payment or action: the key was used before (W9)", async () => {
    const other = action === "capture" ? "cancel" : "capture"
    const { client } = createTestClient([
      answer({ ...acted, paymentIntentId: "pi_other" }),
      answer({ ...acted, action: other }),
    ])
    const mismatch = { name: "MismatchedResponseError", outcome: "unknown" }

    await expect(client[method]("pi_abc123", POST)).rejects.toMatchObject(mismatch)
    await expect(client[method]("pi_abc123", POST)).rejects.toMatchObject({
      ...mismatch,
      expected: { action },
      received: { action: other },
    })
  })

  it("never goes to the terminal's endpoint by mistake (W20)", async () => {
    const { client, sent } = createTestClient([answer(acted)])
    await expect(client[method]("terminal", POST)).rejects.toMatchObject({ field: "id" })
    expect(sent).toHaveLength(0)
  })

  it("needs an idempotency key (W8)", async () => {
    const { client, sent } = createTestClient([answer(acted)])
    await expect(client[method]("pi_abc123", CALL)).rejects.toMatchObject({
      field: "idempotencyKey",
    })
    expect(sent).toHaveLength(0)
  })
})
