import { Modules } from "@medusajs/framework/utils"
import { logEvents } from "../../support/event-log"
import type { ShopSuite } from "../../support/runner"
import { failOnce } from "../fail-once"
import { MishapShop } from "../mishap-shop"

export function completionCutOff(suite: ShopSuite) {
  const mishap = new MishapShop(suite)

  it("calls nobody and repeats nothing when an earlier completion was cut off and left nothing missing (R23)", async () => {
    const { cart, session } = await mishap.paymentStarted()
    const placed = logEvents(suite.container, ["order.placed"])
    await mishap.completionBegan(cart.id, 300)
    await suite.sandbox.pay(session)
    await mishap.untilEventsRest()
    await mishap.laterOn(1)

    const books = await mishap.agrees()
    expect(books.attention).toEqual([])
    expect(placed.named("order.placed")).toHaveLength(1)
    placed.stop()
  })

  it("tells a person what an earlier completion that was cut off left beside the order (R23)", async () => {
    const { cart, session } = await mishap.paymentStarted()
    await mishap.completionBegan(cart.id, 200)
    const { email } = await suite.container.resolve(Modules.CART).retrieveCart(cart.id)
    const items = [{ title: "Tea", quantity: 1, unit_price: 15 }]
    const leftOver = { currency_code: "eur", email, items }
    const order = await suite.container.resolve(Modules.ORDER).createOrders(leftOver)
    const madeThen = `created_at = now() - interval '190 seconds'`
    await mishap.query(`update "order" set ${madeThen} where id = '${order.id}'`)
    await suite.sandbox.pay(session)
    await mishap.untilEventsRest()
    await mishap.laterOn(1)

    expect(await mishap.query(`select reason, message from wolffpay_attention`)).toEqual([
      { reason: "order_interrupted", message: expect.stringContaining(order.id) },
    ])
  })

  // Core waits 30 seconds for a cart and then holds it for two minutes at most.
  it.each([1, 150])("is not called so %d s after it began, and settles after it", async (begun) => {
    const { cart, session } = await mishap.paymentStarted()
    await mishap.completionBegan(cart.id, begun)
    await suite.sandbox.pay(session)
    await mishap.untilEventsRest()
    const during = await mishap.books()
    expect(during.openEvents).toEqual([
      expect.objectContaining({ last_error: "the order is still being placed" }),
    ])
    expect(during.orders).toHaveLength(1)

    await mishap.query(`delete from workflow_execution where id = 'wf_exec_begun'`)
    await mishap.laterOn(1)

    expect((await mishap.agrees()).attention).toEqual([])
  })

  it("is made up for under the cart's lock, so that nobody else does the same meanwhile", async () => {
    const placed = logEvents(suite.container, ["order.placed"])
    const { cart, session } = await mishap.paymentStarted()
    failOnce(mishap.service.intents, "markSettled")
    await suite.sandbox.pay(session)
    await mishap.untilEventsRest()
    await mishap.query(`delete from workflow_execution where workflow_id = 'complete-cart'`)
    await mishap.query(`update wolffpay_payment_intent set placement_checked_at = null`)
    await mishap.completionBegan(cart.id, 300)
    expect(placed.named("order.placed")).toHaveLength(1)

    const locking = suite.container.resolve(Modules.LOCKING)
    await locking.acquire(cart.id, { ownerId: "another", expire: 60 })
    await mishap.laterOn(1)
    expect(placed.named("order.placed")).toHaveLength(1)
    await locking.release(cart.id, { ownerId: "another" })
    await mishap.laterOn(1)

    expect(placed.named("order.placed")).toHaveLength(2)
    const { attention, unsettled } = await mishap.books()
    expect(attention).toMatchObject([{ reason: "order_interrupted" }])
    expect(unsettled).toEqual([])
    placed.stop()
  })
}
