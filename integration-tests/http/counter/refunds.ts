import { Modules } from "@medusajs/framework/utils"
import { Counter } from "../../support/counter"
import { inboxIsDone, pluginOf } from "../../support/paid-order"
import type { ShopSuite } from "../../support/runner"
import { waitUntil } from "../../support/wait"

export function refundsAtTheCounter(suite: ShopSuite) {
  it("refunds at the till and on the order's page, each request once (W28, contract 4.5)", async () => {
    const counter = await Counter.open(suite)
    const begun = await counter.begin()
    expect((await counter.act(begun, "refund", { request_id: "refund-0" })).status).toBe(409)
    await counter.card("tap")
    const sold = await counter.until(begun, "handed_over")
    const ask = { request_id: "refund-0001", amount: 500 }
    const [one_, two] = await Promise.all([
      counter.act(sold, "refund", ask),
      counter.act(sold, "refund", ask),
    ])
    expect([one_.status, two.status]).toEqual([200, 200])
    expect(one_.data.sale).toMatchObject({ refunded_amount: 500 })
    const other = await counter.act(sold, "refund", { ...ask, amount: 700 })
    expect([other.status, other.data]).toMatchObject([
      409,
      { code: "refund_differs", details: { amount: 500, currency_code: "eur" } },
    ])
    const tooMuch = await counter.act(sold, "refund", { request_id: "refund-0002", amount: 1501 })
    expect([tooMuch.status, tooMuch.data.message]).toEqual([
      400,
      expect.stringContaining("15.00 EUR"),
    ])
    const paid = await suite.shop.tryAdminPost(`/admin/payments/${sold.payment_id}/refund`, {
      amount: 5,
    })
    expect(paid.status).toBe(200)
    const rest = await counter.act(sold, "refund", { request_id: "refund-0003" })
    expect(rest.data.sale).toMatchObject({ refunded_amount: 2000 })
    expect(suite.sandbox.refunds.map(({ amount }) => amount)).toEqual([500, 500, 1000])
    const order = await suite.shop.readOrderById(String(sold.order_id))
    expect(order.refunds.map(({ amount }) => Number(amount)).sort()).toEqual([10, 5, 5])
  })

  it("refuses the same refund of another window that waited for it; asked for once more it is another one", async () => {
    const counter = await Counter.open(suite)
    const begun = await counter.begin()
    await counter.card("tap")
    const sold = await counter.until(begun, "handed_over")
    // Nothing else waits for the payment's turn.
    await inboxIsDone(suite)
    await suite.sandbox.control.settings({ webhooksPaused: true })
    const refund = (request_id: string) => counter.act(sold, "refund", { request_id, amount: 500 })
    const { refunds, wolffPay } = pluginOf(suite)
    const create = wolffPay.client.createRefund.bind(wolffPay.client)
    const asked = jest.spyOn(refunds, "now")
    const making = jest
      .spyOn(wolffPay.client, "createRefund")
      .mockImplementationOnce(async (...args) => {
        await waitUntil("the other window asks too", () => asked.mock.calls.length === 2)
        return create(...args)
      })
    const first = refund("refund-0001")
    await waitUntil("the refund is being made", () => making.mock.calls.length === 1)
    const second = await refund("refund-0002")
    expect((await first).status).toBe(200)
    expect([second.status, second.data]).toMatchObject([
      409,
      { code: "refund_repeated", details: { amount: 500, currency_code: "eur" } },
    ])
    expect(suite.sandbox.refunds.map(({ amount }) => amount)).toEqual([500])
    expect((await refund("refund-0001")).status).toBe(200)
    expect((await refund("refund-0003")).data.sale).toMatchObject({ refunded_amount: 1000 })
  })

  it("refunds nothing while a change of the order is open, in a code that the screens have words for", async () => {
    const counter = await Counter.open(suite)
    const order = await counter.unpaidOrder()
    const begun = await counter.begin({ order_id: order.id, expected_total: 1000 })
    await counter.card("tap")
    await counter.until(begun, "captured")
    const edit = await suite.shop.tryAdminPost("/admin/order-edits", { order_id: order.id })
    expect(edit.status).toBe(200)
    const refused = await counter.act(begun, "refund", { request_id: "refund-0001" })
    expect([refused.status, refused.data.code]).toEqual([409, "refund_blocked"])
    expect(suite.sandbox.refunds).toEqual([])
  })

  it("refunds and cancels from the order's page (contract 4.5, R16)", async () => {
    const counter = await Counter.open(suite)
    const order = await counter.unpaidOrder()
    const begun = await counter.begin({ order_id: order.id, expected_total: 1000 })
    await counter.card("tap")
    await counter.until(begun, "captured")
    const canceled = await suite.shop.tryAdminPost(`/admin/orders/${order.id}/cancel`, {})
    expect(canceled.status).toBe(200)
    await waitUntil("the money is back", () => suite.sandbox.refunds.length === 1)
    expect(suite.sandbox.refunds).toMatchObject([{ amount: 1000 }])
    await inboxIsDone(suite)
    expect(await counter.read(begun)).toMatchObject({ refunded_amount: 1000 })
    const refunds = await suite.container.resolve(Modules.PAYMENT).listRefunds({})
    expect(refunds).toHaveLength(1)
  })
}
