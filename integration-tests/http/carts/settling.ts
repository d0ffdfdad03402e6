import { eventAbout } from "../../support/crafted-event"
import { logEvents } from "../../support/event-log"
import { purchasesOf } from "../../support/purchase"
import type { ShopSuite } from "../../support/runner"
import { one } from "../../support/one"
import { MANUAL } from "../../support/shop"
import { postWebhook } from "../../support/webhook"

export function settling(suite: ShopSuite) {
  const { books, checkout, checkouts, paidOrder, inboxClosed, orderCount } = purchasesOf(suite)
  let log: ReturnType<typeof logEvents>
  beforeEach(() => {
    log = logEvents(suite.container)
  })
  afterEach(() => {
    log.stop()
  })

  /** Carts of other shoppers, ready to become orders: what a careless settlement would complete. */
  const bystanders = async () => {
    await suite.shop.startPaymentSession((await suite.shop.readyCart()).id, MANUAL)
    await checkout()
  }
  it("changes the books once when an event comes 50 times at once, later again, and in other bytes (contract 4.2, R22)", async () => {
    const { shop, sandbox, api } = suite
    const { cartId, session } = await checkout()
    await sandbox.paySilently(session)
    const { body } = one(sandbox.deliveries)

    const answers = await Promise.all(Array.from({ length: 50 }, () => postWebhook(api, body)))
    expect(answers.map((answer) => answer.status)).toEqual(Array(50).fill(200))
    const order = await paidOrder(cartId)
    await inboxClosed()
    for (let i = 0; i < 10; i += 1) {
      expect((await postWebhook(api, body)).data).toEqual({ received: true })
    }
    expect(await books.inbox()).toEqual([
      expect.objectContaining({ deliveries: 60, state: "done" }),
    ])
    const twins = [1, 2, 3, 4].map((copy) => eventAbout(session, { data: { copy } }))
    await Promise.all(twins.map((twin) => postWebhook(api, twin)))
    const rows = await inboxClosed(5)

    expect(rows.map((row) => row.state)).toEqual(Array(5).fill("done"))
    const after = await shop.readOrderById(order.id)
    expect(await shop.orderIds(cartId)).toEqual([order.id])
    expect(after.payments).toHaveLength(1)
    expect(after.captures.map((capture) => capture.amount)).toEqual([15])
    expect(after.refunds).toEqual([])
    expect(after.metadata).toMatchObject({ wolffpay_test_payment: true })
    expect(log.events.map((event) => event.name)).toEqual(["wolffpay.payment.succeeded"])
    expect(sandbox.calls).toEqual(["POST /api/v1/payments"])
  })

  it("settles once when the first sight of a payment is four different events at once", async () => {
    const { shop, sandbox, api } = suite
    const { cartId, session } = await checkout()
    await sandbox.paySilently(session)
    const twins = [1, 2, 3, 4].map((copy) => eventAbout(session, { data: { copy } }))
    await Promise.all(twins.map((twin) => postWebhook(api, twin)))
    const order = await paidOrder(cartId)
    const rows = await inboxClosed(4)
    expect(rows.map((row) => row.state)).toEqual(Array(4).fill("done"))
    expect((await shop.readOrderById(order.id)).captures).toHaveLength(1)
    expect(await orderCount()).toBe(1)
    expect(log.events.map((event) => event.name)).toEqual(["wolffpay.payment.succeeded"])
    expect(await books.attentions()).toEqual([])
  })

  it("keeps the cart usable after a decline, and the same intent can still pay it", async () => {
    const { shop, sandbox } = suite
    const { cartId, session } = await checkout()
    await sandbox.decline(session)
    await inboxClosed()
    const refused = await shop.completeCart(cartId)
    expect(refused.data).toMatchObject({
      type: "cart",
      error: {
        message: "The payment did not succeed. Please try again or choose another way to pay.",
      },
    })
    expect(await shop.orderIds(cartId)).toEqual([])

    await sandbox.pay(session)
    const order = await paidOrder(cartId)
    await inboxClosed(2)
    const told = {
      payment_session_id: session.id,
      intent_id: session.data.id,
      amount: 1500,
      currency: "eur",
    }
    expect(log.events).toEqual([
      { name: "wolffpay.payment.failed", data: { ...told, order_id: null } },
      { name: "wolffpay.payment.succeeded", data: { ...told, order_id: order.id } },
    ])
    expect(await books.attentions()).toEqual([])
  })

  it("lets a late failure never undo a success, and calls a person when the money really went back (R5)", async () => {
    const { shop, sandbox } = suite
    const { cartId, session } = await checkout()
    await sandbox.control.addFaults({ kind: "reorder", event: "payment.failed" })
    await sandbox.decline(session)
    await sandbox.pay(session)
    const order = await paidOrder(cartId)
    await inboxClosed(2)
    const look = `GET /api/v1/payments/${String(session.data.id)}`
    expect(sandbox.calls).toEqual(["POST /api/v1/payments", look])
    const after = await shop.readOrderById(order.id)
    expect(after).toMatchObject({ payment_status: "captured", status: "pending" })
    expect(after.metadata).not.toHaveProperty("wolffpay_payment_failed")
    expect(await books.attentions()).toEqual([])
    expect(log.named("wolffpay.payment.failed")).toEqual([])

    await sandbox.control.fail(String(session.data.id))
    await sandbox.control.webhooksIdle()
    await inboxClosed(3)
    expect(await books.attentions()).toEqual([
      expect.objectContaining({
        reason: "payment_returned",
        order_id: order.id,
        intent_id: session.data.id,
        amount_medusa: 1500,
        amount_wolffpay: 0,
      }),
    ])
    expect(log.named("wolffpay.attention.required")).toHaveLength(1)
    expect(log.named("wolffpay.payment.failed")).toHaveLength(1)
  })

  it("keeps events that disagree with the payment they name for a person, and touches no cart (contract 4.4, R23)", async () => {
    const { sandbox, shop, api } = suite
    const disagreements: [string, string, Record<string, unknown>][] = [
      ["payment.succeeded", "amount_mismatch", { amount: 1499 }],
      ["payment.failed", "amount_mismatch", { amount: 150000 }],
      ["payment.succeeded", "amount_mismatch", { amount: undefined }],
      ["payment.succeeded", "amount_mismatch", { amount: "1500" }],
      ["payment.succeeded", "amount_mismatch", { amount: 99_999_999_999 }],
      ["payment.succeeded", "amount_mismatch", { currency: "usd" }],
      ["payment.succeeded", "intent_mismatch", { id: "pi_stranger1" }],
      ["payment.succeeded", "intent_mismatch", { id: "pi_stranger2", metadata: {} }],
      ["payment.failed", "intent_mismatch", { id: "pi_stranger3", description: "none" }],
      ["payment.succeeded", "intent_mismatch", { id: "cus_123" }],
      ["payment.succeeded", "unknown_status", { status: "succeeded_maybe" }],
      ["payment.succeeded", "unknown_status", { status: undefined }],
    ]
    await bystanders()
    const carts = await checkouts(disagreements.length)
    for (const [i, { session }] of carts.entries()) {
      const [event = "", , data = {}] = disagreements[i] ?? []
      const answer = await postWebhook(api, eventAbout(session, { event, data }))
      expect(answer.status).toBe(200)
    }
    const rows = await inboxClosed(disagreements.length)
    expect(rows.map(({ state, outcome }) => [state, outcome])).toEqual(
      disagreements.map(([, reason]) => ["attention", reason])
    )
    const attentions = await books.attentions()
    // Several events are worked through at once, so the rows come in any order.
    expect(attentions.map((row) => `${row.payment_session_id} ${row.reason}`).sort()).toEqual(
      carts.map(({ session }, i) => `${session.id} ${disagreements[i]?.[1]}`).sort()
    )
    expect(await orderCount()).toBe(0)
    expect(log.named("wolffpay.attention.required")).toHaveLength(disagreements.length)
    expect(log.named("wolffpay.payment.failed")).toEqual([])

    const last = carts[carts.length - 1] ?? (await checkout())
    await sandbox.pay(last.session)
    await paidOrder(last.cartId)
    await inboxClosed(disagreements.length + 1)
    expect(await orderCount()).toBe(1)
    expect((await shop.tryAdminGet("/admin/wolffpay/attention")).data.count).toBe(12)
  })

  it("does not count payment.succeeded with another status as paid (R5)", async () => {
    const statuses = ["processing", "requires_payment_method", "requires_action", "canceled"]
    const carts = await checkouts(statuses.length)
    for (const [i, { session }] of carts.entries()) {
      const event = eventAbout(session, { data: { status: statuses[i] } })
      await postWebhook(suite.api, event)
    }
    await inboxClosed(statuses.length)
    expect(await orderCount()).toBe(0)
    for (const { cartId, session } of carts) {
      await suite.sandbox.pay(session)
      await paidOrder(cartId)
    }
    await inboxClosed(2 * statuses.length)
    expect(await books.attentions()).toEqual([])
  })

  it("leaves what bears no mark of ours alone, and gives a session of another provider to a person (R9)", async () => {
    const { sandbox, shop, api } = suite
    await bystanders()
    const strange = "payses_01ANOTHERSHOPSSESSION0000000"
    await sandbox.control.createForeignPayment({ outcome: "succeed" })
    await sandbox.control.createForeignPayment({
      description: `Payment ${strange}`,
      metadata: { session_id: strange },
      outcome: "succeed",
    })
    await sandbox.control.createForeignPayment({ outcome: "decline" })
    await sandbox.control.webhooksIdle()
    const rows = await inboxClosed(3)
    expect(rows.map((row) => row.state)).toEqual(["foreign", "foreign", "foreign"])
    expect(await books.attentions()).toEqual([])

    const cart = await shop.readyCart()
    const session = await shop.startPaymentSession(cart.id, MANUAL)
    const data = { id: "pi_stranger", amount: 1500, currency: "eur" }
    await postWebhook(api, eventAbout(session, { data }))
    expect((await inboxClosed(4))[3]).toMatchObject({
      state: "attention",
      outcome: "intent_mismatch",
    })
    expect(one(await books.attentions())).toMatchObject({
      payment_session_id: session.id,
      amount_wolffpay: 1500,
    })
    expect(await orderCount()).toBe(0)
  })

  it("voids nothing on a success that contradicts itself: WolffPay is asked once (R5)", async () => {
    const { cartId, session } = await checkout()
    for (const status of ["canceled", "requires_action"]) {
      const odd = eventAbout(session, { data: { status } })
      expect((await postWebhook(suite.api, odd)).status).toBe(200)
    }
    await inboxClosed(2)
    expect((await books.intents()).map(({ state }) => state)).toEqual(["open"])
    const intentPath = `GET /api/v1/payments/${String(session.data.id)}`
    expect(suite.sandbox.calls).toEqual(["POST /api/v1/payments", intentPath, intentPath])
    expect(await books.openReasons()).toEqual([])
    await suite.sandbox.pay(session)
    await paidOrder(cartId)
  })
}
