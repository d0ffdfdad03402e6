import { PaymentSessionStatus } from "@medusajs/framework/utils"
import { describeProvider } from "../../support/payment-module"

const DEBIT = { method: "sepa_debit", outcome: "process" }

describeProvider("authorizePayment", (suite) => {
  const authorize = (session: { id: string }) =>
    suite().payments.authorizePaymentSession(session.id, {})
  const statusOf = async (id: string) => (await suite().payments.retrievePaymentSession(id)).status

  it("books a paid intent as captured after one GET when no webhook came (W18)", async () => {
    const session = await suite().newSession()
    const intentId = await suite().pay(session)
    const payment = await authorize(session)
    expect(payment?.captured_at).toBeTruthy()
    expect(payment?.data).toMatchObject({ id: intentId, status: "succeeded" })
    // The admin shows a payment's data; the secret stays with the payer's session (contract 4.10).
    expect(session.data).toHaveProperty("client_secret")
    expect(JSON.stringify(payment?.data)).not.toMatch(/client_?secret/i)
    expect(suite().calls).toEqual([
      "POST /api/v1/payments 200",
      `GET /api/v1/payments/${intentId} 200`,
    ])
    expect((await suite().intent(intentId)).state).toBe("succeeded")
  })

  it("asks nobody when a verified webhook has told already (contract 4.7, R3)", async () => {
    const session = await suite().newSession()
    const intentId = await suite().pay(session)
    const { amount, currency, status } = suite().control.payment(intentId)
    expect(
      (await suite().receive("payment.succeeded", { id: intentId, amount, currency, status }))
        .status
    ).toBe(200)
    expect((await authorize(session))?.captured_at).toBeTruthy()
    expect(suite().calls).toEqual(["POST /api/v1/payments 200"])
  })

  it.each([
    ["amount", { amount: 1 }],
    ["currency", { currency: "usd" }],
    ["status", { status: "processing" }],
  ])(
    "does not take a webhook's word whose %s differs, and looks itself (R3, R5)",
    async (_what, odd) => {
      const session = await suite().newSession()
      const data = {
        id: session.data.id,
        amount: 1500,
        currency: "eur",
        status: "succeeded",
        ...odd,
      }
      await suite().receive("payment.succeeded", data)
      await expect(authorize(session)).rejects.toThrow(/not finished yet/)
      expect(suite().calls.at(-1)).toBe(`GET /api/v1/payments/${String(session.data.id)} 200`)
    }
  )

  it.each([
    ["nothing yet", undefined, /not finished yet/],
    ["require_action", "require_action", /not finished yet/],
    ["process", "process", /on its way/],
  ])(
    "asks the shopper to go on after %s, and the session stays usable",
    async (_name, outcome, message) => {
      const session = await suite().newSession()
      if (outcome) {
        await suite().pay(session, outcome, outcome === "process" ? "sepa_debit" : "card")
      }
      await expect(authorize(session)).rejects.toMatchObject({
        type: "payment_requires_more_error",
        message: expect.stringMatching(message),
      })
      expect(await statusOf(session.id)).toBe("pending")
    }
  )

  it("says that a declined payment did not succeed, and takes a second try (R5)", async () => {
    const session = await suite().newSession()
    const intentId = await suite().pay(session, "decline")
    await suite().plugin.intents.noteFailure(
      (await suite().intent(intentId)).id,
      "requires_payment_method"
    )
    await expect(authorize(session)).rejects.toMatchObject({
      type: "payment_authorization_error",
      message: expect.stringMatching(/did not succeed/),
    })
    await suite().pay(session)
    expect((await authorize(session))?.captured_at).toBeTruthy()
  })

  it("says that a cancelled payment has to be started anew", async () => {
    const session = await suite().newSession()
    await suite().control.cancel(String(session.data.id))
    await expect(authorize(session)).rejects.toMatchObject({
      type: "payment_authorization_error",
      message: expect.stringMatching(/start a new payment/),
    })
  })

  it("places the order while a debit is on its way, where the shop chose so (R6)", async () => {
    suite().configure({ paymentMethodTypes: ["sepa_debit"] })
    const session = await suite().newSession()
    await suite().pay(session, DEBIT.outcome, DEBIT.method)
    expect(await authorize(session)).toBeNull()
    expect(await statusOf(session.id)).toBe("pending_authorization")
    suite().configure({ paymentMethodTypes: ["sepa_debit"], orderOnProcessing: false })
    await expect(authorize(session)).rejects.toThrow(/on its way/)
  })

  it("authorises a manual intent without capturing it (R7)", async () => {
    suite().configure({ captureMethod: "manual" })
    const session = await suite().newSession()
    const intentId = await suite().pay(session)
    const payment = await authorize(session)
    expect(payment).toMatchObject({ captured_at: null, data: { status: "requires_capture" } })
    expect((await suite().intent(intentId)).authorized_at).toBeTruthy()
  })

  it("finds the intent by Medusa's session and never by what a browser put into data (R3)", async () => {
    const paid = await suite().newSession()
    await suite().pay(paid)
    const session = await suite().newSession({ data: { id: paid.data.id } })
    await expect(authorize(session)).rejects.toThrow(/not finished yet/)
    await expect(
      suite().provider.authorizePayment({
        data: paid.data,
        context: { idempotency_key: session.id },
      })
    ).rejects.toThrow(/not finished yet/)
    await expect(suite().provider.authorizePayment({ data: paid.data })).rejects.toThrow(
      /not known/
    )
  })

  it("refuses an amount that is not the session's, and a person is told (contract 4.1)", async () => {
    const session = await suite().newSession()
    const intentId = await suite().pay(session)
    await suite().control.addFaults({ kind: "wrong_amount", amount: 1, method: "GET", times: 1 })
    await expect(authorize(session)).rejects.toThrow(/differs/)
    expect(await suite().attention()).toMatchObject([
      { reason: "amount_mismatch", intent_id: intentId, amount_wolffpay: 1, amount_medusa: 1500 },
    ])
    expect((await suite().intent(intentId)).state).toBe("open")
  })

  it("treats a status it does not know as not yet paid, and a person is told (W18)", async () => {
    const session = await suite().newSession()
    const intentId = await suite().pay(session)
    await suite().control.fail(intentId)
    await expect(authorize(session)).rejects.toMatchObject({
      message: expect.stringMatching(/not finished/),
    })
    expect(await suite().attention()).toMatchObject([
      { reason: "unknown_status", intent_id: intentId },
    ])
  })

  it.each([400, 401, 403, 404])(
    "keeps the session usable when WolffPay answers %i, and tells the shopper something (R11)",
    async (status) => {
      const session = await suite().newSession()
      await suite().pay(session)
      await suite().control.addFaults({ kind: "status", status, method: "GET", times: 1 })
      // Not known is not refused.
      await expect(authorize(session)).rejects.toMatchObject({
        type: "payment_requires_more_error",
      })
      expect(await statusOf(session.id)).toBe("pending")
      const reasons = (await suite().attention()).map(({ reason }) => reason)
      expect(reasons.filter((one) => one === "intent_not_found")).toHaveLength(
        status === 404 ? 1 : 0
      )
      expect((await authorize(session))?.captured_at).toBeTruthy()
    }
  )

  it.each(["drop_before", "garbage"] as const)("asks again after %s", async (kind) => {
    const session = await suite().newSession()
    await suite().pay(session)
    await suite().control.addFaults({ kind, method: "GET", times: 2 })
    expect((await authorize(session))?.captured_at).toBeTruthy()
  })

  it("says that WolffPay cannot be reached when it is down, and nothing is lost", async () => {
    const session = await suite().newSession()
    await suite().pay(session)
    await suite().control.addFaults({ kind: "status", status: 500, method: "GET", times: "always" })
    await expect(authorize(session)).rejects.toMatchObject({
      type: "payment_requires_more_error",
      message: expect.stringMatching(/cannot be reached/),
    })
    await suite().control.clearFaults()
    expect((await authorize(session))?.captured_at).toBeTruthy()
  })

  it("is refused in words by a WolffPay that holds the line; deadlines.spec.ts adds up how long that takes (R12)", async () => {
    suite().configure({ timeoutMs: 200 })
    const session = await suite().newSession()
    await suite().pay(session)
    await suite().control.addFaults({ kind: "slow", ms: 1000, method: "GET", times: "always" })
    const startedAt = Date.now()
    await expect(authorize(session)).rejects.toThrow(/cannot be reached/)
    expect(Date.now() - startedAt).toBeLessThan(5000)
  })

  it("makes one payment when it is called twenty times at once", async () => {
    const session = await suite().newSession()
    await suite().pay(session)
    await Promise.allSettled(Array.from({ length: 20 }, () => authorize(session)))
    const payments = await suite().payments.listPayments({ payment_session_id: session.id })
    expect(payments).toHaveLength(1)
    expect(suite().control.state().payments).toMatchObject([{ status: "succeeded" }])
    expect(await suite().attention()).toEqual([])
  })
})

describeProvider("retrievePayment and getPaymentStatus", (suite) => {
  const input = (session: { data: unknown }) => ({ data: session.data as Record<string, unknown> })

  it("show WolffPay's status, and keep the rest of the data", async () => {
    const session = await suite().newSession()
    await suite().pay(session)
    const { data } = await suite().provider.retrievePayment(input(session))
    expect(data).toEqual({ ...session.data, status: "succeeded" })
  })

  it.each([
    ["requires_payment_method", undefined, "pending"],
    ["requires_action", "require_action", "pending"],
    ["processing", "process", "pending"],
    ["succeeded", "succeed", "captured"],
    ["canceled", "cancel", "canceled"],
  ])("map %s (W18)", async (status, outcome, expected) => {
    const session = await suite().newSession()
    if (outcome === "cancel") {
      await suite().control.cancel(String(session.data.id))
    } else if (outcome) {
      await suite().pay(session, outcome, outcome === "process" ? "sepa_debit" : "card")
    }
    expect(await suite().provider.getPaymentStatus(input(session))).toMatchObject({
      status: expected,
      data: { status },
    })
  })

  it("map requires_capture and a debit on its way (R6)", async () => {
    suite().configure({ captureMethod: "manual" })
    const manual = await suite().newSession()
    await suite().pay(manual)
    expect((await suite().provider.getPaymentStatus(input(manual))).status).toBe(
      PaymentSessionStatus.AUTHORIZED
    )
    suite().configure({ orderOnProcessing: true })
    const debit = await suite().newSession()
    await suite().pay(debit, DEBIT.outcome, DEBIT.method)
    expect((await suite().provider.getPaymentStatus(input(debit))).status).toBe(
      PaymentSessionStatus.PENDING_AUTHORIZATION
    )
  })

  it("never say captured for another amount", async () => {
    const session = await suite().newSession()
    await suite().pay(session)
    await suite().control.addFaults({ kind: "wrong_amount", amount: 1, method: "GET", times: 1 })
    expect((await suite().provider.getPaymentStatus(input(session))).status).toBe("pending")
  })

  it.each([{}, { id: "pi_unknown" }, { id: 5 }, undefined])(
    "know no payment by %j (R9)",
    async (data) => {
      await expect(suite().provider.retrievePayment({ data })).rejects.toMatchObject({
        type: "not_found",
      })
      await expect(suite().provider.getPaymentStatus({ data })).rejects.toMatchObject({
        type: "not_found",
      })
      expect(suite().calls).toEqual([])
    }
  )

  it("tell the merchant what WolffPay said, and nothing of the key", async () => {
    const session = await suite().newSession()
    await suite().control.addFaults({ kind: "status", status: 401, method: "GET", times: 1 })
    const error: Error = await suite()
      .provider.retrievePayment(input(session))
      .then(() => new Error("none"))
      .catch((reason: Error) => reason)
    expect(error.message).toMatch(/does not accept the API key/)
    expect(error.message).not.toContain(suite().sandbox.apiKey)
  })
})
