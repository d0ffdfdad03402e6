import { describeProvider, TERMINAL_PROVIDER } from "../../support/payment-module"

const PATH = "/api/v1/payments/terminal"

describeProvider("The terminal provider", (suite) => {
  const atWolffPay = () => suite().control.state().payments.at(-1)
  const newSession = (order: Parameters<ReturnType<typeof suite>["newSession"]>[0] = {}) =>
    suite().newSession({ ...order, provider_id: TERMINAL_PROVIDER })
  const posts = () =>
    suite()
      .requests.filter(({ method }) => method === "POST")
      .map(({ path }) => path)

  async function saleOf(way: "server" | "sdk" = "server") {
    const sale = await suite().plugin.sales.begin(
      {
        request_id: `request-${Math.random()}`,
        terminal_reader_id: `wptr_${Math.random()}`,
        reader_name: "Desk",
        reader_way: way,
        reader_id: "tmr_desk",
        stock_location_id: "sloc_1",
        amount: 1500,
        currency: "eur",
        customer_email: null,
        customer_name: null,
        pays_order: false,
        order_id: null,
        sold_by_id: "user_1",
        sold_by_name: "Anna",
      },
      "token-1"
    )
    if (!sale) {
      throw new Error("No sale was made")
    }
    return sale
  }
  const ofSale = (sale: { id: string }) => newSession({ data: { wolffpay_terminal_sale: sale.id } })

  /** The customer's card, on a reader of the sandbox. */
  async function tap(intentId: string) {
    const reader = await suite().control.addReader({ auto: "tap" })
    return suite().plugin.wolffPay.client.collectAndProcess(
      { readerId: reader.id, paymentIntentId: intentId },
      { lane: "counter", idempotencyKey: `tap-${intentId}` }
    )
  }

  async function approved() {
    const session = await ofSale(await saleOf())
    const intentId = String(session.data.id)
    await tap(intentId)
    const intent = await suite().intent(intentId)
    await suite().plugin.intents.advance(intent.id, "authorized", "requires_capture")
    const payment = await suite().payments.authorizePaymentSession(session.id, {})
    if (!payment) {
      throw new Error("The session was not authorized")
    }
    return { session, intentId, payment }
  }

  describe("initiatePayment", () => {
    it("makes a card-present intent for a sale of the till, to be captured later, and keeps its secret (W21)", async () => {
      const sale = await saleOf()
      const session = await ofSale(sale)
      expect(atWolffPay()).toMatchObject({
        amount: 1500,
        captureMethod: "manual",
        paymentMethodTypes: ["card_present"],
      })
      expect(session.data).toMatchObject({
        id: atWolffPay()?.id,
        client_secret: null,
        clientSecret: null,
        wolffpay_terminal_sale: null,
      })
      expect(await suite().plugin.sales.byId(sale.id)).toMatchObject({ session_id: session.id })
      expect(suite().calls).toEqual([`POST ${PATH} 200`])
      expect(await suite().intent(String(session.data.id))).toMatchObject({ channel: "terminal" })
    })

    it("gives the secret to a sale whose reader the browser drives (W27)", async () => {
      const session = await ofSale(await saleOf("sdk"))
      expect(session.data.client_secret).toBe(atWolffPay()?.clientSecret)
    })

    it("captures at once what the till did not start, whatever its data claims (contract 4.12)", async () => {
      const sale = await saleOf()
      await ofSale(sale)
      for (const claimed of ["wpsale_none", sale.id]) {
        await newSession({ data: { wolffpay_terminal_sale: claimed, captureMethod: "manual" } })
        expect(atWolffPay()).toMatchObject({ captureMethod: "automatic" })
      }
    })

    it("makes no intent for a sale that is being undone already, and no call", async () => {
      const sale = await saleOf()
      await suite().plugin.sales.change(sale.id, "token-1", { state: "canceled" })
      await expect(ofSale(sale)).rejects.toThrow(/not being made any more/)
      expect(suite().calls).toEqual([])
    })

    it.each([
      ["usd", 15, /take EUR only, not USD/],
      ["eur", 0.49, /0.50 EUR to/],
      ["eur", 1_000_000, /to 999999.99 EUR/],
    ])(
      "refuses %s %s without a call, and says what to do (W21)",
      async (currency_code, amount, message) => {
        await expect(newSession({ currency_code, amount })).rejects.toThrow(message)
        expect(suite().calls).toEqual([])
      }
    )

    it("says that the terminal is switched off (W6, W26)", async () => {
      await suite().control.settings({ terminalEnabled: false })
      await expect(newSession()).rejects.toThrow(/ask WolffPay to switch them on/)
    })

    it("sends a cut-off attempt again under its own key (R10)", async () => {
      await suite().control.addFaults({ kind: "drop_after", path: PATH, times: 1 })
      await newSession()
      expect(suite().keys(PATH)).toHaveLength(1)
      expect(suite().control.state().payments).toHaveLength(1)
    })
  })

  it("updatePayment: another amount is another card-present intent, and the old one is void (W17, W25)", async () => {
    const session = await newSession()
    const updated = await suite().payments.updatePaymentSession({
      id: session.id,
      amount: 20,
      currency_code: "eur",
      data: session.data ?? {},
    })
    expect(suite().control.payment(String(session.data.id)).status).toBe("canceled")
    expect(atWolffPay()).toMatchObject({ amount: 2000, paymentMethodTypes: ["card_present"] })
    expect(updated.data).toMatchObject({ id: atWolffPay()?.id })
    expect(posts()).toEqual([PATH, PATH, PATH])
  })

  it("deletePayment: voids the intent at the terminal's own address (W25)", async () => {
    const session = await newSession()
    await suite().payments.deletePaymentSession(session.id)
    expect(atWolffPay()).toMatchObject({ status: "canceled" })
    expect(posts()).toEqual([PATH, PATH])
  })

  it("authorizePayment and capturePayment: one call for a card that was approved a moment ago (W25)", async () => {
    const { payment, intentId } = await approved()
    const before = suite().calls.length
    await suite().payments.capturePayment({ payment_id: payment.id })
    expect(suite().calls.slice(before)).toEqual([`POST ${PATH} 200`])
    expect(suite().control.payment(intentId)).toMatchObject({ status: "succeeded", captured: 1500 })
    expect((await suite().payments.retrievePayment(payment.id)).captured_at).toBeTruthy()
  })

  it("capturePayment: looks first when the approval is older than a minute", async () => {
    const { payment, intentId } = await approved()
    await suite().connection.raw(
      "update wolffpay_payment_intent set state_at = now() - interval '2 minutes'"
    )
    const before = suite().calls.length
    await suite().payments.capturePayment({ payment_id: payment.id })
    expect(suite().calls.slice(before)).toEqual([
      `GET /api/v1/payments/${intentId} 200`,
      `POST ${PATH} 200`,
    ])
  })

  it("capturePayment: a part is refused without a call (contract 4.6)", async () => {
    const { payment } = await approved()
    const before = suite().calls.length
    await expect(
      suite().payments.capturePayment({ payment_id: payment.id, amount: 5 })
    ).rejects.toThrow(/only capture a payment as a whole/)
    expect(suite().calls).toHaveLength(before)
  })

  it("cancelPayment: voids an approved card, and refuses a captured one (W25)", async () => {
    const first = await approved()
    await suite().payments.cancelPayment(first.payment.id)
    expect(suite().control.payment(first.intentId).status).toBe("canceled")
    const second = await approved()
    await suite().payments.capturePayment({ payment_id: second.payment.id })
    await expect(suite().payments.cancelPayment(second.payment.id)).rejects.toThrow(/Refund it/)
    expect(suite().control.payment(second.intentId).status).toBe("succeeded")
  })

  it("refundPayment: goes through /refunds like any other (W28)", async () => {
    const { payment, intentId } = await approved()
    await suite().payments.capturePayment({ payment_id: payment.id })
    await suite().payments.refundPayment({ payment_id: payment.id, amount: 4 })
    expect(suite().control.state().refunds).toMatchObject([{ amount: 400 }])
    expect(suite().calls.at(-1)).toBe("POST /api/v1/refunds 200")
    expect(await suite().plugin.refunds.ofIntent(intentId)).toMatchObject([{ amount: 400 }])
  })
})
