import {
  answer,
  CALL,
  createTestClient,
  LISTED_PAYMENT,
  PAYMENT,
  POST,
  refusal,
} from "./__fixtures__/client"

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
