import { makeRefund } from "../../../src/modules/wolffpay/make-refund"
import { describeProvider } from "../../support/payment-module"

const REFUNDS = "/api/v1/refunds"
const post = { method: "POST", path: REFUNDS } as const

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

  it("gives all of it back with one call, and writes both ids down (R14)", async () => {
    const { payment, intentId } = await suite().paidSession()
    const before = suite().calls.length
    await refund(payment)
    expect(suite().calls.slice(before)).toEqual([`POST ${REFUNDS} 200`])
    expect(amounts()).toEqual([1500])
    expect(await booked(payment.id)).toEqual([15])
    const [made] = atWolffPay()
    const { refunds = [], data } = await read(payment.id)
    expect(data).toMatchObject({
      id: intentId,
      refunds: [{ id: made?.id, amount: 1500, status: "succeeded" }],
    })
    expect(await rows(intentId)).toEqual([
      expect.objectContaining({
        refund_id: made?.id,
        medusa_refund_id: refunds[0]?.id,
        amount: 1500,
        currency: "eur",
        origin: "medusa",
        state: "made",
        status: "succeeded",
        booked_at: expect.any(Date),
      }),
    ])
    expect(suite().emitted("wolffpay.payment.refunded")).toEqual([
      expect.objectContaining({ intent_id: intentId, refund_id: made?.id, amount: 1500 }),
    ])
  })

  it("gives parts back until nothing is left, each under a key of its own", async () => {
    const { payment } = await suite().paidSession()
    await refund(payment, 5)
    await refund(payment, 2.5)
    await refund(payment, 7.5)
    expect(amounts()).toEqual([500, 250, 750])
    expect(await booked(payment.id)).toEqual([5, 2.5, 7.5])
    expect(suite().keys(REFUNDS)).toHaveLength(3)
    expect((await read(payment.id)).data).toMatchObject({
      refunds: [{ amount: 500 }, { amount: 250 }, { amount: 750 }],
    })
  })

  it("takes the cent off that rounding adds: 29.29 of 29.282 is 29.28", async () => {
    const { payment } = await suite().paidSession({ amount: 29.282 })
    await refund(payment, 29.29)
    expect(amounts()).toEqual([2928])
  })

  it("gives the last cent of a fractional total back", async () => {
    const { payment } = await suite().paidSession({ amount: 87.957975 })
    await refund(payment, 80)
    await refund(payment, 7.957975)
    expect(amounts()).toEqual([8000, 796])
  })

  it("refuses more than is left without a call, also when the rest was refunded elsewhere", async () => {
    const { payment, intentId } = await suite().paidSession()
    await suite().control.refund(intentId, { amount: 1000 })
    await suite().plugin.refunds.addExternal({
      intent_id: intentId,
      refund_id: String(atWolffPay()[0]?.id),
      amount: 1000,
      currency: "eur",
      status: "succeeded",
    })
    const before = suite().calls.length
    await expect(refund(payment, 6)).rejects.toMatchObject({
      type: "not_allowed",
      message: expect.stringContaining("Only 5.00 EUR of this payment is left to refund"),
    })
    expect(suite().calls).toHaveLength(before)
    expect(await booked(payment.id)).toEqual([])
    await refund(payment, 5)
    await expect(refund(payment, 5)).rejects.toThrow(/already refunded in full/)
    expect(amounts()).toEqual([1000, 500])
  })

  it("books a pending one as made (R15)", async () => {
    const { payment, intentId } = await suite().paidSession()
    await suite().control.settings({ refundStatus: "pending" })
    await refund(payment, 5)
    expect(await booked(payment.id)).toEqual([5])
    expect(await rows(intentId)).toMatchObject([{ state: "made", status: "pending" }])
  })

  it("throws for one that fails at once, and the money can be asked for again (R15)", async () => {
    const { payment, intentId } = await suite().paidSession()
    await suite().control.settings({ refundStatus: "failed" })
    await expect(refund(payment, 15)).rejects.toThrow(/could not refund this payment \(failed\)/)
    expect(await booked(payment.id)).toEqual([])
    expect(await rows(intentId)).toMatchObject([{ state: "not_made", status: "failed" }])
    await suite().control.settings({ refundStatus: "succeeded" })
    await refund(payment, 15)
    expect(await booked(payment.id)).toEqual([15])
    expect(suite().keys(REFUNDS)).toHaveLength(2)
  })

  it.each([400, 401, 403, 404])(
    "books nothing after a %i, and the next try has a new key (R10)",
    async (status) => {
      const { payment, intentId } = await suite().paidSession()
      await suite().control.addFaults({ ...post, kind: "status", status, times: 1 })
      await expect(refund(payment, 5)).rejects.toMatchObject({ type: "not_allowed" })
      expect(await booked(payment.id)).toEqual([])
      expect(await rows(intentId)).toMatchObject([{ state: "not_made", refund_id: null }])
      await refund(payment, 5)
      expect(suite().keys(REFUNDS)).toHaveLength(2)
      expect(amounts()).toEqual([500])
    }
  )

  it.each(["drop_before", "drop_after", "garbage"] as const)(
    "asks again under the same key after %s: one refund (R10)",
    async (kind) => {
      const { payment } = await suite().paidSession()
      await suite().control.addFaults({ ...post, kind, times: 2 })
      await refund(payment, 5)
      expect(amounts()).toEqual([500])
      expect(suite().keys(REFUNDS)).toHaveLength(1)
      expect(await booked(payment.id)).toEqual([5])
    }
  )

  it.each([500, 503])("asks again under the same key after %i", async (status) => {
    const { payment } = await suite().paidSession()
    await suite().control.addFaults({ ...post, kind: "status", status, times: 2 })
    await refund(payment, 5)
    expect(amounts()).toEqual([500])
    expect(suite().keys(REFUNDS)).toHaveLength(1)
  })

  it("refuses an answer about another amount, looks, and books what is really there (W9)", async () => {
    const { payment } = await suite().paidSession()
    await suite().control.addFaults({ ...post, kind: "wrong_amount", times: 1 })
    await refund(payment, 5)
    expect(amounts()).toEqual([500])
    expect(await booked(payment.id)).toEqual([5])
  })

  it("makes two equal refunds that are meant as two", async () => {
    const { payment } = await suite().paidSession()
    await refund(payment, 5)
    await refund(payment, 5)
    expect(amounts()).toEqual([500, 500])
    expect(suite().keys(REFUNDS)).toHaveLength(2)
  })

  it("never gives back more than was captured, however many ask at once (contract 4.5)", async () => {
    const { payment } = await suite().paidSession()
    await Promise.allSettled(Array.from({ length: 8 }, () => refund(payment, 4)))
    const made = amounts()
    expect(made.length).toBeGreaterThan(0)
    expect(made.reduce((sum, amount) => sum + amount, 0)).toBeLessThanOrEqual(1500)
    expect(await booked(payment.id)).toEqual(made.map((amount) => amount / 100))
  })

  it("makes one of two equal refunds that are asked for at the same moment", async () => {
    const { payment } = await suite().paidSession()
    await suite().control.addFaults({ ...post, kind: "slow", ms: 1500, times: 1 })
    const asked = await Promise.allSettled([refund(payment, 4), refund(payment, 4)])
    expect(asked.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"])
    expect(asked.find(({ status }) => status === "rejected")).toMatchObject({
      reason: { type: "not_allowed", code: "refund_underway" },
    })
    expect(amounts()).toEqual([400])
    expect(await booked(payment.id)).toEqual([4])
  })

  it("takes one that was asked for before an equal one was done for the same", async () => {
    const { payment, intent, intentId } = await suite().paidSession()
    const askedAt = new Date()
    await refund(payment, 4)
    const request = { amount: 400, medusaRefundId: "ref_second", askedAt }
    const known = { ...intent, intent_id: intentId }
    await expect(makeRefund(suite().plugin, known, request)).rejects.toThrow(/being made right now/)
    expect(amounts()).toEqual([400])
  })

  it("tells the shop of each refund once", async () => {
    const { payment, intentId } = await suite().paidSession()
    await refund(payment, 4)
    await refund(payment, 5)
    const [first] = await rows(intentId)
    expect(first?.told_at).toBeInstanceOf(Date)
    expect(await suite().plugin.bookings.claimUntold()).toEqual([])
    expect(
      suite()
        .emitted("wolffpay.payment.refunded")
        .map(({ amount }) => amount)
    ).toEqual([400, 500])
  })

  it("gives what the shop was not told of to one of two jobs (R21)", async () => {
    const { payment, intentId } = await suite().paidSession()
    await refund(payment, 4)
    const [row] = await rows(intentId)
    await suite().connection.raw(
      "UPDATE wolffpay_refund SET told_at = NULL, booked_at = now() - interval '2 minutes' WHERE id = ?",
      [String(row?.id)]
    )
    const { bookings } = suite().plugin
    const claims = await Promise.all([bookings.claimUntold(), bookings.claimUntold()])
    expect(claims.flat().map(({ id }) => id)).toEqual([row?.id])
    expect(await bookings.claimUntold()).toEqual([])
  })

  it.each([
    ["dubbel", "duplicate"],
    ["Duplicate order", "duplicate"],
    ["fraude", "fraudulent"],
    ["FRAUD-SUSPECTED", "fraudulent"],
    ["te klein", "requested_by_customer"],
  ])("tells WolffPay the reason %s as %s (W28)", async (code, reason) => {
    const [chosen] = await suite().payments.createRefundReasons([{ label: code, code }])
    const { payment } = await suite().paidSession()
    await refund(payment, 5, { refund_reason_id: chosen?.id })
    expect(atWolffPay()[0]).toMatchObject({ reason })
  })

  it("tells WolffPay no words of the shop's own", async () => {
    const { payment } = await suite().paidSession()
    await refund(payment, 5, { note: "Anna Jansen belde, doos kapot" })
    expect(JSON.stringify(atWolffPay())).not.toMatch(/Anna|doos/)
  })

  describe("for a refund that exists already", () => {
    async function external(amount: number) {
      const paid = await suite().paidSession()
      const made = await suite().control.refund(paid.intentId, { amount })
      await suite().plugin.refunds.addExternal({
        intent_id: paid.intentId,
        refund_id: made.id,
        amount,
        currency: "eur",
        status: "succeeded",
      })
      return { ...paid, made }
    }

    it("only books it when our own booking names it", async () => {
      const { payment, intentId, made } = await external(500)
      const before = suite().calls.length
      await refund(payment, 5, { note: `WolffPay ${made.id}` })
      expect(suite().calls).toHaveLength(before)
      expect(await booked(payment.id)).toEqual([5])
      expect(await rows(intentId)).toMatchObject([
        { refund_id: made.id, booked_at: expect.any(Date) },
      ])
    })

    it("books it once: a second refund with its name in the note is a refund of its own", async () => {
      const { payment, made } = await external(500)
      await refund(payment, 5, { note: `WolffPay ${made.id}` })
      await refund(payment, 5, { note: `WolffPay ${made.id}` }).catch(() => undefined)
      expect(await booked(payment.id)).toEqual(amounts().map((amount) => amount / 100))
    })

    it("does not take the name of another payment's refund or another amount for it", async () => {
      const { made } = await external(500)
      const other = await suite().paidSession()
      await refund(other.payment, 5, { note: `WolffPay ${made.id}` }).catch(() => undefined)
      const mine = atWolffPay().filter((one) => one.paymentIntentId === other.intentId)
      expect(await booked(other.payment.id)).toEqual(mine.map(({ amount }) => amount / 100))
      expect((await rows(String(made.paymentIntentId)))[0]?.booked_at).toBeNull()
    })
  })

  it.each([{}, { id: "pi_unknown" }, { id: "re_1" }, undefined])(
    "knows no payment by %j (R9)",
    async (data) => {
      await expect(suite().provider.refundPayment({ amount: 5, data })).rejects.toMatchObject({
        type: "not_found",
      })
      expect(suite().calls).toEqual([])
    }
  )
})
