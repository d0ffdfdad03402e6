import fc from "fast-check"
import { MANUAL, ManualClock, start } from "../testing/support"
import { refundAmount, refunded, reserved } from "./refund-rules"
import type { Payment } from "../payments/payment"
import type { Refund, RefundStatus } from "./refund"

describe("refunds", () => {
  it("W28: a partial refund answers with the documented fields", async () => {
    const clock = new ManualClock()
    const { paid, refund } = await start({ now: clock.now })
    const { id } = await paid()
    const answer = await refund({
      paymentIntentId: id,
      amount: 2500,
      reason: "requested_by_customer",
      metadata: { return_id: "ret_1" },
    })
    expect(answer.status).toBe(200)
    expect(answer.body.data).toEqual({
      id: expect.stringMatching(/^re_/),
      paymentIntentId: id,
      amount: 2500,
      currency: "eur",
      status: "succeeded",
      reason: "requested_by_customer",
      created: "2026-01-15T10:00:00.000Z",
    })
  })

  it("W28: without an amount everything that is left comes back", async () => {
    const { paid, refund, control } = await start()
    const { id } = await paid()
    await refund({ paymentIntentId: id, amount: 2000 })
    const rest = await refund({ paymentIntentId: id })
    expect(rest.body.data).toMatchObject({ amount: 3000, reason: null })
    const none = await refund({ paymentIntentId: id })
    expect(none.status).toBe(400)
    expect(control.state().ledger).toMatchObject([{ charged: 5000, refunded: 5000 }])
  })

  it("W28: one cent more than is left is refused and no violation", async () => {
    const { paid, refund, control } = await start()
    const { id } = await paid()
    expect((await refund({ paymentIntentId: id, amount: 5001 })).status).toBe(400)
    await refund({ paymentIntentId: id, amount: 4999 })
    expect((await refund({ paymentIntentId: id, amount: 2 })).status).toBe(400)
    expect((await refund({ paymentIntentId: id, amount: 1 })).status).toBe(200)
    expect(control.state().violations).toEqual([])
  })

  it("W28: of two full refunds at the same time one is made", async () => {
    const { paid, refund, control } = await start()
    const { id } = await paid()
    const answers = await Promise.all([1, 2].map(() => refund({ paymentIntentId: id })))
    expect(answers.map((one) => one.status).sort()).toEqual([200, 400])
    expect(control.state().ledger).toMatchObject([{ refunded: 5000 }])
  })

  it.each([
    [{}],
    [{ paymentIntentId: 1 }],
    [{ paymentIntentId: "re_1" }],
    [{ amount: "100" }],
    [{ amount: 0 }],
    [{ amount: -1 }],
    [{ amount: 0.5 }],
    [{ amount: null }],
    [{ reason: "changed_mind" }],
    [{ reason: null }],
    [{ metadata: [] }],
    [{ currency: "eur" }],
  ])("W28: %j is refused with 400 and a violation", async (body) => {
    const { paid, refund, control } = await start()
    const { id } = await paid()
    const complete = Object.keys(body).length === 0 ? {} : { paymentIntentId: id, ...body }
    expect((await refund(complete)).status).toBe(400)
    expect(control.state().violations).toMatchObject([{ rule: "W28" }])
    expect(control.state().refunds).toEqual([])
  })

  it("W28: an unknown payment is 404, and a document id is not a payment intent", async () => {
    const { paid, refund, control } = await start()
    const { documentId } = control.payment((await paid()).id)
    expect((await refund({ paymentIntentId: "pi_unknown" })).status).toBe(404)
    expect((await refund({ paymentIntentId: documentId })).status).toBe(400)
  })

  it("only money that was taken can come back", async () => {
    const { payment, paid, refund, control } = await start()
    const open = await payment()
    const authorised = await paid(MANUAL)
    const returned = await paid()
    await control.fail(returned.id)
    for (const { id } of [open, authorised, returned]) {
      expect((await refund({ paymentIntentId: id })).status).toBe(400)
    }
  })

  it("a pending refund holds its amount, and ends by the switchboard", async () => {
    const { paid, refund, control } = await start()
    const { id } = await paid()
    await control.settings({ refundStatus: "pending" })
    const { data } = (await refund({ paymentIntentId: id, amount: 4000 })).body
    expect(data.status).toBe("pending")
    expect(control.state().ledger).toMatchObject([{ refunded: 0, refundPending: 4000 }])
    expect((await refund({ paymentIntentId: id, amount: 1001 })).status).toBe(400)
    await control.finishRefund(data.id, "failed")
    expect((await refund({ paymentIntentId: id, amount: 5000 })).status).toBe(200)
    await expect(control.finishRefund(data.id, "succeeded")).rejects.toThrow("its status is failed")
  })

  it("W30: a pending refund is told when it succeeds, never when it fails or is cancelled", async () => {
    const { paid, refund, control } = await start()
    const { id } = await paid()
    await control.settings({ refundStatus: "pending" })
    const made = []
    for (let i = 0; i < 3; i++)
      made.push((await refund({ paymentIntentId: id, amount: 100 })).body.data.id)
    const told = () =>
      control.state().deliveries.filter((one) => one.event === "payment.refunded").length
    expect(told()).toBe(0)
    await control.finishRefund(made[0], "failed")
    await control.finishRefund(made[1], "canceled")
    expect(told()).toBe(0)
    await control.finishRefund(made[2], "succeeded")
    expect(told()).toBe(1)
  })

  it("a refund can be answered as failed, and gives nothing back", async () => {
    const { paid, refund, control } = await start()
    const { id } = await paid()
    await control.settings({ refundStatus: "failed" })
    expect((await refund({ paymentIntentId: id })).body.data.status).toBe("failed")
    expect(control.state().ledger).toMatchObject([{ refunded: 0, refundPending: 0 }])
  })

  it("W29: the list has its own names, filters by payment and pages", async () => {
    const { paid, refund, get } = await start()
    const [a, b] = [await paid(), await paid()]
    for (const amount of [100, 200, 300]) await refund({ paymentIntentId: a.id, amount })
    const made = (await refund({ paymentIntentId: b.id, amount: 400 })).body.data
    const all = (await get("/api/v1/refunds")).body
    expect(all.data[0]).toEqual({
      id: expect.stringMatching(/^[A-Za-z0-9]{20}$/),
      stripeRefundId: made.id,
      stripePaymentIntentId: b.id,
      amount: 400,
      currency: "eur",
      status: "succeeded",
      reason: null,
      createdAt: made.created,
    })
    const amounts = (rows: { amount: number }[]) => rows.map((row) => row.amount)
    const first = (await get(`/api/v1/refunds?paymentIntentId=${a.id}&limit=2`)).body
    expect(amounts(first.data)).toEqual([300, 200])
    const cursor = first.pagination.nextCursor
    const rest = (
      await get(`/api/v1/refunds?paymentIntentId=${a.id}&limit=2&starting_after=${cursor}`)
    ).body
    expect(amounts(rest.data)).toEqual([100])
    expect(rest.pagination).toEqual({ limit: 2, count: 1, hasMore: false })
    expect((await get("/api/v1/refunds?payment=x")).status).toBe(400)
  })
})

describe("however refunds are asked for and end", () => {
  const payment = { id: "pi_1", status: "succeeded", captured: 5000 } as Payment
  const statuses = fc.constantFrom<RefundStatus>("succeeded", "pending", "failed", "canceled")
  const asks = fc.array(
    fc.record({
      amount: fc.option(fc.integer({ min: 1, max: 6000 }), { nil: undefined }),
      status: statuses,
    })
  )

  it("no more comes back than was captured", () => {
    fc.assert(
      fc.property(asks, (orders) => {
        const refunds: Refund[] = []
        for (const { amount, status } of orders) {
          try {
            const granted = refundAmount(payment, refunds, amount)
            refunds.push({ paymentIntentId: "pi_1", amount: granted, status } as Refund)
          } catch {
            const left = 5000 - reserved(refunds, "pi_1")
            expect(left === 0 || (amount ?? 0) > left).toBe(true)
          }
        }
        expect(reserved(refunds, "pi_1")).toBeLessThanOrEqual(5000)
        expect(refunded(refunds, "pi_1")).toBeLessThanOrEqual(reserved(refunds, "pi_1"))
      })
    )
  })
})
