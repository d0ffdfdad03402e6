import { describeProvider } from "../../support/payment-module"

const REFUNDS = "/api/v1/refunds"
const post = { method: "POST", path: REFUNDS } as const
const list = { method: "GET", path: REFUNDS } as const

describeProvider("refundPayment", (suite) => {
  const refund = (payment: { id: string }, amount?: number, rest: Record<string, unknown> = {}) =>
    suite().payments.refundPayment({
      payment_id: payment.id,
      ...(amount ? { amount } : {}),
      ...rest,
    })
  const read = (id: string) => suite().payments.retrievePayment(id, { relations: ["refunds"] })
  const booked = async (id: string) =>
    ((await read(id)).refunds ?? []).map(({ amount }) => Number(amount))
  const atWolffPay = () => suite().control.state().refunds
  const amounts = () => atWolffPay().map(({ amount }) => amount)
  const rows = (intentId: string) => suite().plugin.refunds.ofIntent(intentId)

  describe("when the outcome stays unknown", () => {
    const lose = (kind: "drop_before" | "drop_after") =>
      suite().control.addFaults([
        { ...post, kind, times: 3 },
        { ...list, kind: "drop_before", times: 1 },
      ])

    it("adopts what the list shows, exactly once (R14)", async () => {
      const { payment, intentId } = await suite().paidSession()
      await suite().control.addFaults({ ...post, kind: "drop_after", times: 3 })
      await refund(payment, 5)
      expect(amounts()).toEqual([500])
      expect(await booked(payment.id)).toEqual([5])
      expect(await rows(intentId)).toMatchObject([
        { state: "made", refund_id: atWolffPay()[0]?.id },
      ])
    })

    it.each(["drop_before", "drop_after"] as const)(
      "makes the operator's second click the same refund, after %s (R10)",
      async (kind) => {
        const { payment, intentId } = await suite().paidSession()
        await lose(kind)
        await expect(refund(payment, 5)).rejects.toMatchObject({
          type: "unexpected_state",
          message: expect.stringMatching(/not known yet/),
        })
        expect(await booked(payment.id)).toEqual([])
        expect(await rows(intentId)).toMatchObject([{ state: "unknown" }])
        await refund(payment, 5)
        expect(amounts()).toEqual([500])
        expect(suite().keys(REFUNDS)).toHaveLength(1)
        expect(await booked(payment.id)).toEqual([5])
        expect(suite().control.state().violations).toEqual([])
      }
    )

    it("sends the same request again, even when the reason was chosen differently (W9)", async () => {
      const [reason] = await suite().payments.createRefundReasons([
        { label: "Dubbel", code: "dubbel" },
      ])
      const { payment } = await suite().paidSession()
      await lose("drop_after")
      await expect(refund(payment, 5)).rejects.toThrow(/not known yet/)
      await refund(payment, 5, { refund_reason_id: reason?.id })
      expect(amounts()).toEqual([500])
      expect(suite().control.state().violations).toEqual([])
    })

    it("looks before it makes one of another amount, and counts what it finds (R14)", async () => {
      const { payment, intentId } = await suite().paidSession()
      await lose("drop_after")
      await expect(refund(payment, 10)).rejects.toThrow(/not known yet/)
      await expect(refund(payment, 8)).rejects.toThrow(/Only 5.00 EUR/)
      expect(amounts()).toEqual([1000])
      expect(await rows(intentId)).toMatchObject([{ state: "made", amount: 1000, booked_at: null }])
    })

    it("makes one of another amount when the earlier one is not there", async () => {
      const { payment } = await suite().paidSession()
      await lose("drop_before")
      await expect(refund(payment, 10)).rejects.toThrow(/not known yet/)
      await refund(payment, 8)
      expect(amounts()).toEqual([800])
      expect(await booked(payment.id)).toEqual([8])
    })

    it("refuses another amount while it cannot look", async () => {
      const { payment } = await suite().paidSession()
      await lose("drop_after")
      await expect(refund(payment, 5)).rejects.toThrow(/not known yet/)
      await suite().control.addFaults({ ...list, kind: "status", status: 500, times: 3 })
      await expect(refund(payment, 2)).rejects.toMatchObject({ type: "unexpected_state" })
      expect(amounts()).toEqual([500])
    })

    it("gives the earlier attempt to one of two clicks at the same time, and no row is left broken", async () => {
      const { payment, intentId } = await suite().paidSession()
      await lose("drop_after")
      await expect(refund(payment, 5)).rejects.toThrow(/not known yet/)
      const clicks = await Promise.allSettled([refund(payment, 5), refund(payment, 5)])
      const made = clicks.filter(({ status }) => status === "fulfilled").length
      expect(amounts().length).toBe(made)
      expect(await booked(payment.id)).toEqual(amounts().map((amount) => amount / 100))
      const left = await rows(intentId)
      expect(left.map(({ state, origin }) => [state, origin])).toEqual(
        left.map(() => ["made", "medusa"])
      )
      expect(new Set(left.map((row) => row.refund_id)).size).toBe(left.length)
    })
  })
})
