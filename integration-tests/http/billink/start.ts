import { Modules } from "@medusajs/framework/utils"
import { BILLINK, billinkPurchasesOf, type BillinkSuite } from "../../support/billink-shop"
import { pluginOf } from "../../support/paid-order"
import { WOLFFPAY } from "../../support/shop"

const STATUS = "/v2/session/status"

export function startWithBillink(suite: BillinkSuite) {
  const billink = billinkPurchasesOf(suite)
  const { accepted, attentions, books, calls, checkout, inboxClosed, settled } = billink

  const looks = () => calls().filter((path) => path === STATUS).length
  const failStart = () =>
    suite.billink.control.addFaults({
      kind: "status",
      status: 500,
      path: "/v2/session/create",
      times: 1,
    })

  afterEach(() => jest.restoreAllMocks())

  it("starts no more than five sessions of one cart in a minute (R19)", async () => {
    const cart = await suite.shop.readyCart()
    const { id } = await suite.shop.createPaymentCollection(cart.id)
    const statuses = []
    for (let n = 0; n < 6; n += 1) {
      statuses.push((await suite.shop.tryStartPaymentSession(id, BILLINK)).status)
    }
    expect(statuses).toEqual([200, 200, 200, 200, 200, 429])
  })

  it("starts no more than so many from one address in a minute, whatever their carts (R19)", async () => {
    jest.replaceProperty(pluginOf(suite).billink.options, "sessionsPerAddressPerMinute", 2)
    const collections: string[] = []
    for (let n = 0; n < 4; n += 1) {
      const cart = await suite.shop.readyCart()
      collections.push((await suite.shop.createPaymentCollection(cart.id)).id)
    }
    const answers = await Promise.all(
      collections.map((id) => suite.shop.tryStartPaymentSession(id, BILLINK))
    )
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 200, 429, 429])
    const refused = answers.find(({ status }) => status === 429)
    expect(refused?.data).toMatchObject({
      type: "too_many_requests",
      code: "too_many_attempts",
      message: expect.stringContaining("te vaak"),
    })
    expect(calls()).toHaveLength(2)
  })

  it("can be tried again when Billink refuses to start", async () => {
    const cart = await suite.shop.readyCart()
    await failStart()
    const { id } = await suite.shop.createPaymentCollection(cart.id)
    expect((await suite.shop.tryStartPaymentSession(id, BILLINK)).status).toBe(500)
    const [attempt] = await books.sql<{ state: string }>(
      "SELECT state FROM wolffpay_billink_invoice WHERE cart_id = ?",
      [cart.id]
    )
    expect(attempt?.state).toBe("lost")
    expect((await accepted(cart.id)).order.payment_status).toBe("authorized")
  })

  it("refuses a change of an accepted cart whose webhook is lost, although Billink is slow (R13)", async () => {
    const { cartId, number } = await checkout()
    await suite.billink.control.addFaults([
      { kind: "lose", times: "always" },
      { kind: "slow", ms: 1900, path: STATUS, times: "always" },
    ])
    await suite.billink.control.accept(number)
    const changed = await suite.shop.addItem(cartId, "teapot")
    expect([changed.status, changed.data.message]).toEqual([
      400,
      expect.stringContaining("al met Billink betaald"),
    ])
    await settled(number)
    expect((await suite.shop.readOrder(cartId))?.total).toBe(15)
  })

  it("tells the shopper of an acceptance that became no order what has happened", async () => {
    const { cartId, number } = await checkout()
    await suite.shop.tryPost(`/store/carts/${cartId}`, {
      shipping_address: {
        first_name: "Piet",
        last_name: "Anders",
        address_1: "Kerkweg 7",
        postal_code: "3511 AB",
        city: "Utrecht",
        country_code: "nl",
        phone: "+31687654321",
      },
    })
    await suite.billink.control.accept(number)
    await settled(number)
    expect(await attentions()).toEqual(["billink_cart_changed"])
    const { id } = await suite.shop.createPaymentCollection(cartId)
    for (const provider of [BILLINK, WOLFFPAY]) {
      const started = await suite.shop.tryStartPaymentSession(id, provider)
      expect([started.status, started.data.message]).toEqual([
        400,
        expect.stringContaining("kon niet worden geplaatst"),
      ])
    }
  })

  it("asks Billink once in a run while it is away, and the other sessions are due at once when it is back", async () => {
    const carts = [await checkout(), await checkout(), await checkout()]
    await suite.billink.control.addFaults([
      { kind: "lose", times: "always" },
      { kind: "drop_before", path: STATUS, times: "always" },
    ])
    for (const { number } of carts) {
      await suite.billink.control.accept(number)
    }
    const { client } = pluginOf(suite).billink
    const asked = jest.spyOn(client, "sessionStatus")
    await billink.jobAfter(3)
    expect(asked).toHaveBeenCalledTimes(1)
    await suite.billink.control.clearFaults()
    await books.reconcile()
    expect(asked).toHaveBeenCalledTimes(3)
  })

  it("asks after two minutes, each five minutes for 75, then hourly, as long as it is undecided", async () => {
    const { number } = await checkout()
    const secondsToNextLook = () => billink.secondsToNextLook(number)
    const expectAbout = (seconds: number, minutes: number) => {
      expect(seconds).toBeLessThanOrEqual(minutes * 60)
      expect(seconds).toBeGreaterThan(minutes * 60 - 45)
    }
    expectAbout(await secondsToNextLook(), 2)
    await billink.jobAfter(1)
    expect(looks()).toBe(0)
    await billink.jobAfter(2)
    expect(looks()).toBe(1)
    expectAbout(await secondsToNextLook(), 5)
    await billink.jobAfter(70)
    expect(looks()).toBe(2)
    expectAbout(await secondsToNextLook(), 5)
    await billink.jobAfter(6)
    expect(looks()).toBe(3)
    expectAbout(await secondsToNextLook(), 60)
    await billink.jobAfter(60)
    expect(looks()).toBe(4)
    expectAbout(await secondsToNextLook(), 60)
    expect(await attentions()).toEqual([])
  })

  it("leaves an acceptance whose cart is deleted to a person, who may have it credited", async () => {
    const { cartId, number } = await checkout()
    await suite.container.resolve(Modules.CART).deleteCarts([cartId])
    await suite.billink.control.accept(number)
    await settled(number)
    expect(await suite.shop.orderIds(cartId)).toEqual([])
    expect(await attentions()).toEqual(["billink_cart_changed"])
    const command = `/admin/wolffpay/billink/invoices/${number}/credit`
    expect((await suite.shop.tryAdminPost(command, {})).status).toBe(200)
    expect(billink.ledger(number).credited).toBe(1500)
    expect(await attentions()).toEqual([])
    expect((await suite.shop.tryAdminPost(command, {})).status).toBe(400)
  })

  it("leaves it to the job when Billink is away for longer than a webhook is tried", async () => {
    const { cartId, number } = await checkout()
    await suite.billink.control.addFaults({
      kind: "drop_before",
      path: STATUS,
      times: "always",
    })
    await suite.billink.control.accept(number)
    await suite.billink.control.webhooksIdle()
    await books.sql("UPDATE wolffpay_webhook_event SET attempts = 20 WHERE state = 'received'")
    const rows = await inboxClosed()
    expect(rows.map(({ state, outcome }) => [state, outcome])).toContainEqual([
      "done",
      "left to the job",
    ])
    expect(await attentions()).toEqual([])
    await suite.billink.control.clearFaults()
    await billink.jobAfter(6)
    await settled(number)
    expect(await suite.shop.orderIds(cartId)).toHaveLength(1)
    expect(looks()).toBeGreaterThan(1)
  })

  it("leaves no credit to the job, which looks at none: a person is called", async () => {
    const { cartId, number } = await checkout()
    await suite.billink.control.addFaults([
      { kind: "drop_before", path: STATUS, times: "always" },
      { kind: "lose", times: "always" },
    ])
    await suite.billink.control.accept(number)
    await suite.billink.control.clearFaults()
    await suite.billink.control.addFaults({ kind: "drop_before", path: STATUS, times: "always" })
    await suite.billink.control.forge({
      kind: "order",
      event: "partial_credit_added",
      invoiceNumber: number,
      billinkNumber: String((await billink.row(number)).billink_number),
    })
    await suite.billink.control.webhooksIdle()
    await books.sql("UPDATE wolffpay_webhook_event SET attempts = 20 WHERE state = 'received'")
    const rows = await inboxClosed()
    expect(rows.map(({ state }) => state)).toEqual(["attention"])
    const [attention] = await books.attentions()
    expect(attention).toMatchObject({
      reason: "event_not_processed",
      subject: (await billink.row(number)).billink_number,
      what_to_do: expect.stringContaining("Billink"),
    })
    await suite.billink.control.clearFaults()
    await billink.jobAfter(6)
    await settled(number)
    expect(await suite.shop.orderIds(cartId)).toHaveLength(1)
    expect(await attentions()).toEqual(["event_not_processed"])
  })
}
