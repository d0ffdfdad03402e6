import { restoreOptions, setOption } from "../../support/plugin-options"
import { Modules } from "@medusajs/framework/utils"
import {
  bookedRefunds,
  inboxIsDone,
  openAttention,
  recordEvents,
  runJob,
} from "../../support/paid-order"
import type { ShopSuite } from "../../support/runner"
import { one } from "../../support/one"
import { waitUntil } from "../../support/wait"

export function manualCapture(suite: ShopSuite) {
  beforeEach(() => setOption(suite, "captureMethod", "manual"))
  afterEach(restoreOptions)

  async function authorizedOrder() {
    const cart = await suite.shop.readyCart()
    const session = await suite.shop.startPaymentSession(cart.id)
    await suite.sandbox.pay(session)
    const completion = await suite.shop.completeCart(cart.id)
    expect(completion.data.type).toBe("order")
    const order = await waitUntil("there is an order", () => suite.shop.readOrder(cart.id))
    expect(order.payment_status).toBe("authorized")
    return { order, intentId: String(session.data.id), payment: one(order.payments) }
  }
  const capture = (paymentId: string, amount?: number) =>
    suite.shop.tryAdminPost(`/admin/payments/${paymentId}/capture`, { amount })

  it("in the admin takes the money once; its webhook changes nothing (contract 4.5)", async () => {
    const { order, intentId, payment } = await authorizedOrder()
    expect((await capture(payment.id)).status).toBe(200)
    await inboxIsDone(suite)
    expect(suite.sandbox.control.payment(intentId)).toMatchObject({ captured: 1500 })
    const after = await suite.shop.readOrderById(order.id)
    expect(after.payment_status).toBe("captured")
    expect(after.captures.map(({ amount }) => Number(amount))).toEqual([15])
    expect(await openAttention(suite)).toEqual([])
  })

  it("of a part is refused with a clear sentence and no call (contract 4.6, W17)", async () => {
    const { order, payment } = await authorizedOrder()
    const calls = suite.sandbox.calls.length
    const answer = await capture(payment.id, 5)
    expect(answer.status).toBe(400)
    expect(answer.data.message).toMatch(/only capture a payment as a whole/)
    expect(suite.sandbox.calls).toHaveLength(calls)
    expect((await suite.shop.readOrderById(order.id)).captures).toEqual([])
    expect((await capture(payment.id, 15)).status).toBe(200)
  })

  it("in WolffPay's dashboard appears once in Medusa (contract 4.5)", async () => {
    const { order, intentId } = await authorizedOrder()
    await suite.sandbox.control.addFaults({
      kind: "duplicate",
      event: "payment.succeeded",
      count: 4,
      times: 1,
    })
    await suite.sandbox.control.capture(intentId)
    await inboxIsDone(suite)
    const after = await suite.shop.readOrderById(order.id)
    expect(after.payment_status).toBe("captured")
    expect(after.captures.map(({ amount }) => Number(amount))).toEqual([15])
  })

  it("and its full refund in the dashboard are both booked, also when the refund is told first (contract 4.2, 4.5)", async () => {
    const { order, intentId } = await authorizedOrder()
    const told = recordEvents(suite, "wolffpay.payment.succeeded")
    await suite.sandbox.control.addFaults({ kind: "lose", event: "payment.succeeded", times: 1 })
    await suite.sandbox.control.capture(intentId)
    await suite.sandbox.control.refund(intentId)
    await suite.sandbox.control.webhooksIdle()
    await suite.sandbox.control.sendWebhook(intentId, "payment.succeeded")
    await inboxIsDone(suite)
    await runJob(suite, intentId)
    const after = await suite.shop.readOrderById(order.id)
    expect(after.captures.map(({ amount }) => Number(amount))).toEqual([15])
    expect(after.refunds.map(({ amount }) => Number(amount))).toEqual([15])
    expect(after.payment_status).toBe("refunded")
    expect(await openAttention(suite)).toEqual([])
    expect(told).toHaveLength(1)
  })

  it("in both places at the same time is one capture", async () => {
    const { order, intentId, payment } = await authorizedOrder()
    const [, answer] = await Promise.all([
      suite.sandbox.control.capture(intentId),
      capture(payment.id),
    ])
    expect(answer.status).toBe(200)
    await inboxIsDone(suite)
    const after = await suite.shop.readOrderById(order.id)
    expect(after.captures.map(({ amount }) => Number(amount))).toEqual([15])
  })

  it("whose answer is lost is looked up and counts (R14)", async () => {
    const { order, intentId, payment } = await authorizedOrder()
    await suite.sandbox.control.addFaults({
      kind: "drop_after",
      method: "POST",
      path: `/api/v1/payments/${intentId}`,
      times: 3,
    })
    expect((await capture(payment.id)).status).toBe(200)
    await inboxIsDone(suite)
    expect((await suite.shop.readOrderById(order.id)).captures).toHaveLength(1)
  })

  it("is voided at WolffPay with the order, and nothing is captured (R16)", async () => {
    const { order, intentId } = await authorizedOrder()
    expect((await suite.shop.tryAdminPost(`/admin/orders/${order.id}/cancel`, {})).status).toBe(200)
    await waitUntil("the intent is cancelled", () => {
      return suite.sandbox.control.payment(intentId).status === "canceled"
    })
    await runJob(suite, intentId)
    const [payment] = await suite.container
      .resolve(Modules.PAYMENT)
      .listPayments({ id: [one(order.payments).id] })
    expect(payment?.canceled_at).toBeTruthy()
    expect(await openAttention(suite)).toEqual([])
  })

  it("whose authorisation is cancelled in WolffPay's dashboard ends in both books, and a person is told (R7)", async () => {
    const { order, intentId, payment } = await authorizedOrder()
    await suite.sandbox.control.cancel(intentId)
    // The first run sees it; Medusa may be cancelling at that moment, so only the next one acts on it.
    await runJob(suite, intentId)
    expect(await openAttention(suite)).toEqual([])
    await runJob(suite, intentId)
    expect(one(await openAttention(suite))).toMatchObject({ reason: "authorization_expired" })
    const refused = await capture(payment.id)
    expect(refused.status).toBe(400)
    expect((await suite.shop.readOrderById(order.id)).captures).toEqual([])
    expect(await bookedRefunds(suite, { order })).toEqual([])
  })
}
