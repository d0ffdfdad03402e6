import { describeProvider } from "../../support/payment-module"

describeProvider(
  "capturePayment",
  (suite) => {
    const capture = (payment: { id: string }, amount?: number) =>
      suite().payments.capturePayment({ payment_id: payment.id, ...(amount ? { amount } : {}) })
    const read = (id: string) => suite().payments.retrievePayment(id, { relations: ["captures"] })
    const path = (intentId: string) => `/api/v1/payments/${intentId}`

    it("captures the whole payment with one look and one call (W17)", async () => {
      const { payment, intentId } = await suite().paidSession()
      const before = suite().calls.length
      await capture(payment)
      expect(suite().calls.slice(before)).toEqual([
        `GET ${path(intentId)} 200`,
        `POST ${path(intentId)} 200`,
      ])
      expect(suite().control.payment(intentId)).toMatchObject({
        status: "succeeded",
        captured: 1500,
      })
      const booked = await read(payment.id)
      expect(booked.captured_at).toBeTruthy()
      expect(booked.captures).toHaveLength(1)
      expect(booked.data).toMatchObject({ id: intentId, status: "succeeded" })
      expect((await suite().intent(intentId)).state).toBe("succeeded")
    })

    it.each([5, 14.99, 0.01])(
      "refuses a part (%s of 15) without any call (contract 4.6)",
      async (amount) => {
        const { payment } = await suite().paidSession()
        const before = suite().calls.length
        await expect(capture(payment, amount)).rejects.toMatchObject({
          type: "not_allowed",
          message:
            "WolffPay can only capture a payment as a whole. Capture the full amount, and refund the part that is not needed.",
        })
        expect(suite().calls).toHaveLength(before)
        expect((await read(payment.id)).captures).toEqual([])
      }
    )

    it("refuses a capture whose amount cannot be known, without any call (contract 4.6)", async () => {
      const { payment } = await suite().paidSession()
      const before = suite().calls.length
      await expect(
        suite().provider.capturePayment({
          data: payment.data,
          context: { idempotency_key: "capt_unknown" },
        })
      ).rejects.toThrow(/amount to capture is not known/)
      expect(suite().calls).toHaveLength(before)
    })

    it("captures a total with more decimals than money has", async () => {
      const { payment, intentId } = await suite().paidSession({ amount: 29.282 })
      await capture(payment)
      expect((await read(payment.id)).captured_at).toBeTruthy()
      expect(suite().control.payment(intentId).captured).toBe(2928)
    })

    it("takes the amount that money can have for all of it", async () => {
      const { payment, intentId } = await suite().paidSession({ amount: 29.282 })
      await expect(capture(payment, 29.27)).rejects.toMatchObject({ type: "not_allowed" })
      await capture(payment, 29.28)
      expect(suite().control.payment(intentId).captured).toBe(2928)
      expect((await read(payment.id)).captures).toHaveLength(1)
    })

    it("counts an intent that was captured elsewhere as captured, without a second capture", async () => {
      const { payment, intentId } = await suite().paidSession()
      await suite().control.capture(intentId)
      await capture(payment)
      expect((await read(payment.id)).captured_at).toBeTruthy()
      expect(
        suite().requests.filter((one) => one.method === "POST" && one.path === path(intentId))
      ).toEqual([])
    })

    it.each(["drop_before", "drop_after", "garbage"] as const)(
      "asks again under the same key after %s: one capture (R10)",
      async (kind) => {
        const { payment, intentId } = await suite().paidSession()
        await suite().control.addFaults({ kind, method: "POST", path: path(intentId), times: 2 })
        await capture(payment)
        expect(suite().keys(path(intentId))).toHaveLength(1)
        expect(suite().control.payment(intentId).captured).toBe(1500)
        expect((await read(payment.id)).captures).toHaveLength(1)
      }
    )

    it("looks when the answer never comes, and never throws after the money moved (R14)", async () => {
      suite().configure({ captureMethod: "manual", timeoutMs: 100 })
      const { payment, intentId } = await suite().paidSession()
      await suite().control.addFaults({
        kind: "slow",
        ms: 300,
        method: "POST",
        path: path(intentId),
        times: 3,
      })
      await capture(payment)
      expect((await read(payment.id)).captured_at).toBeTruthy()
    })

    it("throws when it is certain that nothing was captured; the next try has a new key (R10)", async () => {
      const { payment, intentId } = await suite().paidSession()
      await suite().control.addFaults({
        kind: "status",
        status: 403,
        method: "POST",
        path: path(intentId),
        times: 1,
      })
      await expect(capture(payment)).rejects.toMatchObject({ type: "not_allowed" })
      expect((await read(payment.id)).captures).toEqual([])
      await capture(payment)
      expect(suite().keys(path(intentId))).toHaveLength(2)
      expect(suite().control.payment(intentId).captured).toBe(1500)
    })

    it("keeps its key while the outcome is unknown, also for the operator's next click (R10)", async () => {
      const { payment, intentId } = await suite().paidSession()
      await suite().control.addFaults([
        { kind: "drop_before", method: "POST", path: path(intentId), times: 3 },
      ])
      await expect(capture(payment)).rejects.toMatchObject({ type: "unexpected_state" })
      await capture(payment)
      expect(suite().keys(path(intentId))).toHaveLength(1)
      expect((await read(payment.id)).captures).toHaveLength(1)
    })

    it("sends a new key after a 200 that did not capture, which would be repeated for a day (R10, W9)", async () => {
      const { payment, intentId } = await suite().paidSession()
      jest
        .spyOn(suite().plugin.wolffPay.client, "capturePayment")
        .mockResolvedValueOnce({ status: "requires_capture" } as never)
      await expect(capture(payment)).rejects.toThrow(/shows requires_capture/)
      expect((await suite().intent(intentId)).capture_refusals).toBe(1)
      await capture(payment)
      expect(suite().keys(path(intentId))).toEqual([
        `medusa:capture:${(await suite().intent(intentId)).id}:1`,
      ])
      expect((await read(payment.id)).captures).toHaveLength(1)
    })

    it("says why it cannot capture what is cancelled", async () => {
      const { payment, intentId } = await suite().paidSession()
      await suite().control.cancel(intentId)
      await expect(capture(payment)).rejects.toMatchObject({
        type: "not_allowed",
        message: "WolffPay cannot capture this payment: its status is canceled.",
      })
    })

    it("does not capture another amount than it shows (contract 4.1)", async () => {
      const { payment, intentId } = await suite().paidSession()
      await suite().control.addFaults({ kind: "wrong_amount", amount: 1, method: "GET", times: 1 })
      await expect(capture(payment)).rejects.toMatchObject({ type: "not_allowed" })
      expect(suite().control.payment(intentId).captured).toBe(0)
      expect(await suite().attention()).toMatchObject([{ reason: "amount_mismatch" }])
    })

    it("tells a person when WolffPay does not know the payment (R11)", async () => {
      const { payment } = await suite().paidSession()
      await suite().control.addFaults({ kind: "status", status: 404, method: "GET", times: 1 })
      await expect(capture(payment)).rejects.toMatchObject({ type: "not_allowed" })
      expect(await suite().attention()).toMatchObject([{ reason: "intent_not_found" }])
    })

    it("captures once when two operators click at the same time", async () => {
      const { payment, intentId } = await suite().paidSession()
      await Promise.allSettled([capture(payment), capture(payment)])
      expect(suite().control.payment(intentId).captured).toBe(1500)
      const booked = await read(payment.id)
      expect(booked.captures).toHaveLength(1)
      expect(booked.captured_at).toBeTruthy()
    })
  },
  { captureMethod: "manual" }
)
