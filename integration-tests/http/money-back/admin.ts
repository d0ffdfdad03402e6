import {
  bookedRefunds,
  expectBooked,
  inboxIsDone,
  openAttention,
  paidOrder,
  pluginOf,
  recordEvents,
  refundInAdmin,
  runJob,
} from "../../support/paid-order"
import type { ShopSuite } from "../../support/runner"
import { one } from "../../support/one"
import { waitUntil } from "../../support/wait"

const CREATE = "POST /api/v1/payments"
const REFUND = "POST /api/v1/refunds"
const LIST = "GET /api/v1/refunds"

export function refundsInMedusa(suite: ShopSuite) {
  const atWolffPay = () => suite.sandbox.refunds.map((refund) => refund.amount)
  const keys = () =>
    suite.sandbox.control
      .state()
      .requests.filter((request) => `${request.method} ${request.path}` === REFUND)
      .map((request) => request.idempotencyKey)

  it("gives all money back once; the webhook about it changes nothing and costs one call (contract 4.5, 4.7)", async () => {
    const events = recordEvents(suite, "wolffpay.payment.refunded")
    const paid = await paidOrder(suite)
    const answer = await refundInAdmin(suite, paid)
    expect(answer.status).toBe(200)
    await inboxIsDone(suite)

    expect(atWolffPay()).toEqual([1500])
    await expectBooked(suite, paid, [15])
    expect((await suite.shop.readOrderById(paid.order.id)).payment_status).toBe("refunded")
    expect(suite.sandbox.calls).toEqual([CREATE, REFUND, LIST])
    expect(await openAttention(suite)).toEqual([])
    const refund = one(suite.sandbox.refunds)
    expect(events).toEqual([
      expect.objectContaining({
        intent_id: paid.intentId,
        refund_id: refund.id,
        amount: 1500,
        currency: "eur",
      }),
    ])
  })

  it("gives back in parts, each with a key of its own, and never more than was captured", async () => {
    const paid = await paidOrder(suite)
    expect((await refundInAdmin(suite, paid, 5)).status).toBe(200)
    expect((await refundInAdmin(suite, paid, 5)).status).toBe(200)
    expect((await suite.shop.readOrderById(paid.order.id)).payment_status).toBe(
      "partially_refunded"
    )
    expect((await refundInAdmin(suite, paid, 5.01)).status).toBe(200)
    await inboxIsDone(suite)

    expect(atWolffPay()).toEqual([500, 500, 500])
    expect(new Set(keys()).size).toBe(3)
    const calls = suite.sandbox.calls.length
    const tooMuch = await refundInAdmin(suite, paid, 0.01)
    expect(tooMuch.status).toBe(400)
    expect(suite.sandbox.calls).toHaveLength(calls)
    expect(atWolffPay()).toEqual([500, 500, 500])
    expect(await openAttention(suite)).toEqual([])
  })

  it("makes a refund once when WolffPay's answer is lost, and books it once (R14)", async () => {
    const paid = await paidOrder(suite)
    await suite.sandbox.control.addFaults({
      kind: "drop_after",
      method: "POST",
      path: "/api/v1/refunds",
      times: 3,
    })
    const answer = await refundInAdmin(suite, paid, 5)

    expect(answer.status).toBe(200)
    await expectBooked(suite, paid, [5])
    expect(atWolffPay()).toEqual([500])
    expect(new Set(keys()).size).toBe(1)
  })

  it("adopts a refund whose outcome was unknown, whether the operator clicks again or waits (R14)", async () => {
    for (const clicksAgain of [true, false]) {
      const paid = await paidOrder(suite)
      const before = suite.sandbox.refunds.length
      await suite.sandbox.control.addFaults([
        { kind: "lose", event: "payment.refunded", times: 1 },
        { kind: "drop_after", method: "POST", path: "/api/v1/refunds", times: 3 },
        { kind: "drop_before", method: "GET", path: "/api/v1/refunds", times: 1 },
      ])
      const first = await refundInAdmin(suite, paid, 5)
      expect(first.status).toBe(500)
      expect(await bookedRefunds(suite, paid)).toEqual([])

      if (clicksAgain) {
        expect((await refundInAdmin(suite, paid, 5)).status).toBe(200)
      } else {
        await runJob(suite, paid.intentId)
      }
      await expectBooked(suite, paid, [5])
      expect(suite.sandbox.refunds).toHaveLength(before + 1)
      await runJob(suite, paid.intentId)
      await expectBooked(suite, paid, [5])
      expect(await openAttention(suite)).toEqual([])
    }
  })

  it("says what WolffPay said when it refuses, books nothing, and the next try has a new key (R10)", async () => {
    const paid = await paidOrder(suite)
    await suite.sandbox.control.addFaults({
      kind: "status",
      status: 403,
      method: "POST",
      path: "/api/v1/refunds",
      times: 1,
    })
    const refused = await refundInAdmin(suite, paid, 5)
    expect(refused.status).toBe(400)
    expect(refused.data.message).toMatch(/WolffPay does not allow this/)
    expect(await bookedRefunds(suite, paid)).toEqual([])

    expect((await refundInAdmin(suite, paid, 5)).status).toBe(200)
    expect(new Set(keys()).size).toBe(2)
    expect(atWolffPay()).toEqual([500])
  })

  it("books a pending refund at once and calls a person when it fails later (R15)", async () => {
    const paid = await paidOrder(suite)
    await suite.sandbox.control.settings({ refundStatus: "pending" })
    expect((await refundInAdmin(suite, paid, 5)).status).toBe(200)
    await expectBooked(suite, paid, [5])
    await runJob(suite, paid.intentId)
    expect(await openAttention(suite)).toEqual([])

    const refund = one(suite.sandbox.refunds)
    await suite.sandbox.control.finishRefund(refund.id, "failed")
    await runJob(suite, paid.intentId)
    const [attention, ...others] = await openAttention(suite)
    expect(others).toEqual([])
    expect(attention).toMatchObject({
      reason: "refund_failed",
      refund_id: refund.id,
      intent_id: paid.intentId,
      amount_medusa: 500,
      amount_wolffpay: 0,
    })
    await expectBooked(suite, paid, [5])
  })

  it("does not raise a failed refund again after a person has settled it (R15)", async () => {
    const paid = await paidOrder(suite)
    await suite.sandbox.control.settings({ refundStatus: "pending" })
    await refundInAdmin(suite, paid, 5)
    await suite.sandbox.control.finishRefund(one(suite.sandbox.refunds).id, "failed")
    await runJob(suite, paid.intentId)
    const attention = one(await openAttention(suite))
    await pluginOf(suite).attentions.resolve(attention.id, suite.shop.seeded.adminId, "By bank")

    await suite.sandbox.control.settings({ refundStatus: "succeeded" })
    await suite.sandbox.control.refund(paid.intentId, { amount: 100 })
    await expectBooked(suite, paid, [1, 5])
    expect(await openAttention(suite)).toEqual([])
  })

  it("throws when the refund fails at once, and no book shows it (R15)", async () => {
    const paid = await paidOrder(suite)
    await suite.sandbox.control.settings({ refundStatus: "failed" })
    const answer = await refundInAdmin(suite, paid, 5)
    expect(answer.status).toBe(400)
    expect(answer.data.message).toMatch(/could not refund/)
    await runJob(suite, paid.intentId)
    expect(await bookedRefunds(suite, paid)).toEqual([])
    expect(await openAttention(suite)).toEqual([])
  })

  it("never gives back more than was captured when operators click at the same time", async () => {
    const paid = await paidOrder(suite)
    const answers = await Promise.all([8, 8, 8].map((amount) => refundInAdmin(suite, paid, amount)))
    expect(answers.filter((answer) => answer.status === 200)).toHaveLength(1)
    await inboxIsDone(suite)
    expect(atWolffPay()).toEqual([800])
    await expectBooked(suite, paid, [8])
  })

  it("makes two equal refunds that are meant as two, one after the other", async () => {
    const paid = await paidOrder(suite)
    expect((await refundInAdmin(suite, paid, 5)).status).toBe(200)
    expect((await refundInAdmin(suite, paid, 5)).status).toBe(200)
    await expectBooked(suite, paid, [5, 5])
    expect(atWolffPay()).toEqual([500, 500])
    await waitUntil("both rows are booked", async () => {
      const rows = await pluginOf(suite).refunds.ofIntent(paid.intentId)
      return rows.length === 2 && rows.every((row) => row.booked_at)
    })
  })

  it("makes one refund of two clicks at the same moment (contract 4.5)", async () => {
    const paid = await paidOrder(suite)
    const answers = await Promise.all([5, 5].map((amount) => refundInAdmin(suite, paid, amount)))
    expect(answers.map((answer) => answer.status).sort()).toEqual([200, 400])
    const refused = answers.find((answer) => answer.status === 400)
    expect(refused?.data.message).toContain("while your second request for it waited")
    await inboxIsDone(suite)
    await expectBooked(suite, paid, [5])
    expect(atWolffPay()).toEqual([500])
    expect((await refundInAdmin(suite, paid, 5)).status).toBe(200)
    await expectBooked(suite, paid, [5, 5])
  })

  it("makes refunds of different amounts that are asked for at the same moment, each with one line on the order", async () => {
    const paid = await paidOrder(suite)
    const answers = await Promise.all([3, 4, 5].map((amount) => refundInAdmin(suite, paid, amount)))
    expect(answers.map((answer) => answer.status)).toEqual([200, 200, 200])
    await inboxIsDone(suite)
    expect(atWolffPay().sort()).toEqual([300, 400, 500])
    await expectBooked(suite, paid, [3, 4, 5])
  })

  it("lets a dashboard refund, its webhook and a refund in the admin follow each other, each with one line (R14)", async () => {
    const paid = await paidOrder(suite)
    const [, answer] = await Promise.all([
      suite.sandbox.control.refund(paid.intentId, { amount: 400 }),
      refundInAdmin(suite, paid, 5),
      suite.sandbox.control.webhooksIdle(),
    ])
    expect(answer.status).toBe(200)
    await inboxIsDone(suite)
    await expectBooked(suite, paid, [4, 5])
  })

  it("is refused for an amount of nothing or less, without a call", async () => {
    const paid = await paidOrder(suite)
    const calls = suite.sandbox.calls.length
    for (const amount of [0, -5, 15.02]) {
      expect((await refundInAdmin(suite, paid, amount)).status).toBe(400)
    }
    expect(suite.sandbox.calls).toHaveLength(calls)
  })
}
