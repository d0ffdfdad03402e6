import fc from "fast-check"
import { describeProvider } from "../../support/payment-module"

const CREATE = "/api/v1/payments"

describeProvider("initiatePayment", (suite) => {
  const atWolffPay = () => suite().control.state().payments
  const onlyPayment = () => atWolffPay().at(-1)

  it("makes one intent with one call, and the session holds what a storefront may read (contract 2, 4.7)", async () => {
    const session = await suite().newSession({ amount: 15 })
    const payment = onlyPayment()
    expect(session).toMatchObject({ status: "pending", amount: 15, currency_code: "eur" })
    expect(session.data).toEqual({
      id: payment?.id,
      session_id: session.id,
      clientSecret: payment?.clientSecret,
      client_secret: payment?.clientSecret,
      amount: 1500,
      currency: "eur",
      status: "requires_payment_method",
      wolffpay_checkout: null,
    })
    expect(suite().calls).toEqual(["POST /api/v1/payments 200"])
  })

  it("writes the attempt into our table and completes it (R9)", async () => {
    const session = await suite().newSession()
    expect(await suite().intentsOf(session)).toEqual([
      expect.objectContaining({
        session_id: session.id,
        attempt: 1,
        intent_id: onlyPayment()?.id,
        amount: 1500,
        currency: "eur",
        capture_method: "automatic",
        live: false,
        state: "open",
        status: "requires_payment_method",
      }),
    ])
  })

  it("tells WolffPay where the payment belongs and nothing about the person (contract 2)", async () => {
    const collection = await suite().payments.createPaymentCollections({
      currency_code: "eur",
      amount: 15,
    })
    const session = await suite().payments.createPaymentSession(collection.id, {
      provider_id: "pp_wolffpay_wolffpay",
      currency_code: "eur",
      amount: 15,
      data: { wolffpay_checkout: { cart_id: "cart_1", client_hash: "abc" } },
      context: {
        customer: {
          id: "cus_1",
          email: "anna@example.com",
          first_name: "Anna",
          phone: "+31612345678",
        },
      },
    })
    const payment = onlyPayment()
    const [intent] = await suite().intentsOf(session)
    expect(payment?.description).toBe(`Payment ${session.id}`)
    expect(payment?.metadata).toEqual({
      session_id: session.id,
      attempt_id: intent?.id,
      cart_id: "cart_1",
    })
    expect(JSON.stringify(payment)).not.toMatch(/anna|\+31|abc/i)
    expect(session.data).toMatchObject({ wolffpay_checkout: null })
  })

  it("trusts nothing that a browser put into data (contract 2, R3)", async () => {
    const victim = await suite().newSession()
    const session = await suite().newSession({
      data: {
        id: victim.data.id,
        status: "succeeded",
        amount: 1,
        currency: "usd",
        client_secret: "stolen",
        clientSecret: "stolen",
        session_id: "payses_stolen",
        idempotency_key: "stolen-key",
        captureMethod: "manual",
        paymentMethodTypes: ["sofort"],
        metadata: { session_id: "payses_stolen" },
      },
    })
    expect(session.data.id).not.toBe(victim.data.id)
    expect(session.data).toMatchObject({
      session_id: session.id,
      amount: 1500,
      currency: "eur",
      status: "requires_payment_method",
    })
    expect(onlyPayment()).toMatchObject({
      amount: 1500,
      captureMethod: "automatic",
      metadata: { session_id: session.id },
    })
    expect(suite().control.state().violations).toEqual([])
  })

  it("does not take over an intent when Medusa hands the old session's data to a new one (R3)", async () => {
    const first = await suite().newSession()
    const second = await suite().newSession({ data: first.data })
    expect(second.data.id).not.toBe(first.data.id)
    expect(second.data.session_id).toBe(second.id)
  })

  it.each([
    ["29.282", 29.282, 2928],
    ["87.957975", 87.957975, 8796],
    ["1.005, where floats would lose a cent", 1.005, 101],
    ["4.35 * 100 is 434.99999 in floats", 4.35, 435],
    ["the least", 0.5, 50],
    ["the most", 999_999.99, 99_999_999],
  ])("rounds a total of %s half up to cents (contract 4.9)", async (_name, amount, minor) => {
    const session = await suite().newSession({ amount })
    expect(session.data.amount).toBe(minor)
    expect(onlyPayment()?.amount).toBe(minor)
  })

  it.each([
    [0.49, "eur", "WolffPay takes 0.50 EUR to 999999.99 EUR in one payment, not 0.49 EUR."],
    [0, "eur", "WolffPay takes 0.50 EUR to 999999.99 EUR in one payment, not 0.00 EUR."],
    [
      1_000_000,
      "eur",
      "WolffPay takes 0.50 EUR to 999999.99 EUR in one payment, not 1000000.00 EUR.",
    ],
    [15, "jpy", "WolffPay takes EUR, USD, GBP, not JPY."],
  ])(
    "refuses %s %s with the limit and without a call (W13)",
    async (amount, currency_code, message) => {
      await expect(suite().newSession({ amount, currency_code })).rejects.toMatchObject({
        type: "invalid_data",
        message,
      })
      expect(suite().calls).toEqual([])
    }
  )

  it.each(["usd", "gbp"])(
    "asks for a card only when the shop sells in %s (R8)",
    async (currency_code) => {
      suite().configure({ paymentMethodTypes: ["card", "ideal", "sepa_debit"] })
      const session = await suite().newSession({ currency_code })
      expect(onlyPayment()).toMatchObject({ currency: currency_code, paymentMethodTypes: ["card"] })
      expect(session.data.currency).toBe(currency_code)
    }
  )

  it("asks for a card only, to be captured later, when capture is manual (R8)", async () => {
    suite().configure({ captureMethod: "manual" })
    const session = await suite().newSession()
    expect(onlyPayment()).toMatchObject({ captureMethod: "manual", paymentMethodTypes: ["card"] })
    expect(await suite().intentsOf(session)).toMatchObject([{ capture_method: "manual" }])
  })

  it("asks for the merchant's methods, or leaves the choice to WolffPay (W13)", async () => {
    suite().configure({ paymentMethodTypes: ["ideal", "bancontact"] })
    await suite().newSession()
    expect(onlyPayment()?.paymentMethodTypes).toEqual(["ideal", "bancontact"])
    suite().configure({})
    await suite().newSession()
    expect(onlyPayment()?.paymentMethodTypes).toEqual(["card", "ideal", "sepa_debit"])
  })

  it("needs a session of Medusa's", async () => {
    for (const data of [undefined, {}, { session_id: "" }, { session_id: 5 }]) {
      const input = { amount: 15, currency_code: "eur", data }
      await expect(suite().provider.initiatePayment(input)).rejects.toMatchObject({
        type: "invalid_data",
      })
    }
    expect(suite().calls).toEqual([])
  })

  it("gives every attempt a key of 8 to 255 characters that no other has (W8, W38, contract 4.1)", async () => {
    const sessions = await Promise.all(Array.from({ length: 10 }, () => suite().newSession()))
    const keys = suite().keys(CREATE)
    expect([...keys].sort()).toEqual(sessions.map(({ id }) => `medusa:${id}:1`).sort())
    for (const key of keys) {
      expect(String(key).length).toBeGreaterThanOrEqual(8)
      expect(String(key).length).toBeLessThanOrEqual(255)
    }
  })

  it("survives two calls for one session at the same time: one key, one intent (contract 4.1)", async () => {
    const input = { amount: 15, currency_code: "eur", data: { session_id: "payses_twice" } }
    const [first, second] = await Promise.allSettled([
      suite().provider.initiatePayment(input),
      suite().provider.initiatePayment(input),
    ])
    const made = [first, second].filter(({ status }) => status === "fulfilled")
    expect(made.length).toBeGreaterThan(0)
    expect(suite().control.state().violations).toEqual([])
    expect(new Set(suite().keys(CREATE)).size).toBe(1)
    expect(atWolffPay()).toHaveLength(1)
    const rows = await suite().intentsOf({ id: "payses_twice" })
    expect(rows.filter((row) => row.intent_id)).toHaveLength(1)
  })

  it("ends every description with the session id, whatever the template (R9, W13)", async () => {
    suite().configure({ description: "Bestelling bij Jansen {cart_id}" })
    const session = await suite().newSession()
    expect(onlyPayment()?.description).toBe(`Bestelling bij Jansen ${session.id}`)
    await fc.assert(
      fc.asyncProperty(fc.string({ minLength: 1, maxLength: 300 }), async (text) => {
        suite().configure({ description: text.replace(/[{}]/g, "") })
        const made = await suite().newSession()
        const description = onlyPayment()?.description ?? ""
        expect(description.endsWith(made.id)).toBe(true)
        expect(description.length).toBeLessThanOrEqual(1000)
      }),
      { numRuns: 15 }
    )
  })
})
