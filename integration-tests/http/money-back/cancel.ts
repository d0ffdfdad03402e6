import { restoreOptions, setOption } from "../../support/plugin-options"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import {
  expectBooked,
  inboxIsDone,
  openAttention,
  paidOrder,
  pluginOf,
  runJob,
} from "../../support/paid-order"
import type { ShopSuite } from "../../support/runner"
import { one } from "../../support/one"
import { waitUntil } from "../../support/wait"

const DEBIT = { method: "sepa_debit", outcome: "process" } as const

function cancelOrder({ shop }: ShopSuite, orderId: string) {
  return shop.tryAdminPost(`/admin/orders/${orderId}/cancel`, {})
}

export function cancelledOrder(suite: ShopSuite) {
  beforeEach(() => setOption(suite, "orderOnProcessing", true))
  afterEach(restoreOptions)

  /** An order that was placed while its debit is still on its way (R6). */
  async function processingOrder() {
    const cart = await suite.shop.readyCart()
    const session = await suite.shop.startPaymentSession(cart.id)
    await suite.sandbox.pay(session, DEBIT)
    const completion = await suite.shop.completeCart(cart.id)
    expect(completion.data.type).toBe("order")
    const orderId = one(await suite.shop.orderIds(cart.id))
    return { session, intentId: String(session.data.id), orderId }
  }

  async function canceledAgo(orderId: string, interval: string) {
    const database = suite.container.resolve(ContainerRegistrationKeys.PG_CONNECTION)
    await database.raw(
      `update "order" set canceled_at = now() - interval '${interval}' where id = ?`,
      [orderId]
    )
  }

  it("gives captured money back once, in both books (R16)", async () => {
    const paid = await paidOrder(suite)
    expect((await cancelOrder(suite, paid.order.id)).status).toBe(200)
    await expectBooked(suite, paid, [15])
    await runJob(suite, paid.intentId)
    await expectBooked(suite, paid, [15])
    expect(suite.sandbox.refunds.map(({ amount }) => amount)).toEqual([1500])
    expect(await openAttention(suite)).toEqual([])
  })

  it("gives back only what was not refunded before", async () => {
    const paid = await paidOrder(suite)
    await suite.shop.tryAdminPost(`/admin/payments/${paid.paymentId}/refund`, { amount: 5 })
    expect((await cancelOrder(suite, paid.order.id)).status).toBe(200)
    await expectBooked(suite, paid, [5, 10])
    expect(suite.sandbox.refunds.map(({ amount }) => amount).sort()).toEqual([1000, 500])
    expect(await openAttention(suite)).toEqual([])
  })

  it("is refunded after all when core's own refund failed and was swallowed (R16)", async () => {
    const paid = await paidOrder(suite)
    await suite.sandbox.control.addFaults({
      kind: "status",
      status: 403,
      method: "POST",
      path: "/api/v1/refunds",
      times: 1,
    })
    expect((await cancelOrder(suite, paid.order.id)).status).toBe(200)
    await expectBooked(suite, paid, [15])
    expect(suite.sandbox.refunds.map(({ amount }) => amount)).toEqual([1500])
    expect(await openAttention(suite)).toEqual([])
  })

  it("calls a person when WolffPay refuses the refund for good (R16)", async () => {
    const paid = await paidOrder(suite)
    await suite.sandbox.control.addFaults({
      kind: "status",
      status: 403,
      method: "POST",
      path: "/api/v1/refunds",
      times: "always",
    })
    await cancelOrder(suite, paid.order.id)
    await waitUntil("it is flagged", async () => (await openAttention(suite)).length > 0)
    expect(one(await openAttention(suite))).toMatchObject({
      reason: "canceled_order_not_refunded",
      order_id: paid.order.id,
      intent_id: paid.intentId,
      amount_wolffpay: 1500,
    })
    expect(suite.sandbox.refunds).toEqual([])
  })

  it("waits for WolffPay during an outage, tells of it after a quarter of an hour, and is refunded after it (R16)", async () => {
    const paid = await paidOrder(suite)
    await suite.sandbox.control.addFaults({ kind: "status", status: 503, times: "always" })
    expect((await cancelOrder(suite, paid.order.id)).status).toBe(200)
    await runJob(suite)
    expect(await openAttention(suite)).toEqual([])

    await canceledAgo(paid.order.id, "16 minutes")
    await runJob(suite)
    expect(one(await openAttention(suite))).toMatchObject({
      reason: "canceled_order_not_closed",
      order_id: paid.order.id,
      intent_id: paid.intentId,
    })

    await suite.sandbox.control.clearFaults()
    await canceledAgo(paid.order.id, "3 days")
    pluginOf(suite).canceledSweep.noteDone(-Infinity)
    await runJob(suite)
    await expectBooked(suite, paid, [15])
    expect(suite.sandbox.refunds.map(({ amount }) => amount)).toEqual([1500])
    expect(await openAttention(suite)).toEqual([])
  })

  it("books a refund that was made in the dashboard before the order was cancelled, and asks for nothing twice", async () => {
    const paid = await paidOrder(suite)
    await suite.sandbox.control.addFaults({ kind: "lose", event: "payment.refunded", times: 1 })
    await suite.sandbox.control.refund(paid.intentId, { amount: 500 })
    await cancelOrder(suite, paid.order.id)
    await waitUntil("all money is back", () => {
      const amounts = suite.sandbox.refunds.map(({ amount }) => amount)
      return amounts.reduce((sum, amount) => sum + amount, 0) === 1500
    })
    await runJob(suite, paid.intentId)
    // Core writes one line for all that it takes to be left of a cancelled order's payment.
    await expectBooked(suite, paid, [5, 10], [15])
  })

  it("cancels a debit that is still on its way where WolffPay allows it, else tells a person (R16)", async () => {
    const { intentId, orderId } = await processingOrder()
    expect((await cancelOrder(suite, orderId)).status).toBe(200)
    await waitUntil("it is flagged", async () => (await openAttention(suite)).length > 0)
    expect(one(await openAttention(suite))).toMatchObject({
      reason: "canceled_order_not_voided",
      order_id: orderId,
      intent_id: intentId,
    })
  })

  it("calls a person when the money arrives afterwards, and captures nothing (R16)", async () => {
    const { intentId, orderId } = await processingOrder()
    await cancelOrder(suite, orderId)
    await waitUntil("it is flagged", async () => (await openAttention(suite)).length > 0)
    await suite.sandbox.control.succeed(intentId)
    await inboxIsDone(suite)
    const reasons = (await openAttention(suite)).map(({ reason }) => reason).sort()
    expect(reasons).toEqual(["canceled_order_not_voided", "paid_after_cancel"])
    const order = await suite.shop.readOrderById(orderId)
    expect(order.status).toBe("canceled")
    expect(order.captures).toEqual([])
    expect(suite.sandbox.refunds).toEqual([])
  })

  it("cancels an intent that the shopper's debit left open again (R16)", async () => {
    const { intentId, orderId } = await processingOrder()
    await suite.sandbox.control.addFaults({ kind: "lose", event: "payment.failed", times: 1 })
    await suite.sandbox.control.fail(intentId)
    await cancelOrder(suite, orderId)
    await waitUntil("the intent is cancelled", () => {
      return suite.sandbox.control.payment(intentId).status === "canceled"
    })
    expect(await openAttention(suite)).toEqual([])
  })

  it("is found by the job when the process died before it could look (R16)", async () => {
    const paid = await paidOrder(suite)
    await suite.sandbox.control.addFaults({
      kind: "status",
      status: 403,
      method: "POST",
      path: "/api/v1/refunds",
      times: 2,
    })
    await cancelOrder(suite, paid.order.id)
    const attention = await waitUntil("it is flagged", async () => (await openAttention(suite))[0])
    // As if the flag had never been written.
    await pluginOf(suite).deleteAttentions(attention.id)
    await runJob(suite)
    await expectBooked(suite, paid, [15])
    expect(await openAttention(suite)).toEqual([])
  })
}
