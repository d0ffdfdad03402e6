import { Counter } from "../../support/counter"
import { openAttention, pluginOf, runJob } from "../../support/paid-order"
import { restoreOptions, setOption } from "../../support/plugin-options"
import type { ShopSuite } from "../../support/runner"
import { waitUntil } from "../../support/wait"

export function expiredAtTheCounter(suite: ShopSuite) {
  afterEach(restoreOptions)

  const reasons = async () => (await openAttention(suite)).map(({ reason }) => reason).sort()

  async function paysAtCounter(counter: Counter, orderId: string, amount: number) {
    const begun = await counter.begin({ order_id: orderId, expected_total: amount })
    await counter.card("tap")
    await counter.until(begun, "captured")
    expect(await suite.shop.readOrderById(orderId)).toMatchObject({
      payment_status: "captured",
      summary: { pending_difference: 0 },
    })
    const charged = suite.sandbox.payments.filter(({ status }) => status === "succeeded")
    expect(charged).toMatchObject([{ id: begun.payment_intent_id, amount }])
  }

  it("shows the sale's order, which the customer pays on its page with another card", async () => {
    const counter = await Counter.open(suite)
    const { sales } = pluginOf(suite)
    const change = sales.change.bind(sales)
    jest.spyOn(sales, "change").mockImplementation(async (id, token, changes) => {
      const row = await change(id, token, changes)
      const [first, second] = suite.sandbox.payments
      if (changes.state === "ordered" && first && !second) {
        await suite.sandbox.control.cancel(first.id)
      }
      return row
    })
    const begun = await counter.begin()
    await counter.card("tap")
    const ended = await counter.until(begun, "needs_attention")
    const { order_id } = (await sales.byId(begun.id)) ?? {}
    expect(ended).toMatchObject({ reason: "not_captured", is_paid: false, order_id })
    expect(ended.order_display_id).toEqual(expect.any(Number))
    await waitUntil("Medusa's own payment has ended too", async () => {
      const intent = await pluginOf(suite).intents.ofIntent(String(begun.payment_intent_id))
      return intent?.settled_at
    })
    expect(await reasons()).toEqual(["sale_not_captured"])
    await paysAtCounter(counter, String(order_id), 2000)
    await runJob(suite, String(begun.payment_intent_id))
    expect(await reasons()).toEqual([])
  })

  it("lets an order of the storefront be paid whose authorisation expired (R7)", async () => {
    setOption(suite, "captureMethod", "manual")
    const { shop, sandbox } = suite
    const cart = await shop.readyCart()
    const session = await shop.startPaymentSession(cart.id)
    await sandbox.pay(session)
    await shop.completeCart(cart.id)
    const order = await waitUntil("there is an order", () => shop.readOrder(cart.id))
    const counter = await Counter.open(suite)
    const early = await counter.charge({ order_id: order.id, expected_total: 1500 })
    expect([early.status, early.data.code]).toEqual([409, "order_authorized"])
    const intentId = String(session.data.id)
    await sandbox.control.expire(intentId)
    await runJob(suite, intentId)
    await runJob(suite, intentId)
    expect(await reasons()).toEqual(["authorization_expired"])
    await paysAtCounter(counter, order.id, 1500)
  })
}
