import { Modules } from "@medusajs/framework/utils"
import { logEvents } from "../../support/event-log"
import { restoreOptions, setOption } from "../../support/plugin-options"
import { purchasesOf } from "../../support/purchase"
import type { ShopSuite } from "../../support/runner"
import { one } from "../../support/one"
import { waitUntil } from "../../support/wait"

const HOUR = 60
const DAY = 24 * HOUR
const LIST = "GET /api/v1/payments"

const JOB = "../../../.medusa/server/src/jobs/wolffpay-reconcile.js"

interface Inbox {
  events: { store(event: Record<string, unknown>): Promise<{ id: string }> }
}

export function reconciliation(suite: ShopSuite) {
  const { books, checkout, checkouts, paidOrder, inboxClosed, orderCount } = purchasesOf(suite)
  let log: ReturnType<typeof logEvents>
  beforeEach(() => {
    log = logEvents(suite.container)
  })
  afterEach(() => {
    restoreOptions()
    log.stop()
  })

  /** The plugin's calls since the last time this was asked, without those that make payments. */
  let seen = 0
  const newCalls = () => {
    const calls = suite.sandbox.calls.slice(seen)
    seen = suite.sandbox.calls.length
    return calls.filter((call) => call !== "POST /api/v1/payments")
  }
  beforeEach(() => {
    seen = 0
  })

  it("makes orders of payments whose webhook never came, with one call for all, and then asks no more (contract 4.3, 4.8)", async () => {
    const { sandbox } = suite
    const carts = await checkouts(3)
    for (const { session } of carts) {
      await sandbox.paySilently(session)
    }
    await books.reconcileAfter(2)
    for (const { cartId, session } of carts) {
      const order = await paidOrder(cartId)
      expect(order.captures.map((capture) => capture.amount)).toEqual([15])
      expect(one(order.payments).data?.id).toBe(session.data.id)
    }
    expect(newCalls()).toEqual([LIST])
    expect(await books.inbox()).toEqual([])
    for (const minutes of [2, HOUR, DAY]) {
      await books.reconcileAfter(minutes)
    }
    expect(newCalls()).toEqual([])
    expect(await orderCount()).toBe(3)
    expect(log.named("wolffpay.payment.succeeded")).toHaveLength(3)
    expect(await books.attentions()).toEqual([])
  })

  it("asks every minute in the first hour, then every ten, then hourly", async () => {
    const { config } = jest.requireActual<{ config: { schedule: { interval: number } } }>(JOB)
    // With the minute to the next look: a paid intent without a webhook is an order within two.
    expect(config.schedule.interval).toBeLessThanOrEqual(60_000)
    await checkout()
    const limits = [
      [2, 60],
      [59, 60],
      [61, 600],
      [23 * HOUR, 600],
      [25 * HOUR, HOUR * 60],
      [6 * DAY, HOUR * 60],
    ] as const
    for (const [minutes, seconds] of limits) {
      await books.makeIntentsDue(minutes)
      await books.reconcile()
      await books.reconcile()
      expect(newCalls()).toHaveLength(1)
      const next = await books.secondsToNextLook()
      expect([minutes, next > 0 && next <= seconds]).toEqual([minutes, true])
    }
  })

  it.each(["newest", "oldest", "random"] as const)(
    "needs one call for a hundred payments when the list shows the %s first, and touches no foreign one (R9)",
    async (listOrder) => {
      const { sandbox } = suite
      await sandbox.control.settings({ listOrder })
      for (let i = 0; i < 20; i += 1) {
        await sandbox.control.createForeignPayment({})
      }
      const { cartId, session } = await checkout()
      const open = await checkout()
      for (let i = 0; i < 98; i += 1) {
        // The newest first, ours are the 99th and the 100th.
        await sandbox.control.createForeignPayment({
          description: "Payment payses_01ANOTHERSHOPSSESSION0000000",
        })
      }
      await sandbox.paySilently(session)
      await books.reconcileAfter(2)
      await paidOrder(cartId)
      const calls = newCalls()
      // In no order at all they may be on the second page.
      expect(calls.length).toBeLessThanOrEqual(listOrder === "random" ? 2 : 1)
      expect(calls).toEqual(calls.map(() => LIST))
      const foreign = sandbox.payments.filter((payment) => payment.foreign)
      expect(foreign.map((payment) => payment.status)).toEqual(
        Array(118).fill("requires_payment_method")
      )
      expect(sandbox.paymentOf(open.session).status).toBe("requires_payment_method")
      expect(await books.attentions()).toEqual([])
    }
  )

  it("finds attempts that were cut off before or after they reached WolffPay, and voids what exists (R9, R10)", async () => {
    const { shop, sandbox } = suite
    const path = "/api/v1/payments"
    for (const kind of ["drop_before", "drop_after"] as const) {
      const cart = await shop.readyCart()
      const collection = await shop.createPaymentCollection(cart.id)
      await sandbox.control.addFaults({ kind, method: "POST", path, times: "always" })
      const answer = await shop.tryStartPaymentSession(collection.id)
      expect([kind, answer.status >= 400]).toEqual([kind, true])
      await sandbox.control.clearFaults()
    }
    expect(sandbox.payments.map((payment) => payment.status)).toEqual(["requires_payment_method"])
    const rows = await books.intents()
    expect(rows.map((row) => [row.state, row.intent_id])).toEqual([
      ["creating", null],
      ["creating", null],
    ])
    await books.reconcileAfter(3)
    await books.reconcileAfter(3)
    expect(sandbox.payments.map((payment) => payment.status)).toEqual(["canceled"])
    await books.reconcileAfter(DAY)
    newCalls()
    await books.reconcileAfter(DAY)
    expect(newCalls()).toEqual([])
    expect((await books.intents()).map((row) => row.state)).toEqual(["lost", "canceled"])
    expect(await books.attentions()).toEqual([])
  })

  it("voids what no session owns any more, and flags it when it was paid meanwhile (R9)", async () => {
    const { shop, sandbox } = suite
    const cancelFails = { kind: "drop_before", action: "cancel", times: 2 } as const
    const carts = await checkouts(2)
    await sandbox.control.addFaults(cancelFails)
    for (const { cartId } of carts) {
      expect((await shop.addItem(cartId, "teapot")).status).toBe(200)
    }
    const [idle, paid] = carts.map(({ session }) => session)
    await sandbox.paySilently(paid ?? { data: {} })
    await books.reconcileAfter(3)
    expect(sandbox.paymentOf(idle ?? { data: {} }).status).toBe("canceled")
    expect(one(await books.attentions())).toMatchObject({
      reason: "paid_session_gone",
      intent_id: paid?.data.id,
    })
    expect(await orderCount()).toBe(0)
    newCalls()
    await books.reconcileAfter(HOUR)
    expect(newCalls()).toEqual([])
  })

  it("books an authorisation that no event tells of, warns once before it ends, and cancels it when it did (R7)", async () => {
    const { shop, sandbox } = suite
    setOption(suite, "captureMethod", "manual")
    const { cartId, session } = await checkout()
    await sandbox.pay(session)
    expect(await books.inbox()).toEqual([])
    await books.reconcileAfter(2)
    const order = await shop.readOrder(cartId)
    expect(order).toMatchObject({ payment_status: "authorized", total: 15, captures: [] })
    await books.reconcileAfter(4 * DAY)
    expect(await books.attentions()).toEqual([])
    await books.reconcileAfter(DAY + HOUR)
    await books.reconcileAfter(2 * HOUR)
    const warning = { reason: "authorization_expiring", order_id: order?.id }
    expect(await books.attentions()).toEqual([expect.objectContaining(warning)])
    expect(log.named("wolffpay.attention.required")).toHaveLength(1)

    await sandbox.control.expire(String(session.data.id))
    await books.reconcileAfter(2 * HOUR)
    await books.reconcileAfter(2 * HOUR)
    expect(await books.openReasons()).toEqual(["authorization_expiring", "authorization_expired"])
    const after = await shop.readOrder(cartId)
    expect(one(after?.payments ?? []).canceled_at).toBeTruthy()
    expect(after?.captures).toEqual([])
  })

  it("waits for a debit, or places the order before it arrives, as the shop has chosen (R6)", async () => {
    const { shop, sandbox } = suite
    const debit = { method: "sepa_debit", outcome: "process" } as const
    const patient = await checkout()
    await sandbox.pay(patient.session, debit)
    await books.reconcileAfter(2)
    expect(await orderCount()).toBe(0)

    setOption(suite, "orderOnProcessing", true)
    const trusting = await checkout()
    await sandbox.pay(trusting.session, debit)
    await books.reconcileAfter(2)
    expect(await shop.orderIds(trusting.cartId)).toHaveLength(1)
    expect(await shop.readOrder(trusting.cartId)).toMatchObject({ captures: [] })

    await sandbox.control.addFaults({ kind: "lose", times: "always" })
    for (const { session } of [patient, trusting]) {
      await sandbox.control.succeed(String(session.data.id))
    }
    await books.reconcileAfter(11)
    for (const { cartId } of [patient, trusting]) {
      const order = await paidOrder(cartId)
      expect(order.captures.map((capture) => capture.amount)).toEqual([15])
    }
    expect(await books.attentions()).toEqual([])
  })

  it.each(["by its webhook", "by the job"])(
    "marks the order and calls a person when the debit fails days later, told %s (R6)",
    async (how) => {
      const { sandbox, shop } = suite
      setOption(suite, "orderOnProcessing", true)
      const { cartId, session } = await checkout()
      await sandbox.pay(session, { method: "sepa_debit", outcome: "process" })
      const completion = await shop.completeCart(cartId)
      expect(completion.data.type).toBe("order")
      await books.passTime(4 * DAY)
      if (how === "by the job") {
        await sandbox.control.addFaults({ kind: "lose", times: "always" })
      }
      await sandbox.control.fail(String(session.data.id))
      if (how === "by its webhook") {
        await inboxClosed()
      }
      await books.reconcileAfter(HOUR)
      const order = await waitUntil("the order is marked", async () => {
        const found = await shop.readOrder(cartId)
        return found?.metadata?.wolffpay_payment_failed === session.data.id && found
      })
      const sessions = order.payment_collections.flatMap((one) => one.payment_sessions ?? [])
      expect(sessions.map((one) => one.status)).toEqual(["error"])
      expect(await books.attentions()).toEqual([
        expect.objectContaining({ reason: "payment_failed_after_order", order_id: order.id }),
      ])
      expect(log.named("wolffpay.payment.failed").map((event) => event.data.order_id)).toEqual([
        order.id,
      ])
      await books.reconcileAfter(HOUR)
      expect(await books.attentions()).toHaveLength(1)
    }
  )

  it("does everything once when several runs start together (R21)", async () => {
    const { sandbox } = suite
    const carts = await checkouts(4)
    for (const { session } of carts) {
      await sandbox.paySilently(session)
    }
    await books.passTime(2)
    const engine = suite.container.resolve(Modules.WORKFLOW_ENGINE)
    const input = { input: {} }
    await Promise.all([
      books.reconcile(),
      engine.run("wolffpay-reconcile", input),
      engine.run("wolffpay-reconcile", input),
      books.reconcile(),
    ])
    for (const { cartId } of carts) {
      expect((await paidOrder(cartId)).captures).toHaveLength(1)
    }
    expect(await orderCount()).toBe(4)
    expect(newCalls()).toEqual([LIST])
    expect(log.named("wolffpay.payment.succeeded")).toHaveLength(4)
  })

  it("works through an event that a crash left in the inbox (contract 4.2)", async () => {
    const { sandbox } = suite
    const { cartId, session } = await checkout()
    await sandbox.paySilently(session)
    const { body } = one(sandbox.deliveries)
    const service: Inbox = suite.container.resolve("wolffpay")
    await service.events.store({
      provider: "wolffpay",
      event_key: "left-behind",
      event_type: "payment.succeeded",
      object_id: session.data.id,
      payment_intent_id: session.data.id,
      body,
    })
    expect(await suite.shop.orderIds(cartId)).toEqual([])
    await books.reconcile()
    await paidOrder(cartId)
    expect(one(await inboxClosed()).state).toBe("done")
    expect(newCalls()).toEqual([])
  })
}
