import { Counter } from "../../support/counter"
import { openAttention, pluginOf, runJob } from "../../support/paid-order"
import type { ShopSuite } from "../../support/runner"
import { one } from "../../support/one"
import { waitUntil } from "../../support/wait"

const TERMINAL = "/api/v1/payments/terminal"

export function strangersAtTheCounter(suite: ShopSuite) {
  const intentOf = () => one(suite.sandbox.payments)

  it("leaves an order that was made of the draft by hand unpaid, and calls a person (R23)", async () => {
    const counter = await Counter.open(suite)
    const begun = await counter.begin()
    await counter.untilAsked()
    const { order_id } = (await pluginOf(suite).sales.byId(begun.id)) ?? {}
    const converted = await suite.shop.tryAdminPost(
      `/admin/draft-orders/${order_id}/convert-to-order`,
      {}
    )
    expect(converted.status).toBe(200)
    expect((await counter.act(begun, "cancel")).data.sale).toMatchObject({ state: "canceled" })
    await counter.cleaned(begun)
    expect(await counter.read(begun)).toMatchObject({
      state: "canceled",
      reason: "order_placed_elsewhere",
      order_id,
    })
    expect(intentOf()).toMatchObject({ status: "canceled" })
    expect(await openAttention(suite)).toMatchObject([{ reason: "sale_order_unpaid", order_id }])
    await runJob(suite)
    expect(await openAttention(suite)).toHaveLength(1)
    const paying = await counter.begin({ order_id, expected_total: 2000 })
    await counter.card("tap")
    await counter.until(paying, "captured")
    await runJob(suite)
    expect(await openAttention(suite)).toEqual([])
    // What WolffPay tells late of the first payment calls nobody again.
    await pluginOf(suite).sales.wake(begun.id)
    await runJob(suite)
    await counter.cleaned(begun)
    expect(await counter.read(begun)).toMatchObject({ reason: "order_placed_elsewhere" })
    expect(await openAttention(suite)).toEqual([])
  })

  it("needs nobody for such an order once it is cancelled", async () => {
    const counter = await Counter.open(suite)
    const begun = await counter.begin()
    await counter.untilAsked()
    const { order_id } = (await pluginOf(suite).sales.byId(begun.id)) ?? {}
    await suite.shop.tryAdminPost(`/admin/draft-orders/${order_id}/convert-to-order`, {})
    await counter.act(begun, "cancel")
    await counter.cleaned(begun)
    expect(await openAttention(suite)).toMatchObject([{ reason: "sale_order_unpaid" }])
    const canceled = await suite.shop.tryAdminPost(`/admin/orders/${order_id}/cancel`, {})
    expect(canceled.status).toBe(200)
    await runJob(suite)
    expect(await openAttention(suite)).toEqual([])
  })

  it("sweeps up once behind a sale that was given up and then captured in the dashboard", async () => {
    const counter = await Counter.open(suite)
    const { control } = suite.sandbox
    const begun = await counter.begin()
    await counter.card("decline")
    await counter.until(begun, "declined")
    await control.addFaults({ kind: "lose", times: 9 })
    await counter.cardOf(intentOf().id, "tap")
    await control.capture(intentOf().id)
    await control.addFaults({ kind: "status", status: 503, path: TERMINAL, times: 50 })
    await counter.act(begun, "cancel")
    await counter.until(begun, "canceled")
    await counter.cleaned(begun)
    expect((await suite.shop.tryAdminGet("/admin/draft-orders")).data.draft_orders).toEqual([])
    await waitUntil("a person is called", async () => (await openAttention(suite)).length > 0)
    expect(await openAttention(suite)).toMatchObject([{ reason: "paid_session_gone" }])
  })

  it("gives the card free when the draft was changed between the basket and the card (R4)", async () => {
    const counter = await Counter.open(suite)
    const begun = await counter.begin()
    await counter.untilAsked()
    const { order_id } = (await pluginOf(suite).sales.byId(begun.id)) ?? {}
    const edit = `/admin/draft-orders/${order_id}/edit`
    const items = [{ variant_id: suite.shop.seeded.variants.teapot, quantity: 1 }]
    for (const [path, body] of [
      [edit, {}],
      [`${edit}/items`, { items }],
      [`${edit}/confirm`, {}],
    ] as const) {
      expect(await suite.shop.tryAdminPost(path, body)).toMatchObject({ status: 200 })
    }
    await counter.card("tap")
    const ended = await counter.until(begun, "canceled", "handed_over", "needs_attention")
    expect(ended).toMatchObject({ state: "canceled", reason: "amount_differs", order_id: null })
    await counter.cleaned(begun)
    expect(intentOf()).toMatchObject({ status: "canceled", amount: 2000 })
    expect((await suite.shop.tryAdminGet("/admin/orders")).data.orders).toEqual([])
    expect((await suite.shop.tryAdminGet("/admin/draft-orders")).data.draft_orders).toEqual([])
    expect(await counter.stock()).toEqual({ shelf: 10, reserved: 0 })
    expect(await openAttention(suite)).toEqual([])
  })

  it("goes on with no payment that WolffPay shows with another amount, and calls a person (R4, R23)", async () => {
    const counter = await Counter.open(suite)
    const { client } = pluginOf(suite).wolffPay
    const begun = await counter.begin()
    await counter.card("decline")
    await counter.until(begun, "declined")
    const getPayment = client.getPayment.bind(client)
    jest.spyOn(client, "getPayment").mockImplementation(async (...args) => {
      const payment = await getPayment(...args)
      return { ...payment, amount: payment.amount + 1 }
    })
    expect((await counter.act(begun, "retry")).data.sale).toMatchObject({
      state: "needs_attention",
      reason: "amount_differs",
      attempts: 1,
      is_paid: false,
    })
    expect(await openAttention(suite)).toMatchObject([
      { reason: "amount_mismatch", amount_wolffpay: 2001 },
    ])
    expect(suite.sandbox.control.state().readers[0]?.waitingFor ?? null).toBeNull()
    expect(intentOf().status).not.toBe("canceled")
  })

  it("lets no sale begin on a reader while it is being tested, and tests none that is held (W25)", async () => {
    const counter = await Counter.open(suite)
    const { client } = pluginOf(suite).wolffPay
    const readers = `/admin/wolffpay/terminal/readers/${counter.readerId}`
    let goOn = () => {}
    const stillness = new Promise<void>((resolve) => (goOn = resolve))
    const stop = client.cancelReaderAction.bind(client)
    const slow = jest
      .spyOn(client, "cancelReaderAction")
      .mockImplementationOnce(async (...args) => {
        await stillness
        return stop(...args)
      })
    const tested = suite.shop.tryAdminPost(`${readers}/check`, {})
    await waitUntil("the test is under way", () => slow.mock.calls.length > 0)
    const asked = counter.charge()
    const early = await Promise.race([asked, new Promise((wake) => setTimeout(wake, 1_500))])
    expect(early).toBeUndefined()
    expect((await suite.shop.tryAdminGet(readers)).data.reader.busy_sale_id).toBeNull()
    goOn()
    expect((await tested).data).toMatchObject({ ok: true })
    const { status, data } = await asked
    expect(status).toBe(201)
    const again = await suite.shop.tryAdminPost(`${readers}/check`, {})
    expect([again.status, again.data]).toMatchObject([
      409,
      { code: "reader_busy", details: { sale_id: data.sale.id } },
    ])
    await counter.card("tap")
    await counter.until(data.sale, "handed_over")
  })
}
