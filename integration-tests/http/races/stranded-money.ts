import { Modules } from "@medusajs/framework/utils"
import { logEvents } from "../../support/event-log"
import { orderObstacle } from "../../support/obstacle"
import { restoreOptions, setOption } from "../../support/plugin-options"
import { purchasesOf } from "../../support/purchase"
import type { ShopSuite } from "../../support/runner"
import { one } from "../../support/one"
import { MANUAL } from "../../support/shop"
import { setStock } from "../../support/stock"
import { waitUntil } from "../../support/wait"

const obstacle = orderObstacle()

export function strandedMoney(suite: ShopSuite) {
  const { books, checkout, paidOrder, inboxClosed, orderCount } = purchasesOf(suite)
  let log: ReturnType<typeof logEvents>
  beforeEach(() => {
    log = logEvents(suite.container)
  })
  afterEach(() => {
    restoreOptions()
    obstacle.problem = undefined
    log.stop()
  })

  /** Carts of other shoppers, ready to become orders: what a careless settlement would complete. */
  const bystanders = async () => {
    await suite.shop.startPaymentSession((await suite.shop.readyCart()).id, MANUAL)
    await checkout()
  }

  it("flags money for a checkout that is gone, and completes no stranger's cart (R1, R9)", async () => {
    const { shop, sandbox } = suite
    await sandbox.control.addFaults({ kind: "drop_before", action: "cancel", times: "always" })
    const { cartId, session } = await checkout()
    expect((await shop.addItem(cartId, "teapot")).status).toBe(200)
    const again = await checkout()
    const { session: second } = await checkout(again.cartId)
    expect(second.data.id).not.toBe(again.session.data.id)
    await bystanders()
    await sandbox.pay(session)
    await sandbox.pay(again.session)
    const rows = await inboxClosed(2)
    expect(rows.map((row) => row.outcome)).toEqual(["paid_session_gone", "paid_session_gone"])
    // The two events are settled beside each other, so either may be the first.
    const attentions = await books.attentions()
    expect(attentions).toHaveLength(2)
    expect(attentions).toEqual(
      expect.arrayContaining(
        [session, again.session].map(({ id, data }) =>
          expect.objectContaining({
            reason: "paid_session_gone",
            intent_id: data.id,
            payment_session_id: id,
            amount_wolffpay: 1500,
            amount_medusa: 0,
          })
        )
      )
    )
    expect(log.named("wolffpay.attention.required")).toHaveLength(2)
    expect(await orderCount()).toBe(0)

    await books.reconcileAfter(5)
    expect(await orderCount()).toBe(0)
    expect(sandbox.refunds).toEqual([])
    expect(await books.openReasons()).toHaveLength(2)
    await sandbox.pay(second)
    const order = await paidOrder(again.cartId)
    expect(one(order.payments).data).toMatchObject({ id: second.data.id })
    await inboxClosed(3)
    expect(await orderCount()).toBe(1)
  })

  it("pays it back once and calls nobody where the merchant has chosen that (R9)", async () => {
    const { shop, sandbox } = suite
    setOption(suite, "refundOrphanedPayments", true)
    await sandbox.control.addFaults({ kind: "drop_before", action: "cancel", times: "always" })
    const { cartId, session } = await checkout()
    await shop.addItem(cartId, "teapot")
    await sandbox.pay(session)
    await inboxClosed()
    await sandbox.control.sendWebhook(String(session.data.id), "payment.succeeded")
    await books.reconcileAfter(5)
    await inboxClosed(3)
    expect(sandbox.refunds.map((refund) => refund.amount)).toEqual([1500])
    expect(await books.openReasons()).toEqual([])
    expect(await orderCount()).toBe(0)
  })

  it("refunds nothing by itself when an order cannot be placed, and places it once it can (R1, R23)", async () => {
    const { sandbox } = suite
    const soldOut = await checkout()
    const unshippable = await checkout()
    const carts = suite.container.resolve(Modules.CART)
    const { shipping_methods: methods } = await carts.retrieveCart(unshippable.cartId, {
      relations: ["shipping_methods"],
    })
    const lost = one(methods ?? []).id
    await carts.softDeleteShippingMethods([lost])
    await setStock(suite, 0)
    await sandbox.pay(soldOut.session)
    await sandbox.pay(unshippable.session)
    await waitUntil("both were tried", async () => {
      const rows = await books.inbox()
      return rows.length === 2 && rows.every((row) => row.last_error !== null)
    })
    for (const minutes of [1, 2, 20]) {
      await books.reconcileAfter(minutes)
    }
    expect(await orderCount()).toBe(0)
    expect(sandbox.refunds).toEqual([])
    expect(await books.openReasons()).toEqual(["paid_without_order", "paid_without_order"])
    expect(log.named("wolffpay.attention.required")).toHaveLength(2)

    await setStock(suite, 100)
    await carts.restoreShippingMethods([lost])
    await books.reconcileAfter(2)
    await paidOrder(soldOut.cartId)
    await paidOrder(unshippable.cartId)
    await waitUntil("nobody is needed any more", async () => {
      const open = await books.openReasons()
      return open.length === 0
    })
    expect(sandbox.refunds).toEqual([])
    expect(log.named("wolffpay.payment.succeeded")).toHaveLength(2)
  })

  it("closes the event and calls a person when core refunds by itself (R2)", async () => {
    const { sandbox, shop } = suite
    const { cartId, session } = await checkout()
    obstacle.problem = "the warehouse is on fire"
    await sandbox.pay(session)
    await inboxClosed()
    expect(await books.openReasons()).toContain("refunded_by_medusa")
    expect(sandbox.refunds.map((refund) => refund.amount)).toEqual([1500])
    obstacle.problem = undefined
    await sandbox.control.sendWebhook(String(session.data.id), "payment.succeeded")
    await sandbox.control.webhooksIdle()
    await inboxClosed(2)
    await books.reconcileAfter(5)
    expect(await shop.orderIds(cartId)).toEqual([])
    expect(sandbox.refunds).toHaveLength(1)
  })

  /** A change that overlaps the completion: core compares nothing. */
  const checkoutThatChanges = async () => {
    const { cartId, session } = await checkout()
    const carts = suite.container.resolve(Modules.CART)
    const { items } = await carts.retrieveCart(cartId, { relations: ["items"] })
    await carts.updateLineItems(one(items ?? []).id, { unit_price: 26.5 })
    return { cartId, session }
  }

  it.each([
    ["authorised", "the shopper", { captureMethod: "manual" }],
    ["authorised", "the job", { captureMethod: "manual" }],
    ["on its way", "the shopper", { orderOnProcessing: true }],
    ["on its way", "the job", { orderOnProcessing: true }],
  ])(
    "compares the order's total with money that is %s when %s places it (R4)",
    async (_what, who, options) => {
      Object.entries(options).forEach(([name, value]) => setOption(suite, name, value))
      const { cartId, session } = await checkoutThatChanges()
      const isDebit = "orderOnProcessing" in options
      await suite.sandbox.pay(session, isDebit ? { method: "sepa_debit", outcome: "process" } : {})
      if (who === "the shopper") {
        expect((await suite.shop.completeCart(cartId)).data.type).toBe("order")
      }
      await books.reconcileAfter(2)
      const [orderId] = await suite.shop.orderIds(cartId)
      expect(one(await books.attentions())).toMatchObject({
        reason: "total_differs",
        order_id: orderId,
        amount_wolffpay: 1500,
        amount_medusa: 3150,
      })
    }
  )

  it("compares the order's total with the money (R4)", async () => {
    const { cartId, session } = await checkoutThatChanges()
    await suite.sandbox.pay(session)
    const order = await paidOrder(cartId)
    await inboxClosed()
    expect(order.total).toBe(31.5)
    expect(one(await books.attentions())).toMatchObject({
      reason: "total_differs",
      order_id: order.id,
      amount_wolffpay: 1500,
      amount_medusa: 3150,
    })
  })
}
