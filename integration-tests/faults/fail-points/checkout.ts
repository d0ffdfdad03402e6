import { Modules } from "@medusajs/framework/utils"
import { queryDatabase } from "../../support/database"
import { logEvents } from "../../support/event-log"
import type { ShopSuite } from "../../support/runner"
import { waitUntil } from "../../support/wait"
import { failOnce, failOnceAfter } from "../fail-once"
import { MishapShop } from "../mishap-shop"

/** WolffPay waits five seconds for an answer; Medusa's pool waits longer than that for its database. */
const OUTAGE_MS = 2000

export function checkoutCutOff(suite: ShopSuite) {
  const mishap = new MishapShop(suite)

  it("is finished by the job, without a call, when a stored event was never announced (contract 4.2, 4.7)", async () => {
    const { cart, session } = await mishap.paymentStarted()
    const emit = failOnce(mishap.service, "emit")
    await suite.sandbox.pay(session)
    expect(emit).toHaveBeenCalledTimes(1)
    expect(suite.sandbox.deliveries.map((delivery) => delivery.state)).toEqual(["delivered"])
    expect(await suite.shop.orderIds(cart.id)).toEqual([])

    await mishap.runJob()

    await mishap.agrees()
    expect(suite.sandbox.calls).toEqual(["POST /api/v1/payments"])
  })

  it("is finished by the job once the lease of the worker that died has run out (R21)", async () => {
    const { cart, session } = await mishap.paymentStarted()
    const claim = failOnceAfter(mishap.service.events, "claim")
    await suite.sandbox.pay(session)
    await waitUntil("the event was claimed", async () => {
      const claimed = await mishap.query(
        `select id from wolffpay_webhook_event where attempts = 1 and due_at > now()`
      )
      return claimed.length === 1
    })
    expect(claim).toHaveBeenCalledTimes(1)
    await mishap.runJob()
    expect(await suite.shop.orderIds(cart.id)).toEqual([])

    await mishap.elapse(100)
    await mishap.runJob()

    await mishap.agrees()
  })

  it("voids the intent whose id was lost, and charges only the next one (R9, R10)", async () => {
    const cart = await suite.shop.readyCart()
    const collection = await suite.shop.createPaymentCollection(cart.id)
    failOnce(mishap.service.intents, "complete")
    const refused = await suite.shop.tryStartPaymentSession(collection.id)
    expect(refused.status).toBeGreaterThanOrEqual(400)
    expect(suite.sandbox.payments).toHaveLength(1)

    const session = await suite.shop.startPaymentSession(cart.id)
    await suite.sandbox.pay(session)
    await mishap.untilEventsRest()
    await mishap.laterOn()

    await mishap.agrees()
    expect(suite.sandbox.payments.map((payment) => payment.status).sort()).toEqual([
      "canceled",
      "succeeded",
    ])
  })

  it("voids the intent whose session Medusa could not write down", async () => {
    const cart = await suite.shop.readyCart()
    const collection = await suite.shop.createPaymentCollection(cart.id)
    const { paymentSessionService_ } = mishap.payments as unknown as Record<string, object>
    failOnce(paymentSessionService_ ?? {}, "update")
    const refused = await suite.shop.tryStartPaymentSession(collection.id)
    expect(refused.status).toBe(500)
    expect(suite.sandbox.payments).toHaveLength(1)

    const session = await suite.shop.startPaymentSession(cart.id)
    await suite.sandbox.pay(session)
    await mishap.untilEventsRest()
    await mishap.laterOn()

    await mishap.agrees()
    expect(suite.sandbox.payments.map((payment) => payment.status).sort()).toEqual([
      "canceled",
      "succeeded",
    ])
  })

  it("completes the cart on the next try when the state was written but nothing after it", async () => {
    const { cart, session } = await mishap.paymentStarted()
    const advance = failOnceAfter(mishap.service.intents, "advance")
    await suite.sandbox.pay(session)
    await mishap.untilEventsRest()
    expect(advance).toHaveBeenCalled()
    expect(await suite.shop.orderIds(cart.id)).toEqual([])

    await mishap.laterOn(1)

    await mishap.agrees()
  })

  it.each([
    ["the order could not be written", Modules.ORDER, "createOrders"],
    ["the payment could not be authorised", Modules.PAYMENT, "authorizePaymentSession"],
  ])("completes the cart on the next try when %s", async (_what, module, method) => {
    const { cart, session } = await mishap.paymentStarted()
    const spy = failOnce(suite.container.resolve<object>(module), method)
    await suite.sandbox.pay(session)
    await mishap.untilEventsRest()
    expect(spy).toHaveBeenCalled()
    expect(await suite.shop.orderIds(cart.id)).toEqual([])

    await mishap.laterOn(1)

    await mishap.agrees()
  })

  it("never leaves money without an order unseen when Medusa rolls a captured payment back (R2)", async () => {
    const { cart, session } = await mishap.paymentStarted()
    const spy = failOnce(suite.container.resolve(Modules.ORDER), "addOrderTransactions")
    await suite.sandbox.pay(session)
    await mishap.untilEventsRest()
    expect(spy).toHaveBeenCalled()
    await mishap.laterOn()

    const { attention } = await mishap.books()
    // Core starts another payment for the cart, which nobody has paid.
    expect(suite.sandbox.control.state().ledger).toMatchObject([
      { charged: 1500, refunded: 1500 },
      { charged: 0 },
    ])
    expect(attention.map(({ reason }) => reason)).toContain("refunded_by_medusa")
    expect(await suite.shop.orderIds(cart.id)).toEqual([])
  })

  it("settles once more when the order is there but was not marked as settled", async () => {
    const { cart, session, intentId } = await mishap.paymentStarted()
    const told = logEvents(suite.container, ["wolffpay.payment.succeeded"])
    const markSettled = failOnce(mishap.service.intents, "markSettled")
    await suite.sandbox.pay(session)
    await mishap.untilEventsRest()
    expect(markSettled).toHaveBeenCalledTimes(1)

    await mishap.laterOn(1)

    await mishap.agrees()
    const [order_id] = await suite.shop.orderIds(cart.id)
    const once = expect.objectContaining({
      data: expect.objectContaining({ intent_id: intentId, order_id }),
    })
    // Told before it was marked: again rather than never.
    expect(told.events).toEqual([once, once])
    told.stop()
  })

  it("does not count a try for which this minute's calls were used up (R19)", async () => {
    const { session } = await mishap.paymentStarted()
    const usedUp = Object.assign(new Error("no room"), { name: "BudgetExhaustedError" })
    const read = jest.spyOn(mishap.service.intents, "ofIntent").mockRejectedValueOnce(usedUp)
    await suite.sandbox.pay(session)
    await mishap.untilEventsRest()
    expect(read).toHaveBeenCalled()
    const [event] = await mishap.query<{ attempts: number; seconds: number }>(
      `select attempts, extract(epoch from due_at - now())::int as seconds from wolffpay_webhook_event`
    )
    expect(event?.attempts).toBe(0)
    expect(event?.seconds).toBeGreaterThan(10)
    expect(event?.seconds).toBeLessThanOrEqual(30)

    await mishap.laterOn(1)
    await mishap.agrees()
  })

  it("does nothing twice when the event was worked through but not closed (contract 4.2)", async () => {
    const { session } = await mishap.paymentStarted()
    const close = failOnce(mishap.service.events, "close")
    await suite.sandbox.pay(session)
    await mishap.untilEventsRest()
    expect(close).toHaveBeenCalledTimes(1)

    await mishap.laterOn(1)

    await mishap.agrees()
    expect(suite.sandbox.calls.filter((call) => call.startsWith("POST"))).toEqual([
      "POST /api/v1/payments",
    ])
  })

  it("announces later what a person has to know when the announcement failed (R23)", async () => {
    const { session, intentId } = await mishap.paymentStarted()
    const [row] = await mishap.service.intents.ofSession(session.id)
    await mishap.query(
      `update payment_session set amount = 14, raw_amount = '{"value":"14","precision":20}' where id = '${session.id}'`
    )
    const announced: unknown[] = []
    suite.container
      .resolve(Modules.EVENT_BUS)
      .subscribe("wolffpay.attention.required", async ({ data }) => void announced.push(data), {
        subscriberId: "announced",
      })
    failOnce(mishap.service, "announceAttention")
    await suite.sandbox.pay(session)
    await mishap.untilEventsRest()
    expect(row?.amount).toBe(1500)
    expect(announced).toEqual([])

    await mishap.elapse(100)
    await mishap.runJob()

    await waitUntil("the attention is announced", () => announced.length > 0)
    const [raised] = await mishap.query(
      `select reason, intent_id, notified_at from wolffpay_attention`
    )
    expect(raised).toMatchObject({ reason: "amount_mismatch", intent_id: intentId })
    expect(raised).toHaveProperty("notified_at", expect.any(Date))
    expect(announced).toContainEqual(expect.objectContaining({ reason: "amount_mismatch" }))
  })

  it("acknowledges nothing while the database lets nobody in, and loses nothing by it (contract 4.2)", async () => {
    const { session } = await mishap.paymentStarted()
    const [{ name } = { name: "" }] = await mishap.query<{ name: string }>(
      `select current_database() as name`
    )
    await queryDatabase("postgres", `alter database "${name}" allow_connections false`)
    await queryDatabase(
      "postgres",
      `select pg_terminate_backend(pid) from pg_stat_activity where datname = '${name}'`
    )
    const paying = suite.sandbox.pay(session)
    await new Promise((resolve) => setTimeout(resolve, OUTAGE_MS))
    const duringOutage = suite.sandbox.deliveries.flatMap((delivery) => delivery.attempts)
    await queryDatabase("postgres", `alter database "${name}" allow_connections true`)
    await paying
    await suite.sandbox.control.flushWebhooks()
    await mishap.untilEventsRest()

    expect(duringOutage.filter((attempt) => attempt.status === 200)).toEqual([])
    expect(suite.sandbox.deliveries.map((delivery) => delivery.state)).toEqual(["delivered"])
    await mishap.laterOn(1)
    await mishap.agrees()
  })

  it("answers 500 to an event that it could not store, and stores WolffPay's repeat (contract 3)", async () => {
    const { session } = await mishap.paymentStarted()
    failOnce(mishap.service.events, "store")
    await suite.sandbox.pay(session)
    await waitUntil("the repeat is delivered", () =>
      suite.sandbox.deliveries.every((delivery) => delivery.state === "delivered")
    )
    await mishap.untilEventsRest()

    const attempts = suite.sandbox.deliveries.flatMap((delivery) => delivery.attempts)
    expect(attempts.map((attempt) => attempt.status)).toEqual([500, 200])
    await mishap.agrees()
  })
}
