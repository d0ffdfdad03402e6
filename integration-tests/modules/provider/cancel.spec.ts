import { describeProvider } from "../../support/payment-module"

const path = (intentId: string) => `/api/v1/payments/${intentId}`

describeProvider("cancelPayment", (suite) => {
  const statusOf = (intentId: string) => suite().control.payment(intentId).status
  const cancel = (session: { data: unknown }, key?: string) =>
    suite().provider.cancelPayment({
      data: session.data as Record<string, unknown>,
      context: key ? { idempotency_key: key } : {},
    })

  it("voids an authorised payment in both books", async () => {
    suite().configure({ captureMethod: "manual" })
    const { payment, intentId } = await suite().paidSession()
    const canceled = await suite().payments.cancelPayment(payment.id)
    expect(statusOf(intentId)).toBe("canceled")
    expect(canceled.canceled_at).toBeTruthy()
    expect(canceled.data).toMatchObject({ id: intentId, status: "canceled" })
  })

  it("only books an authorisation that is cancelled already", async () => {
    suite().configure({ captureMethod: "manual" })
    const { payment, intentId } = await suite().paidSession()
    await suite().control.cancel(intentId)
    expect((await suite().payments.cancelPayment(payment.id)).canceled_at).toBeTruthy()
  })

  it("never refunds captured money, and says what to do instead", async () => {
    const { payment, intentId } = await suite().paidSession()
    await expect(suite().payments.cancelPayment(payment.id)).rejects.toMatchObject({
      type: "not_allowed",
      message: "This payment is captured. Refund it instead of cancelling it.",
    })
    expect(statusOf(intentId)).toBe("succeeded")
    expect(suite().control.state().refunds).toEqual([])
  })

  it("is content with captured money that went back in full", async () => {
    const { payment } = await suite().paidSession()
    await suite().payments.refundPayment({ payment_id: payment.id })
    expect((await suite().payments.cancelPayment(payment.id)).canceled_at).toBeTruthy()
    expect(suite().control.state().refunds).toHaveLength(1)
  })

  it("throws while the outcome is unknown, and the next try uses the same key (R10)", async () => {
    suite().configure({ captureMethod: "manual" })
    const { payment, intentId } = await suite().paidSession()
    await suite().control.addFaults({
      kind: "drop_after",
      method: "POST",
      path: path(intentId),
      times: 3,
    })
    await expect(suite().payments.cancelPayment(payment.id)).rejects.toMatchObject({
      type: "unexpected_state",
    })
    expect((await suite().payments.retrievePayment(payment.id)).canceled_at).toBeNull()
    await suite().payments.cancelPayment(payment.id)
    expect(suite().keys(path(intentId))).toHaveLength(1)
    expect(statusOf(intentId)).toBe("canceled")
  })

  it("sends a new key after a refusal (R10)", async () => {
    suite().configure({ captureMethod: "manual" })
    const { payment, intentId } = await suite().paidSession()
    await suite().control.addFaults([
      { kind: "status", status: 403, method: "POST", path: path(intentId), times: 1 },
    ])
    await expect(suite().payments.cancelPayment(payment.id)).rejects.toMatchObject({
      type: "not_allowed",
    })
    await suite().payments.cancelPayment(payment.id)
    expect(suite().keys(path(intentId))).toHaveLength(2)
    expect(statusOf(intentId)).toBe("canceled")
  })

  it("sends a new key after a 200 that did not cancel, which would be repeated for a day (R10, W9)", async () => {
    suite().configure({ captureMethod: "manual" })
    const { payment, intentId } = await suite().paidSession()
    jest
      .spyOn(suite().plugin.wolffPay.client, "cancelPayment")
      .mockResolvedValueOnce({ status: "requires_capture" } as never)
    await expect(suite().payments.cancelPayment(payment.id)).rejects.toMatchObject({
      type: "not_allowed",
    })
    await suite().payments.cancelPayment(payment.id)
    expect(suite().keys(path(intentId))).toEqual([expect.stringMatching(/:1$/)])
    expect(statusOf(intentId)).toBe("canceled")
  })

  it("tells a person about a 404, and never takes it for success (R11)", async () => {
    suite().configure({ captureMethod: "manual" })
    const { payment, intentId } = await suite().paidSession()
    await suite().control.addFaults({
      kind: "status",
      status: 404,
      path: path(intentId),
      times: "always",
    })
    await expect(suite().payments.cancelPayment(payment.id)).rejects.toThrow()
    expect(await suite().attention()).toMatchObject([{ reason: "intent_not_found" }])
  })

  describe("in a rollback (without a key)", () => {
    it.each([undefined, {}, { id: "pi_unknown" }])("has nothing to do for %j", async (data) => {
      await expect(suite().provider.cancelPayment({ data, context: {} })).resolves.toEqual({
        data: { ...data },
      })
      expect(suite().calls).toEqual([])
    })

    it("leaves an intent alone that another run has booked", async () => {
      suite().configure({ captureMethod: "manual" })
      const { session, intentId } = await suite().paidSession()
      const before = suite().calls.length
      await suite().rollback(session)
      expect(statusOf(intentId)).toBe("requires_capture")
      expect(suite().calls).toHaveLength(before)
    })

    it("voids an authorised intent that nobody booked", async () => {
      suite().configure({ captureMethod: "manual" })
      const session = await suite().newSession()
      const intentId = await suite().pay(session)
      await suite().rollback(session)
      expect(statusOf(intentId)).toBe("canceled")
    })

    it.each(["succeed", "process"])(
      "gives no money back that did %s, and tells a person",
      async (outcome) => {
        const session = await suite().newSession()
        const intentId = await suite().pay(
          session,
          outcome,
          outcome === "process" ? "sepa_debit" : "card"
        )
        await suite().rollback(session)
        expect(suite().control.state().refunds).toEqual([])
        expect(statusOf(intentId)).toBe(outcome === "process" ? "processing" : "succeeded")
        expect(await suite().attention()).toMatchObject([
          { reason: "captured_during_rollback", intent_id: intentId },
        ])
      }
    )

    it("leaves everything as it is when it cannot know whether a payment exists", async () => {
      const session = await suite().newSession()
      await cancel(session)
      expect(statusOf(String(session.data.id))).toBe("requires_payment_method")
    })
  })

  it("with a key voids an open intent that has no payment", async () => {
    const session = await suite().newSession()
    await cancel(session, "pay_1")
    expect(statusOf(String(session.data.id))).toBe("canceled")
  })

  it("with a key says that a debit on its way cannot be cancelled", async () => {
    const session = await suite().newSession()
    await suite().pay(session, "process", "sepa_debit")
    await expect(cancel(session, "pay_1")).rejects.toThrow(
      /cannot cancel this payment now: it is processing/
    )
  })
})
