import { Counter } from "../../support/counter"
import { inboxIsDone, openAttention, pluginOf, runJob } from "../../support/paid-order"
import type { ShopSuite } from "../../support/runner"
import { one } from "../../support/one"
import { waitUntil } from "../../support/wait"

const TERMINAL = "/api/v1/payments/terminal"
const PROVIDER = "pp_wolffpay-terminal_wolffpay"

export function troubleAtTheCounter(suite: ShopSuite) {
  const intentOf = () => one(suite.sandbox.payments)
  const orders = async () => (await suite.shop.tryAdminGet("/admin/orders")).data.orders

  /** Collecting is the second call to the terminal; the first one made the intent. */
  async function cutOffSale(counter: Counter, kind: "drop_before" | "drop_after") {
    const begun = await counter.begin()
    await counter.card("decline")
    await counter.until(begun, "declined")
    await suite.sandbox.control.addFaults({ kind, path: TERMINAL, times: 1 })
    await counter.act(begun, "retry")
    return begun
  }

  it("finds a card that was read although the reader's call was cut off (W23)", async () => {
    const counter = await Counter.open(suite)
    const begun = await cutOffSale(counter, "drop_after")
    await counter.card("tap")
    await counter.until(begun, "handed_over")
    expect(intentOf()).toMatchObject({ status: "succeeded" })
    expect(await orders()).toHaveLength(1)
  })

  it("charges once when the capture's answer is lost and its webhook comes first (contract 4.2)", async () => {
    const counter = await Counter.open(suite)
    const begun = await counter.begin()
    await counter.untilAsked()
    await suite.sandbox.control.addFaults({ kind: "drop_after", path: TERMINAL, times: 1 })
    await counter.card("tap")
    const sold = await counter.until(begun, "handed_over")
    await inboxIsDone(suite)
    const order = await suite.shop.readOrderById(String(sold.order_id))
    expect(order.captures.map(({ amount }) => amount)).toEqual([20])
    expect(order).toMatchObject({ payment_status: "captured", summary: { pending_difference: 0 } })
    expect(await orders()).toHaveLength(1)
    expect(await openAttention(suite)).toEqual([])
  })

  it.each([
    ["fails four times", { status: 503, times: 4 }],
    ["is refused once", { status: 400, times: 1 }],
  ])("keeps the approved card when the capture %s, and takes the money after", async (_, fault) => {
    const counter = await Counter.open(suite)
    const begun = await counter.begin()
    await counter.untilAsked()
    await suite.sandbox.control.addFaults({ kind: "status", path: TERMINAL, ...fault })
    await counter.card("tap")
    const sold = await counter.until(begun, "handed_over", "needs_attention")
    expect(sold).toMatchObject({ state: "handed_over", reason: null })
    expect(intentOf()).toMatchObject({ status: "succeeded" })
    await inboxIsDone(suite)
    const order = await suite.shop.readOrderById(String(sold.order_id))
    expect(order.captures.map(({ amount }) => amount)).toEqual([20])
    expect(order).toMatchObject({ payment_status: "captured", summary: { pending_difference: 0 } })
    expect(await openAttention(suite)).toEqual([])
  })

  it("is finished by the job when its server dies after the card", async () => {
    const counter = await Counter.open(suite)
    const { sales } = pluginOf(suite)
    const begun = await counter.begin()
    await counter.untilAsked()
    // The process hangs for ever on its next word about the sale, as a dead one does.
    const change = jest.spyOn(sales, "change").mockReturnValueOnce(new Promise(() => undefined))
    await counter.card("tap")
    await waitUntil("the server stands still", () => change.mock.calls.length > 0)
    expect(await counter.read(begun)).toMatchObject({ state: "sent_to_reader" })
    await counter.endLease(begun)
    await runJob(suite)
    const sold = await counter.until(begun, "handed_over")
    expect(await orders()).toHaveLength(1)
    expect(sold.version).toBeGreaterThan(begun.version)
  })

  it("undoes a sale whose server stood still while it was being made", async () => {
    const counter = await Counter.open(suite)
    const { sales } = pluginOf(suite)
    let goOn = (_row: undefined) => {}
    const stillness = new Promise<undefined>((resolve) => (goOn = resolve))
    const change = jest.spyOn(sales, "change").mockReturnValueOnce(stillness)
    const asked = counter.charge({ request_id: "dead-0001" })
    await waitUntil("the process is gone", () => change.mock.calls.length > 0)
    const sale = await waitUntil("the row", () => sales.byRequest("dead-0001"))
    expect(sale.state).toBe("created")
    await counter.endLease(sale)
    await runJob(suite)
    await counter.until(sale, "canceled")
    await counter.cleaned(sale)
    const drafts = await suite.shop.tryAdminGet("/admin/draft-orders")
    expect(drafts.data.draft_orders).toEqual([])
    expect(await sales.byRequest("dead-0001")).toMatchObject({
      state: "canceled",
      reason: "service_unavailable",
    })
    // Whoever wakes up has lost the sale, and says so instead of asking for a card.
    goOn(undefined)
    expect((await asked).status).toBe(500)
    expect(await sales.byRequest("dead-0001")).toMatchObject({ state: "canceled", attempts: 0 })
  })

  it("leaves no draft behind when its server stood still before there was one", async () => {
    const counter = await Counter.open(suite)
    const { sales } = pluginOf(suite)
    let goOn = () => {}
    const stillness = new Promise<void>((resolve) => (goOn = resolve))
    const begin = sales.begin.bind(sales)
    jest.spyOn(sales, "begin").mockImplementationOnce(async (...args) => {
      const row = await begin(...args)
      await stillness
      return row
    })
    const asked = counter.charge({ request_id: "dead-0002" })
    const sale = await waitUntil("the row", () => sales.byRequest("dead-0002"))
    await counter.endLease(sale)
    await runJob(suite)
    await counter.until(sale, "canceled")
    await counter.cleaned(sale)
    goOn()
    expect((await asked).status).toBe(500)
    const drafts = await suite.shop.tryAdminGet("/admin/draft-orders")
    expect(drafts.data.draft_orders).toEqual([])
    expect(suite.sandbox.calls).toEqual([])
  })

  it("says why a reader cannot be used, and the sale can go on or be ended (W6, W26)", async () => {
    const counter = await Counter.open(suite)
    await suite.sandbox.control.setReader(counter.terminalId, { disabled: true })
    const begun = await counter.begin()
    const refused = await counter.until(begun, "declined")
    expect(refused.reason).toBe("reader_switched_off")
    await suite.sandbox.control.setReader(counter.terminalId, { disabled: false })
    await counter.act(begun, "retry")
    await counter.card("tap")
    await counter.until(begun, "handed_over")
  })

  it("goes on with a declined sale that is given up while WolffPay is away, and says so", async () => {
    const counter = await Counter.open(suite)
    const begun = await counter.begin()
    await counter.card("decline")
    await counter.until(begun, "declined")
    await suite.sandbox.control.addFaults({
      kind: "status",
      status: 503,
      path: "/api/v1/payments/*",
      times: "always",
    })
    const canceling = counter.act(begun, "cancel")
    await waitUntil("the wish is written down", async () => {
      const { is_cancel_requested } = await counter.read(begun)
      return is_cancel_requested
    })
    expect(await counter.read(begun)).toMatchObject({ state: "declined", is_open: true })
    await suite.sandbox.control.clearFaults()
    await canceling
    expect(await counter.until(begun, "canceled")).toMatchObject({ is_open: false })
  })

  it("makes no sale when WolffPay is away, and says what to do", async () => {
    const counter = await Counter.open(suite)
    await suite.sandbox.control.addFaults({ kind: "status", status: 503, path: TERMINAL, times: 9 })
    const click = { request_id: "away-0001" }
    const refused = await counter.charge(click)
    expect([refused.status, refused.data]).toEqual([
      409,
      {
        type: "conflict",
        code: "service_unavailable",
        message: expect.stringContaining("Nothing was charged"),
      },
    ])
    expect((await suite.shop.tryAdminGet("/admin/wolffpay/terminal/sales")).data.count).toBe(0)
    expect((await suite.shop.tryAdminGet("/admin/draft-orders")).data.draft_orders).toEqual([])
    await suite.sandbox.control.clearFaults()
    await suite.sandbox.control.settings({ terminalEnabled: false })
    expect((await counter.charge(click)).data).toMatchObject({
      type: "not_allowed",
      code: "terminal_switched_off",
    })
    await suite.sandbox.control.settings({ terminalEnabled: true })
    const begun = await counter.begin()
    await counter.card("tap")
    await counter.until(begun, "handed_over")
    expect(await orders()).toHaveLength(1)
  })

  it("gives no refusal while what is refused still stands: the same request asks what came of it", async () => {
    const counter = await Counter.open(suite)
    const { sales } = pluginOf(suite)
    jest.spyOn(sales, "forget").mockRejectedValueOnce(new Error("the database is away"))
    const click = { request_id: "undone-0001", expected_total: 1999 }
    const first = await counter.charge(click)
    expect([first.status, first.data.code]).toEqual([500, undefined])
    await runJob(suite)
    const again = await counter.charge(click)
    expect([again.status, again.data.sale]).toMatchObject([200, { state: "canceled" }])
    expect(suite.sandbox.calls).toEqual([])
  })

  it("lets the browser drive a reader, and believes only what WolffPay shows (W24, W27)", async () => {
    const counter = await Counter.open(suite, { way: "sdk" })
    const begun = await counter.begin()
    expect(begun).toMatchObject({ state: "sent_to_reader", reader: { way: "sdk" } })
    expect(begun.client_secret).toBe(intentOf().clientSecret)
    const listed = await suite.shop.tryAdminGet("/admin/wolffpay/terminal/sales")
    expect(listed.data.sales[0]).not.toHaveProperty("client_secret")
    const lie = await counter.act(begun, "collected")
    expect(lie.data.sale).toMatchObject({ state: "declined", reason: "no_card_taken" })
    expect((await counter.act(begun, "retry")).data.sale).toMatchObject({ state: "sent_to_reader" })
    const late = await counter.act(begun, "collected", { attempts: 1 })
    expect([late.status, late.data.sale]).toMatchObject([
      200,
      { state: "sent_to_reader", attempts: 2 },
    ])
    expect((await counter.act(begun, "collected", { attempts: "2" })).status).toBe(400)
    await counter.browserCollects(String(begun.payment_intent_id))
    const collected = await counter.act(begun, "collected", { attempts: 2 })
    expect(collected.status).toBe(200)
    const sold = await counter.until(begun, "handed_over")
    expect(sold).not.toHaveProperty("client_secret")
    expect(await orders()).toHaveLength(1)
    const path = `/admin/wolffpay/terminal/sales/${begun.id}/collected`
    expect((await suite.shop.tryAdminPost(path, undefined)).data.sale).toMatchObject({
      state: "handed_over",
    })
  })

  it("finishes a sale whose browser died after the card, once its time is over", async () => {
    const counter = await Counter.open(suite, { way: "sdk" })
    const begun = await counter.begin()
    await counter.browserCollects(String(begun.payment_intent_id))
    await pluginOf(suite).updateTerminalSales({
      id: begun.id,
      card_until: new Date(Date.now() - 1000),
      run_at: new Date(Date.now() - 1000),
    })
    await counter.newer(begun, begun.version)
    await counter.until(begun, "handed_over")
  })

  it("captures a terminal session of Medusa's own routes at once, and books it by its webhook (contract 4.12)", async () => {
    const counter = await Counter.open(suite)
    const order = await counter.unpaidOrder()
    const { data } = await suite.shop.tryAdminPost("/admin/payment-collections", {
      order_id: order.id,
      amount: 10,
    })
    expect(data).toMatchObject({ payment_collection: { id: expect.any(String) } })
    const path = `/admin/payment-collections/${data.payment_collection.id}/payment-sessions`
    const made = await suite.shop.tryAdminPost(path, { provider_id: PROVIDER })
    expect(made.status).toBe(200)
    expect(intentOf()).toMatchObject({ captureMethod: "automatic", amount: 1000 })
    // A declined card first: the order is not marked as failed by it.
    await counter.cardOf(intentOf().id, "decline").catch(() => undefined)
    await counter.cardOf(intentOf().id, "tap")
    await waitUntil("the order is paid", async () => {
      const now = await suite.shop.readOrderById(order.id)
      return now.payment_status === "captured"
    })
    await inboxIsDone(suite)
    expect(await openAttention(suite)).toEqual([])
    const paid = await suite.shop.readOrderById(order.id)
    expect(paid.metadata ?? {}).not.toHaveProperty("wolffpay_payment_failed")
  })

  it("keeps shoppers away from the shop's card readers", async () => {
    const cart = await suite.shop.readyCart()
    const collection = await suite.shop.createPaymentCollection(cart.id)
    const refused = await suite.shop.tryStartPaymentSession(collection.id, PROVIDER)
    expect([refused.status, refused.data.message]).toEqual([
      400,
      expect.stringContaining("counter"),
    ])
    expect(suite.sandbox.calls).toEqual([])
  })
}
