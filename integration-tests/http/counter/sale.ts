import { Counter } from "../../support/counter"
import { inboxIsDone, openAttention, pluginOf } from "../../support/paid-order"
import type { ShopSuite } from "../../support/runner"
import { one } from "../../support/one"

const TERMINAL = "POST /api/v1/payments/terminal"

export function saleAtTheCounter(suite: ShopSuite) {
  const orders = async () => (await suite.shop.tryAdminGet("/admin/orders")).data.orders
  const drafts = async () => (await suite.shop.tryAdminGet("/admin/draft-orders")).data.draft_orders
  const intentOf = () => one(suite.sandbox.payments)
  const nothingSold = async (counter: Counter) => {
    expect(await orders()).toEqual([])
    expect(await drafts()).toEqual([])
    expect(await counter.stock()).toEqual({ shelf: 10, reserved: 0 })
  }

  it("goes from the basket over the reader to an order that is paid and handed over, in three calls (W21, W23, W25)", async () => {
    const counter = await Counter.open(suite)
    const begun = await counter.begin({
      customer: { email: "bo@example.com", name: "Bo de Vries" },
    })
    expect(begun).toMatchObject({
      state: "sent_to_reader",
      amount: 2000,
      currency_code: "eur",
      attempts: 1,
      is_open: true,
      order_id: null,
      customer: { email: "bo@example.com", name: "Bo de Vries" },
      items: [{ title: "Thee", quantity: 2, unit_amount: 1000, total: 2000, tax_rate: 21 }],
      tax: [{ rate: 21, net: 1653, tax: 347 }],
      sold_by: { name: "admin@example.com" },
    })
    expect(begun).not.toHaveProperty("client_secret")
    await counter.card("tap")
    const sold = await counter.until(begun, "handed_over")
    expect(sold).toMatchObject({ is_open: false, reason: null, refunded_amount: 0 })
    const order = await suite.shop.readOrderById(String(sold.order_id))
    expect(order).toMatchObject({
      status: "completed",
      payment_status: "captured",
      total: 20,
      summary: { pending_difference: 0 },
      metadata: { sold_by: "admin@example.com", wolffpay_test_payment: true },
    })
    expect(order.captures.map(({ amount }) => amount)).toEqual([20])
    expect(await counter.stock()).toEqual({ shelf: 8, reserved: 0 })
    expect(intentOf()).toMatchObject({ status: "succeeded", amount: 2000 })
    expect(suite.sandbox.calls).toEqual([TERMINAL, TERMINAL, TERMINAL])
    expect((await counter.act(sold, "cancel")).status).toBe(409)
    await inboxIsDone(suite)
    expect(await openAttention(suite)).toEqual([])
  })

  it("leaves out an e-mail address that is none: the customer of an old import is no obstacle", async () => {
    const counter = await Counter.open(suite)
    const begun = await counter.begin({ customer: { email: "bo@bäcker.nl", name: "Bo" } })
    expect(begun).toMatchObject({ state: "sent_to_reader", customer: { email: null, name: "Bo" } })
  })

  it("is one sale for two clicks on charge, at the same moment or later (R10)", async () => {
    const counter = await Counter.open(suite)
    const click = { request_id: "click-0001" }
    const answers = await Promise.all([counter.charge(click), counter.charge(click)])
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 201])
    expect(new Set(answers.map(({ data }) => data.sale.id)).size).toBe(1)
    const sale = answers[0].data.sale
    await counter.card("tap")
    await counter.until(sale, "handed_over")
    expect((await counter.charge(click)).data.sale).toMatchObject({
      id: sale.id,
      state: "handed_over",
    })
    expect(await orders()).toHaveLength(1)
    expect(suite.sandbox.payments).toHaveLength(1)
  })

  it("keeps a second till off a reader that is busy, and says who has it", async () => {
    const counter = await Counter.open(suite)
    const first = await counter.begin()
    const second = await counter.charge()
    expect(second.status).toBe(409)
    expect(second.data).toMatchObject({
      type: "conflict",
      code: "reader_busy",
      message: expect.stringContaining(first.id),
      details: { reader_name: "Balie", sale_id: first.id },
    })
    await counter.card("tap")
    await counter.until(first, "handed_over")
    const third = await counter.begin()
    await counter.card("tap")
    await counter.until(third, "handed_over")
    expect(await orders()).toHaveLength(2)
  })

  it("tries another card on the same intent after one was declined (W23)", async () => {
    const counter = await Counter.open(suite)
    const begun = await counter.begin()
    await counter.card("decline")
    const declined = await counter.until(begun, "declined")
    expect(declined).toMatchObject({ reason: "card_declined", is_open: false, card_until: null })
    // The event of the first card comes late, while the second one is asked for.
    const again = await counter.act(begun, "retry")
    expect(again.data.sale).toMatchObject({ state: "sent_to_reader", attempts: 2, reason: null })
    await counter.untilAsked()
    await suite.sandbox.control.sendWebhook(intentOf().id, "payment.failed")
    await inboxIsDone(suite)
    expect(await counter.read(begun)).toMatchObject({ state: "sent_to_reader" })
    await counter.card("tap")
    await counter.until(begun, "handed_over")
    expect(intentOf()).toMatchObject({ status: "succeeded" })
    expect(await orders()).toHaveLength(1)
    expect(await openAttention(suite)).toEqual([])
  })

  it("stops at the reader, and leaves neither money nor draft behind (W25)", async () => {
    const counter = await Counter.open(suite)
    const begun = await counter.begin()
    await counter.untilAsked()
    const { status, data } = await counter.act(begun, "cancel")
    expect([status, data.sale]).toMatchObject([
      200,
      { state: "canceled", reason: "canceled_by_clerk" },
    ])
    expect(intentOf().status).toBe("canceled")
    await counter.cleaned(begun)
    await nothingSold(counter)
    expect((await counter.act(begun, "cancel")).status).toBe(200)
    expect((await counter.act(begun, "retry")).status).toBe(409)
    const next = await counter.begin()
    await counter.act(next, "cancel")
  })

  it("gives the money free when the last piece was sold between basket and card", async () => {
    const counter = await Counter.open(suite)
    const begun = await counter.begin()
    await counter.setStock(1)
    await counter.card("tap")
    const ended = await counter.until(begun, "canceled")
    expect(ended).toMatchObject({ reason: "sold_out", order_id: null, is_cancel_requested: false })
    expect(intentOf()).toMatchObject({ status: "canceled" })
    await counter.cleaned(begun)
    expect(await orders()).toEqual([])
    expect(await drafts()).toEqual([])
  })

  it("charges nothing for a basket that is sold out, changed its price, or does not exist", async () => {
    const counter = await Counter.open(suite)
    const { tea, teapot } = suite.shop.seeded.variants
    const soldOut = await counter.charge({
      items: [
        { variant_id: tea, quantity: 1 },
        { variant_id: teapot, quantity: 11 },
      ],
    })
    expect([soldOut.status, soldOut.data.message]).toEqual([
      400,
      expect.stringContaining("Theepot"),
    ])
    expect(soldOut.data).toMatchObject({ code: "sold_out", details: { articles: ["Theepot"] } })
    const otherPrice = await counter.charge({ expected_total: 1999 })
    expect([otherPrice.status, otherPrice.data.message]).toEqual([
      409,
      expect.stringContaining("20.00 EUR, not 19.99 EUR"),
    ])
    expect(otherPrice.data).toMatchObject({
      code: "total_differs",
      details: {
        total: 2000,
        currency_code: "eur",
        items: [{ variant_id: tea, title: "Thee", quantity: 2, unit_amount: 1000, total: 2000 }],
      },
    })
    const unknown = await counter.charge({ items: [{ variant_id: "variant_gone", quantity: 1 }] })
    expect(unknown.status).toBe(400)
    const twice = { variant_id: tea, quantity: 1 }
    expect((await counter.charge({ items: [twice, twice] })).status).toBe(400)
    expect((await counter.charge({ expected_total: 20.5 })).status).toBe(400)
    expect((await counter.charge({ reader_id: "wptr_none" })).status).toBe(404)
    await nothingSold(counter)
    expect(suite.sandbox.calls).toEqual([])
    expect((await suite.shop.tryAdminGet("/admin/wolffpay/terminal/sales")).data.count).toBe(0)
  })

  it("takes discounts off lines and off the sale, VAT included, to the cent", async () => {
    const counter = await Counter.open(suite)
    const { tea, teapot } = suite.shop.seeded.variants
    const begun = await counter.begin({
      items: [
        { variant_id: tea, quantity: 3, discount_amount: 100 },
        { variant_id: teapot, quantity: 1 },
      ],
      discount_amount: 333,
      expected_total: 3000 - 100 + 2495 - 333,
    })
    expect(begun.items.map(({ total }) => total).reduce((a, b) => a + b)).toBe(5062)
    expect(begun.items).toEqual(
      expect.arrayContaining([
        expect.objectContaining({
          title: "Thee",
          unit_amount: 1000,
          discount_amount: 279,
          total: 2721,
        }),
        expect.objectContaining({ title: "Theepot", discount_amount: 154, total: 2341 }),
      ])
    )
    await counter.card("tap")
    const sold = await counter.until(begun, "handed_over")
    const order = await suite.shop.readOrderById(String(sold.order_id))
    expect(order.total).toBeCloseTo(50.62, 6)
    expect(order.payment_status).toBe("captured")
    expect(intentOf()).toMatchObject({ amount: 5062 })
  })

  it("pays what an order still owes, and hands nothing over", async () => {
    const counter = await Counter.open(suite)
    const order = await counter.unpaidOrder()
    const wrong = await counter.charge({ order_id: order.id, expected_total: 100 })
    expect(wrong.status).toBe(409)
    // A customer who walks away leaves nothing in the way of the next try.
    const left = await counter.begin({ order_id: order.id, expected_total: 1000 })
    await counter.act(left, "cancel")
    await counter.cleaned(left)
    const begun = await counter.begin({ order_id: order.id, expected_total: 1000 })
    // What pays an order is for none of its lines, and has no VAT of its own.
    expect(begun).toMatchObject({
      order_id: order.id,
      amount: 1000,
      pays_order: true,
      is_paid: false,
      items: [],
      tax: [],
    })
    await counter.card("tap")
    const paid = await counter.until(begun, "captured")
    expect(paid).toMatchObject({ is_open: false, is_paid: true })
    const { data } = await suite.shop.tryAdminGet(
      `/admin/wolffpay/terminal/sales/${paid.id}/receipt`
    )
    expect(data.receipt).toMatchObject({
      sale: { items: [], tax: [], order_display_id: expect.any(Number) },
      payment: { paid_amount: 1000 },
    })
    const after = await suite.shop.readOrderById(order.id)
    expect(after).toMatchObject({ status: "pending", payment_status: "captured" })
    const again = await counter.charge({ order_id: order.id, expected_total: 1000 })
    expect([again.status, again.data.message]).toEqual([
      409,
      expect.stringContaining("paid already"),
    ])
  })

  it("answers a waiting till as soon as the sale has changed, without a call to WolffPay", async () => {
    const counter = await Counter.open(suite)
    const begun = await counter.begin()
    await counter.untilAsked()
    const { version } = await counter.read(begun)
    const calls = suite.sandbox.calls.length
    const waiting = counter.newer(begun, version)
    const first = await Promise.race([waiting, new Promise((wake) => setTimeout(wake, 1_500))])
    expect(first).toBeUndefined()
    expect(suite.sandbox.calls).toHaveLength(calls)
    await counter.card("decline")
    expect(await waiting).toMatchObject({ state: "declined" })
    const listed = await suite.shop.tryAdminGet(
      "/admin/wolffpay/terminal/sales?state=declined&q=thee"
    )
    expect(listed.data).toMatchObject({ count: 1, sales: [{ id: begun.id }] })
    const found = async (q: string) =>
      (await suite.shop.tryAdminGet(`/admin/wolffpay/terminal/sales?q=${q}`)).data.count
    const { order_display_id: number } = (await pluginOf(suite).sales.byId(begun.id)) ?? {}
    expect([await found("tea"), await found(`%23${number}`), await found(String(number))]).toEqual([
      1, 1, 1,
    ])
    // The rest of a line, part of a number: neither is what anybody looks for.
    const noise = ["%25nothing", "unit_amount", "1000", `${number}0`]
    expect(await Promise.all(noise.map(found))).toEqual([0, 0, 0, 0])
    expect(
      (await suite.shop.tryAdminGet("/admin/wolffpay/terminal/sales/wpsale_none")).status
    ).toBe(404)
    expect(
      (
        await suite.api.get(`/admin/wolffpay/terminal/sales/${begun.id}`, {
          validateStatus: () => true,
        })
      ).status
    ).toBe(401)
  })
}
