import { Modules } from "@medusajs/framework/utils"
import { Counter } from "../../support/counter"
import { bury, dieAt, type DeathPoint } from "../../support/death"
import { inboxIsDone, openAttention, pluginOf } from "../../support/paid-order"
import type { ShopSuite } from "../../support/runner"
import { one } from "../../support/one"
import { waitUntil } from "../../support/wait"

const of = (name: string) => (suite: ShopSuite) => suite.container.resolve<object>(name)
const sales = (suite: ShopSuite) => pluginOf(suite).sales
const intents = (suite: ShopSuite) => pluginOf(suite).intents
const client = (suite: ShopSuite) => pluginOf(suite).wolffPay.client

const before = (where: DeathPoint["of"], method: string) => ({ of: where, method, isAfter: false })
const after = (where: DeathPoint["of"], method: string) => ({ of: where, method, isAfter: true })
const named = (point: DeathPoint) =>
  [`${point.isAfter ? "after" : "before"} ${point.method}`, point] as const

const WHILE_MADE = [
  after(sales, "begin"),
  after(of(Modules.ORDER), "createOrders"),
  before(sales, "bindSession"),
  after(sales, "bindSession"),
  before(client, "createTerminalIntent"),
  after(intents, "complete"),
].map(named)

// Not at the capture's own call: it is made inside core's transaction, which only a dead connection gives up. Its answer is lost
// in trouble.ts.
const AFTER_THE_CARD = [
  after(of(Modules.INVENTORY), "createReservationItems"),
  before(of(Modules.PAYMENT), "authorizePaymentSession"),
  after(of(Modules.PAYMENT), "authorizePaymentSession"),
  after(of(Modules.PAYMENT), "capturePayment"),
  after(of(Modules.ORDER), "addOrderTransactions"),
  before(of(Modules.FULFILLMENT), "createFulfillment"),
].map(named)

export function deathsAtTheCounter(suite: ShopSuite) {
  const drafts = async () => (await suite.shop.tryAdminGet("/admin/draft-orders")).data.draft_orders
  const takeUp = (id: string) =>
    suite.container
      .resolve(Modules.WORKFLOW_ENGINE)
      .run("wolffpay-run-terminal-sale", { input: { id } })

  it.each(WHILE_MADE)("leaves nothing of a sale that is being made: %s", async (_, point) => {
    const counter = await Counter.open(suite)
    const server = dieAt(suite, point)
    const asked = counter.charge({ request_id: "dead-0001" })
    await server.isDead()
    await bury(suite)
    const sale = await waitUntil("the row", () => pluginOf(suite).sales.byRequest("dead-0001"))
    await counter.endLease(sale)
    await takeUp(sale.id)
    await counter.until(sale, "canceled")
    await counter.cleaned(sale)
    server.wake()
    // Whoever wakes up is refused, or does not know; there is no sale for it to go on with.
    expect([400, 500]).toContain((await asked).status)
    expect(await drafts()).toEqual([])
    expect(await counter.stock()).toEqual({ shelf: 10, reserved: 0 })
    expect(suite.sandbox.payments.map(({ status }) => status)).not.toContain("succeeded")
    const next = await counter.begin()
    await counter.card("tap")
    await counter.until(next, "handed_over")
  })

  it.each(AFTER_THE_CARD)("is finished once: %s", async (_, point) => {
    const counter = await Counter.open(suite)
    const begun = await counter.begin()
    await counter.untilAsked()
    const server = dieAt(suite, point)
    await counter.card("tap")
    await server.isDead()
    await bury(suite)
    await counter.endLease(begun)
    await takeUp(begun.id)
    const sold = await counter.until(begun, "handed_over")
    await inboxIsDone(suite)
    const order = await suite.shop.readOrderById(String(sold.order_id))
    expect(order.captures.map(({ amount }) => amount)).toEqual([20])
    expect(order).toMatchObject({ payment_status: "captured", summary: { pending_difference: 0 } })
    expect(one(suite.sandbox.payments)).toMatchObject({ status: "succeeded", amount: 2000 })
    expect(await counter.stock()).toEqual({ shelf: 8, reserved: 0 })
    expect(await openAttention(suite)).toEqual([])
  })
}
