import {
  answer,
  CALL,
  CREATED_REFUND,
  createTestClient,
  LISTED_REFUND,
  POST,
} from "./__fixtures__/client"
import type { CreateRefundInput } from "./refunds"

const input = { paymentIntentId: "pi_abc123", amount: 2_500 }

describe("createRefund (W28)", () => {
  it("sends what it was given and answers in this client's names", async () => {
    const { client, sent } = createTestClient([answer(CREATED_REFUND)])

    const refund = await client.createRefund(
      { ...input, reason: "requested_by_customer", metadata: { refund: "ref_1" } },
      POST
    )

    expect(sent[0]).toMatchObject({
      method: "POST",
      url: "https://api.example.test/api/v1/refunds",
      body: { ...input, reason: "requested_by_customer", metadata: { refund: "ref_1" } },
    })
    expect(refund).toEqual({
      refundId: "re_abc123",
      paymentIntentId: "pi_abc123",
      amount: 2_500,
      currency: "eur",
      status: "succeeded",
      reason: "requested_by_customer",
      createdAt: "2025-12-16T11:00:00.000Z",
    })
  })

  it("gives everything back when no amount is named, and takes what WolffPay says it was", async () => {
    const { client, sent } = createTestClient([answer({ ...CREATED_REFUND, amount: 9_900 })])

    await expect(
      client.createRefund({ paymentIntentId: "pi_abc123" }, POST)
    ).resolves.toMatchObject({ amount: 9_900 })
    expect(sent[0]?.body).toEqual({ paymentIntentId: "pi_abc123" })
  })

  it.each(["pending", "succeeded", "failed", "canceled", "something_new"])(
    "passes the status %s on (R15)",
    async (status) => {
      const { client } = createTestClient([answer({ ...CREATED_REFUND, status })])
      await expect(client.createRefund(input, POST)).resolves.toMatchObject({ status })
    }
  )

  it("does without a reason", async () => {
    const { client } = createTestClient([answer({ ...CREATED_REFUND, reason: null })])
    expect((await client.createRefund(input, POST)).reason).toBeUndefined()
  })

  it.each([
    [{ paymentIntentId: "" }, "paymentIntentId"],
    [{ paymentIntentId: "doc123" }, "paymentIntentId"],
    [{ paymentIntentId: "pi_1 or 1" }, "paymentIntentId"],
    [{ paymentIntentId: undefined }, "paymentIntentId"],
    [{ amount: 0 }, "amount"],
    [{ amount: -1 }, "amount"],
    [{ amount: 12.5 }, "amount"],
    [{ amount: 100_000_000 }, "amount"],
    [{ amount: Number.NaN }, "amount"],
    [{ amount: null }, "amount"],
    [{ reason: "because" }, "reason"],
    [{ metadata: { note: "x".repeat(9_000) } }, "metadata"],
  ])("sends nothing for %p", async (bad, field) => {
    const { client, sent } = createTestClient([answer(CREATED_REFUND)])
    const wrong = { ...input, ...bad } as CreateRefundInput

    await expect(client.createRefund(wrong, POST)).rejects.toMatchObject({
      name: "InvalidInputError",
      field,
      outcome: "none",
    })
    expect(sent).toHaveLength(0)
  })

  it("takes the smallest refund there is", async () => {
    const { client } = createTestClient([answer({ ...CREATED_REFUND, amount: 1 })])
    await expect(client.createRefund({ ...input, amount: 1 }, POST)).resolves.toMatchObject({
      amount: 1,
    })
  })

  it.each([
    ["another amount", { amount: 2_400 }],
    ["another payment", { paymentIntentId: "pi_other" }],
    ["another currency (contract 4.1)", { currency: "usd" }],
  ])("refuses an answer with %s: the key was used before (W9)", async (_name, other) => {
    const { client, sent } = createTestClient([answer({ ...CREATED_REFUND, ...other })])

    await expect(client.createRefund({ ...input, currency: "eur" }, POST)).rejects.toMatchObject({
      name: "MismatchedResponseError",
      outcome: "unknown",
      retryable: false,
      expected: { id: "pi_abc123", amount: 2_500 },
      received: { id: expect.stringContaining("re_abc123"), amount: expect.any(Number) },
    })
    expect(sent).toHaveLength(1)
  })

  it.each([
    ["an id that is no refund's", { id: "doc_1" }],
    ["no payment", { paymentIntentId: null }],
    ["an amount as text", { amount: "2500" }],
    ["no status", { status: undefined }],
    ["no date", { created: undefined }],
  ])("refuses an answer with %s", async (_name, bad) => {
    const { client } = createTestClient([answer({ ...CREATED_REFUND, ...bad })])
    await expect(client.createRefund(input, POST)).rejects.toMatchObject({
      name: "UnexpectedResponseError",
      outcome: "unknown",
    })
  })

  it("needs an idempotency key (W8)", async () => {
    const { client, sent } = createTestClient([answer(CREATED_REFUND)])
    await expect(client.createRefund(input, CALL)).rejects.toMatchObject({
      field: "idempotencyKey",
    })
    expect(sent).toHaveLength(0)
  })
})

describe("listRefunds (W29)", () => {
  const page = (items: unknown[], pagination: Record<string, unknown>) =>
    answer(items, { pagination: { limit: 10, count: items.length, ...pagination } })

  it("asks for the refunds of one payment", async () => {
    const { client, sent } = createTestClient([page([LISTED_REFUND], { hasMore: false })])

    const refunds = await client.listRefunds(
      { paymentIntentId: "pi_abc123", limit: 100, startingAfter: "doc_ref_9" },
      CALL
    )

    expect(sent[0]?.url).toBe(
      "https://api.example.test/api/v1/refunds?limit=100&paymentIntentId=pi_abc123&starting_after=doc_ref_9"
    )
    expect(refunds).toEqual({
      items: [
        {
          documentId: "doc_ref_123",
          refundId: "re_abc123",
          paymentIntentId: "pi_abc123",
          amount: 2_500,
          currency: "eur",
          status: "succeeded",
          reason: "requested_by_customer",
          createdAt: "2025-12-16T11:00:00.000Z",
        },
      ],
      hasMore: false,
    })
  })

  it("refuses a page with one unreadable row: a refund left out could be paid twice (R17)", async () => {
    const { client } = createTestClient([
      page([LISTED_REFUND, { ...LISTED_REFUND, amount: "2500" }], { hasMore: false }),
    ])
    await expect(client.listRefunds({}, CALL)).rejects.toMatchObject({
      name: "UnexpectedResponseError",
    })
  })

  it("refuses a page that leads back to itself", async () => {
    const { client } = createTestClient([page([LISTED_REFUND], { hasMore: true, nextCursor: "d" })])
    await expect(client.listRefunds({ startingAfter: "d" }, CALL)).rejects.toMatchObject({
      name: "UnexpectedResponseError",
    })
  })

  it.each([
    [{ limit: 101 }, "limit"],
    [{ limit: 0 }, "limit"],
    [{ paymentIntentId: "doc123" }, "paymentIntentId"],
    [{ startingAfter: "" }, "startingAfter"],
  ])("asks nothing for %p", async (query, field) => {
    const { client, sent } = createTestClient([page([], { hasMore: false })])
    await expect(client.listRefunds(query, CALL)).rejects.toMatchObject({ field })
    expect(sent).toHaveLength(0)
  })
})
