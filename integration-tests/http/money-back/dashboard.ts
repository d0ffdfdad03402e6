import { restoreOptions, setOption } from "../../support/plugin-options"
import { postWebhook } from "../../support/webhook"
import {
  bookedRefunds,
  expectBooked,
  inboxIsDone,
  openAttention,
  paidOrder,
  pluginOf,
  readPaid,
  recordEvents,
  refundInAdmin,
  runJob,
} from "../../support/paid-order"
import type { ShopSuite } from "../../support/runner"
import { one } from "../../support/one"
import { waitUntil } from "../../support/wait"

const LIST = "GET /api/v1/refunds"
const SHAPES = ["refund", "payment"] as const

export function refundsInTheDashboard(suite: ShopSuite) {
  const control = () => suite.sandbox.control
  afterEach(restoreOptions)

  it.each(SHAPES)(
    "appears once in Medusa's admin for each call, when the event shows a %s (contract 4.5, 4.7, R17)",
    async (refundEventShape) => {
      const events = recordEvents(suite, "wolffpay.payment.refunded")
      const paid = await paidOrder(suite)
      await control().settings({ refundEventShape })
      const before = suite.sandbox.calls.length
      const part = await control().refund(paid.intentId, { amount: 500 })
      await expectBooked(suite, paid, [5])
      expect(suite.sandbox.calls.slice(before)).toEqual([LIST])
      expect((await suite.shop.readOrderById(paid.order.id)).payment_status).toBe(
        "partially_refunded"
      )

      const rest = await control().refund(paid.intentId)
      await expectBooked(suite, paid, [5, 10])
      expect(suite.sandbox.calls.slice(before)).toEqual([LIST, LIST])
      expect((await suite.shop.readOrderById(paid.order.id)).payment_status).toBe("refunded")
      expect(suite.sandbox.refunds).toHaveLength(2)
      expect(await openAttention(suite)).toEqual([])
      expect(events.map(({ refund_id, amount }) => ({ refund_id, amount }))).toEqual([
        { refund_id: part.id, amount: 500 },
        { refund_id: rest.id, amount: 1000 },
      ])
    }
  )

  it("is booked once when its webhook comes five times, one after the other and in parallel (contract 4.2)", async () => {
    const paid = await paidOrder(suite)
    await control().addFaults({ kind: "duplicate", event: "payment.refunded", count: 4, times: 1 })
    await control().refund(paid.intentId, { amount: 500 })
    await expectBooked(suite, paid, [5])
    const delivery = one(
      suite.sandbox.deliveries.filter((one) => one.event === "payment.refunded").slice(0, 1)
    )
    // Other bytes, so that every copy is an event of its own and only the effects can be what is idempotent (R22).
    const copies = [1, 2, 3, 4, 5].map((space) => delivery.body + " ".repeat(space))
    const answers = await Promise.all(copies.map((copy) => postWebhook(suite.api, copy)))
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 200, 200])
    await expectBooked(suite, paid, [5])
    expect(suite.sandbox.refunds).toHaveLength(1)
    expect(await openAttention(suite)).toEqual([])
  })

  it("is booked once when two refunds of the same amount come at the same time", async () => {
    const paid = await paidOrder(suite)
    await Promise.all([
      control().refund(paid.intentId, { amount: 500 }),
      control().refund(paid.intentId, { amount: 500 }),
    ])
    await expectBooked(suite, paid, [5, 5])
  })

  it("waits for the payment when its event comes first, and then appears on the order", async () => {
    const cart = await suite.shop.readyCart()
    const session = await suite.shop.startPaymentSession(cart.id)
    await suite.sandbox.paySilently(session)
    await control().refund(String(session.data.id), { amount: 500 })
    await control().webhooksIdle()
    expect(await suite.shop.readOrder(cart.id)).toBeUndefined()

    await control().sendWebhook(String(session.data.id), "payment.succeeded")
    const paid = await readPaid(suite, cart.id, session)
    await expectBooked(suite, paid, [5])
    expect(await openAttention(suite)).toEqual([])
  })

  it("of everything before the order was placed leaves no order, and tells a person (R2)", async () => {
    const cart = await suite.shop.readyCart()
    const session = await suite.shop.startPaymentSession(cart.id)
    const intentId = String(session.data.id)
    await suite.sandbox.paySilently(session)
    await control().refund(intentId)
    await control().webhooksIdle()
    await control().sendWebhook(intentId, "payment.succeeded")
    await waitUntil("it is flagged", async () => (await openAttention(suite)).length > 0)
    await inboxIsDone(suite)
    expect(one(await openAttention(suite))).toMatchObject({ reason: "refunded_before_order" })
    expect(await suite.shop.orderIds(cart.id)).toEqual([])
    expect(suite.sandbox.refunds).toHaveLength(1)
  })

  it("of everything while the order waits for its money marks the order, and tells a person not to ship (R6, R23)", async () => {
    setOption(suite, "orderOnProcessing", true)
    const cart = await suite.shop.readyCart()
    const session = await suite.shop.startPaymentSession(cart.id)
    const intentId = String(session.data.id)
    await suite.sandbox.pay(session, { method: "sepa_debit", outcome: "process" })
    expect((await suite.shop.completeCart(cart.id)).data.type).toBe("order")
    await control().addFaults({ kind: "lose", event: "payment.succeeded", times: 1 })
    await control().succeed(intentId)
    await control().refund(intentId)
    await control().webhooksIdle()
    // Unless it is known before the payment, both are booked one after the other, and nobody is needed.
    await waitUntil("the refund is known", async () => {
      const known = await pluginOf(suite).refunds.ofIntent(intentId)
      return known.length > 0
    })
    await control().sendWebhook(intentId, "payment.succeeded")
    await inboxIsDone(suite)
    const [orderId = ""] = await suite.shop.orderIds(cart.id)
    expect(one(await openAttention(suite))).toMatchObject({
      reason: "refunded_before_booking",
      order_id: orderId,
      intent_id: intentId,
    })
    const order = await suite.shop.readOrderById(orderId)
    expect(order.metadata).toMatchObject({ wolffpay_payment_failed: intentId })
    expect(order.captures).toEqual([])
    await runJob(suite, intentId)
    expect(await openAttention(suite)).toHaveLength(1)
  })

  it("and another one in the admin at the same time are both booked, and no more goes back than came in", async () => {
    const paid = await paidOrder(suite)
    await Promise.all([
      control().refund(paid.intentId, { amount: 500 }),
      refundInAdmin(suite, paid, 5),
    ])
    await expectBooked(suite, paid, [5, 5])
    expect(suite.sandbox.refunds).toHaveLength(2)

    await control().refund(paid.intentId, { amount: 400 })
    const tooMuch = await refundInAdmin(suite, paid, 5)
    expect(tooMuch.status).toBe(400)
    await expectBooked(suite, paid, [4, 5, 5])
    expect(one(control().state().ledger)).toMatchObject({ charged: 1500, refunded: 1400 })
  })

  it("of all while the admin refunds all too: one wins, and Medusa shows exactly that one", async () => {
    const paid = await paidOrder(suite)
    await Promise.allSettled([control().refund(paid.intentId), refundInAdmin(suite, paid)])
    await runJob(suite, paid.intentId)
    await expectBooked(suite, paid, [15])
    expect(suite.sandbox.refunds).toHaveLength(1)
    expect(await openAttention(suite)).toEqual([])
  })

  it("that the admin asks for again is booked first, and the admin is told (R14)", async () => {
    const paid = await paidOrder(suite)
    await control().addFaults({ kind: "lose", event: "payment.refunded", times: 1 })
    await control().refund(paid.intentId)
    const answer = await refundInAdmin(suite, paid)
    expect(answer.status).toBe(400)
    expect(answer.data.message).toMatch(/refunded/)
    await runJob(suite, paid.intentId)
    await expectBooked(suite, paid, [15])
  })

  it("that stays pending is booked, and calls a person when it fails (R15)", async () => {
    const paid = await paidOrder(suite)
    await control().settings({ refundStatus: "pending" })
    const refund = await control().refund(paid.intentId, { amount: 500 })
    await control().settings({ refundStatus: "succeeded" })
    await control().refund(paid.intentId, { amount: 100 })
    await expectBooked(suite, paid, [1, 5])

    await control().finishRefund(refund.id, "failed")
    await runJob(suite, paid.intentId)
    expect(one(await openAttention(suite))).toMatchObject({
      reason: "refund_failed",
      refund_id: refund.id,
    })
  })

  it("takes the place of a failed one of the same amount, and both matters are closed (R15)", async () => {
    const events = recordEvents(suite, "wolffpay.payment.refunded")
    const paid = await paidOrder(suite)
    await control().settings({ refundStatus: "pending" })
    expect((await refundInAdmin(suite, paid)).status).toBe(200)
    const failed = one(suite.sandbox.refunds)
    await control().finishRefund(failed.id, "failed")
    await runJob(suite, paid.intentId)
    expect(one(await openAttention(suite))).toMatchObject({ reason: "refund_failed" })

    await control().settings({ refundStatus: "succeeded" })
    const again = await control().refund(paid.intentId)
    await expectBooked(suite, paid, [15])
    await runJob(suite, paid.intentId)
    await expectBooked(suite, paid, [15])
    expect(await openAttention(suite)).toEqual([])
    const row = await pluginOf(suite).refunds.ofRefund(again.id)
    expect(row).toMatchObject({ booked_at: expect.any(Date), line_at: expect.any(Date) })
    expect(row?.medusa_refund_id).toMatch(/^ref_/)
    expect(events.map(({ refund_id }) => refund_id)).toEqual([failed.id, again.id])
  })

  describe("reported for a payment that we do not know (contract 4.4)", () => {
    async function report(data: Record<string, unknown>) {
      const body = { event: "payment.refunded", data, timestamp: new Date().toISOString() }
      expect((await postWebhook(suite.api, JSON.stringify(body))).status).toBe(200)
      await inboxIsDone(suite)
    }

    it.each(["metadata", "description"])(
      "but with our mark in its %s goes to a person",
      async (where) => {
        const paid = await paidOrder(suite)
        const session = paid.session.id
        const marks = { metadata: { session_id: session }, description: `Payment ${session}` }
        const calls = suite.sandbox.calls.length
        await report({
          id: "pi_stranger",
          amount: 1500,
          currency: "eur",
          [where]: marks[where as keyof typeof marks],
        })
        expect(one(await openAttention(suite))).toMatchObject({
          reason: "intent_mismatch",
          intent_id: "pi_stranger",
          payment_session_id: session,
        })
        expect(suite.sandbox.calls).toHaveLength(calls)
        expect(await bookedRefunds(suite, paid)).toEqual([])
      }
    )

    it("but with a refund of ours goes to a person; with that refund alone it is looked up", async () => {
      const paid = await paidOrder(suite)
      await refundInAdmin(suite, paid, 5)
      await inboxIsDone(suite)
      const refund = one(suite.sandbox.refunds)
      await report({ id: refund.id, paymentIntentId: "pi_stranger", amount: 500, currency: "eur" })
      expect(one(await openAttention(suite))).toMatchObject({ reason: "intent_mismatch" })

      const calls = suite.sandbox.calls.length
      await report({ id: refund.id, amount: 500, currency: "eur" })
      expect(suite.sandbox.calls.slice(calls)).toEqual([LIST])
      await expectBooked(suite, paid, [5])
    })
  })

  it.each(SHAPES)("of another shop's payment is left alone, shown as a %s (R9)", async (shape) => {
    const paid = await paidOrder(suite)
    await control().settings({ refundEventShape: shape })
    const foreign = await control().createForeignPayment({ amount: 1500, outcome: "succeed" })
    await inboxIsDone(suite)
    const calls = suite.sandbox.calls.length
    await control().refund(foreign.id)
    await inboxIsDone(suite)
    expect(suite.sandbox.calls).toHaveLength(calls)
    expect(await bookedRefunds(suite, paid)).toEqual([])
    expect(await openAttention(suite)).toEqual([])
    const [event] = await pluginOf(suite).listWebhookEvents({ event_type: "payment.refunded" })
    expect(event?.state).toBe("foreign")
  })
}
