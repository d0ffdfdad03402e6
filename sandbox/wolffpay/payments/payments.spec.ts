import { MANUAL, ManualClock, start } from "../testing/support"

const OK = { amount: 5000, description: "Order 1" }

describe("payments", () => {
  it("W13, W14: a payment is created with the documented defaults and answer", async () => {
    const clock = new ManualClock()
    const { post } = await start({ now: clock.now })
    const answer = await post("/api/v1/payments", OK)
    expect(answer.status).toBe(200)
    const { data } = answer.body
    expect(data).toEqual({
      id: expect.stringMatching(/^pi_[A-Za-z0-9]{20,}$/),
      clientSecret: expect.stringContaining(`${data.id}_secret_`),
      amount: 5000,
      currency: "eur",
      status: "requires_payment_method",
      description: "Order 1",
      paymentMethodTypes: ["card", "ideal", "sepa_debit"],
      captureMethod: "automatic",
      created: "2026-01-15T10:00:00.000Z",
    })
  })

  it.each([
    [49, "Invalid amount. Minimum is 50 cents."],
    [0, "Invalid amount. Minimum is 50 cents."],
    [-5000, "Invalid amount. Minimum is 50 cents."],
    [100_000_000, "Invalid amount. Maximum is 99999999 cents."],
    ["5000", "Invalid amount. Must be an integer in cents."],
    [50.5, "Invalid amount. Must be an integer in cents."],
    [null, "Invalid amount. Must be an integer in cents."],
    [undefined, "Invalid amount. Must be an integer in cents."],
    [[5000], "Invalid amount. Must be an integer in cents."],
  ])("W3, W6, W13: the amount %j is refused with 400", async (amount, error) => {
    const { post, control } = await start()
    const answer = await post("/api/v1/payments", { ...OK, amount })
    expect(answer.status).toBe(400)
    expect(answer.body).toEqual({ success: false, error })
    expect(control.state().violations).toMatchObject([{ rule: "W13" }])
  })

  it.each([
    ["amount", 50],
    ["amount", 99_999_999],
    ["currency", "eur"],
    ["description", "x"],
    ["description", "é".repeat(1000)],
    ["metadata", {}],
    ["metadata", { order_id: "1" }],
    ["paymentMethodTypes", ["bancontact", "ideal"]],
    ["captureMethod", "automatic"],
  ])("W13: %s %j is taken", async (name, value) => {
    const { post } = await start()
    expect((await post("/api/v1/payments", { ...OK, [name]: value })).status).toBe(200)
  })

  it.each([
    ["currency", "EUR"],
    ["currency", "chf"],
    ["currency", 1],
    ["currency", null],
    ["description", ""],
    ["description", "   "],
    ["description", "x".repeat(1001)],
    ["description", 12],
    ["description", undefined],
    ["metadata", []],
    ["metadata", "text"],
    ["metadata", null],
    ["metadata", { order: 1 }],
    ["metadata", { order: { id: "1" } }],
    ["metadata", { note: "x".repeat(501) }],
    ["paymentMethodTypes", []],
    ["paymentMethodTypes", "card"],
    ["paymentMethodTypes", ["paypal"]],
    ["paymentMethodTypes", ["card_present"]],
    ["paymentMethodTypes", ["card", "card"]],
    ["paymentMethodTypes", ["sofort"]],
    ["captureMethod", "later"],
    ["captureMethod", null],
    ["return_url", "https://example.com"],
    ["constructor", "x"],
  ])("W13: %s %j is refused with 400 and a violation", async (name, value) => {
    const { post, control } = await start()
    const answer = await post("/api/v1/payments", { ...OK, [name]: value })
    expect(answer.status).toBe(400)
    expect(answer.body).toEqual({ success: false, error: expect.stringMatching(/./) })
    expect(control.state().violations).toHaveLength(1)
    expect(control.state().payments).toEqual([])
  })

  it("W13: metadata may be 8 KB of JSON in bytes and no more", async () => {
    const { post, control } = await start()
    await control.settings({ metadataRules: "documented" })
    const sized = (bytes: number) => ({ ...OK, metadata: { x: "é".repeat((bytes - 8) / 2) } })
    expect(Buffer.byteLength(JSON.stringify(sized(8192).metadata))).toBe(8192)
    expect((await post("/api/v1/payments", sized(8192))).status).toBe(200)
    expect((await post("/api/v1/payments", sized(8194))).status).toBe(400)
  })

  it("W13: only methods with an active capability are taken", async () => {
    const { post, control } = await start()
    await control.settings({ capabilities: ["card_payments", "sofort_payments"] })
    expect((await post("/api/v1/payments", OK)).status).toBe(400)
    const sofort = { ...OK, paymentMethodTypes: ["card", "sofort"] }
    expect((await post("/api/v1/payments", sofort)).status).toBe(200)
  })

  it.each([{ currency: "usd" }, { currency: "gbp" }, { captureMethod: "manual" }])(
    "W13: with %j only cards are taken, so the default methods are refused",
    async (more) => {
      const { post } = await start()
      expect((await post("/api/v1/payments", { ...OK, ...more })).status).toBe(400)
      const ideal = { ...OK, ...more, paymentMethodTypes: ["card", "ideal"] }
      expect((await post("/api/v1/payments", ideal)).status).toBe(400)
      const card = { ...OK, ...more, paymentMethodTypes: ["card"] }
      expect((await post("/api/v1/payments", card)).status).toBe(200)
    }
  )

  it("an account that may not charge makes no payments", async () => {
    const { post, control } = await start()
    await control.settings({ chargesEnabled: false })
    expect((await post("/api/v1/payments", OK)).status).toBe(400)
  })

  it("W15: a list has 10 payments, newest first, and pages fit together", async () => {
    const { get, payment } = await start()
    const made: string[] = []
    for (let i = 0; i < 12; i++) made.unshift((await payment({ description: `Order ${i}` })).id)
    const first = (await get("/api/v1/payments")).body
    expect(first.pagination).toEqual({
      limit: 10,
      count: 10,
      hasMore: true,
      nextCursor: first.data[9].id,
    })
    const rest = (await get(`/api/v1/payments?starting_after=${first.pagination.nextCursor}`)).body
    expect(rest.pagination).toEqual({ limit: 10, count: 2, hasMore: false })
    const ids = [...first.data, ...rest.data].map((row) => row.stripePaymentIntentId)
    expect(ids).toEqual(made)
  })

  it("W15: a page that is just full is not followed by another", async () => {
    const { get, payment } = await start()
    for (let i = 0; i < 3; i++) await payment()
    const { pagination } = (await get("/api/v1/payments?limit=3")).body
    expect(pagination).toEqual({ limit: 3, count: 3, hasMore: false })
  })

  it.each(["oldest", "random"] as const)(
    "W15: in the order %s every payment comes once",
    async (listOrder) => {
      const { get, payment, control } = await start()
      await control.settings({ listOrder })
      const made: string[] = []
      for (let i = 0; i < 9; i++) made.push((await payment()).id)
      const seen: string[] = []
      let cursor = ""
      for (;;) {
        const { data, pagination } = (await get(`/api/v1/payments?limit=2${cursor}`)).body
        seen.push(
          ...data.map((row: { stripePaymentIntentId: string }) => row.stripePaymentIntentId)
        )
        if (!pagination.hasMore) break
        cursor = `&starting_after=${pagination.nextCursor}`
      }
      if (listOrder === "oldest") expect(seen).toEqual(made)
      expect([...seen].sort()).toEqual([...made].sort())
    }
  )

  it.each([
    "limit=0",
    "limit=101",
    "limit=-1",
    "limit=1.5",
    "limit=ten",
    "limit=",
    "starting_after=nothing",
    "test_mode=1",
    "offset=1",
    "limit=1&limit=2",
  ])("W15: the query %s is refused with 400", async (query) => {
    const { get, control } = await start()
    expect((await get(`/api/v1/payments?${query}`)).status).toBe(400)
    expect(control.state().violations).toHaveLength(1)
  })

  it("W15: test_mode filters, and limit goes to 100", async () => {
    const { get, payment } = await start()
    await payment()
    expect((await get("/api/v1/payments?test_mode=true&limit=100")).body.data).toHaveLength(1)
    expect((await get("/api/v1/payments?test_mode=false")).body.data).toHaveLength(0)
  })

  it("W16: create, list and get give the same payment its three names, and no metadata", async () => {
    const { get, payment } = await start()
    const created = await payment({ metadata: { secret_note: "hidden" } })
    const list = await get("/api/v1/payments")
    const [row] = list.body.data
    expect(Object.keys(row)).toEqual([
      "id",
      "stripePaymentIntentId",
      "amount",
      "currency",
      "description",
      "status",
      "createdAt",
    ])
    expect(row.stripePaymentIntentId).toBe(created.id)
    expect(row.id).toMatch(/^[A-Za-z0-9]{20}$/)
    const byIntent = await get(`/api/v1/payments/${created.id}`)
    const byDocument = await get(`/api/v1/payments/${row.id}`)
    expect(byIntent.body).toEqual(byDocument.body)
    expect(byIntent.body.data).toEqual({
      id: row.id,
      paymentIntentId: created.id,
      amount: 5000,
      currency: "eur",
      status: "requires_payment_method",
      description: "Order 1",
      createdAt: row.createdAt,
    })
    expect(list.text + byIntent.text).not.toContain("hidden")
  })

  it("W16: an unknown payment is 404", async () => {
    const { get, post } = await start()
    expect((await get("/api/v1/payments/pi_unknown")).status).toBe(404)
    expect((await get("/api/v1/payments/%2e%2e")).status).toBe(404)
    expect((await post("/api/v1/payments/pi_unknown", { action: "cancel" })).status).toBe(404)
  })

  it("W17: a capture takes the whole authorised amount", async () => {
    const { paid, post, control } = await start()
    const { id } = await paid(MANUAL)
    expect(control.payment(id)).toMatchObject({ status: "requires_capture", captured: 0 })
    const answer = await post(`/api/v1/payments/${id}`, { action: "capture" })
    expect(answer.body.data).toEqual({
      id: control.payment(id).documentId,
      paymentIntentId: id,
      status: "succeeded",
      action: "capture",
    })
    expect(control.state().ledger).toMatchObject([{ charged: 5000 }])
  })

  it("W17: the document id works for actions too", async () => {
    const { payment, post, control } = await start()
    const { documentId } = control.payment((await payment()).id)
    const answer = await post(`/api/v1/payments/${documentId}`, { action: "cancel" })
    expect(answer.body.data).toMatchObject({ id: documentId, status: "canceled", action: "cancel" })
  })

  it.each([{}, { action: "refund" }, { action: null }, { action: "capture", amount: 100 }])(
    "W17: the action %j is refused with 400 and a violation",
    async (body) => {
      const { paid, post, control } = await start()
      const { id } = await paid(MANUAL)
      expect((await post(`/api/v1/payments/${id}`, body)).status).toBe(400)
      expect(control.payment(id).status).toBe("requires_capture")
      expect(control.state().violations).toMatchObject([{ rule: "W17" }])
    }
  )

  it("W17: of a capture and a cancel at the same time exactly one happens", async () => {
    const { paid, post, control } = await start()
    const { id } = await paid(MANUAL)
    const answers = await Promise.all(
      ["capture", "cancel"].map((action) => post(`/api/v1/payments/${id}`, { action }))
    )
    expect(answers.map((one) => one.status).sort()).toEqual([200, 400])
    const won = answers.find((one) => one.status === 200)
    expect(control.payment(id).status).toBe(won?.body.data.status)
    expect(control.state().violations).toEqual([])
  })
})
