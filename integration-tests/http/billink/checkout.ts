import { Modules } from "@medusajs/framework/utils"
import {
  BILLINK,
  billinkPurchasesOf,
  type BillinkSuite,
  STOREFRONT,
} from "../../support/billink-shop"
import { pluginOf } from "../../support/paid-order"
import { WOLFFPAY } from "../../support/shop"
import { setStock } from "../../support/stock"

const SOMEBODY_ELSE = {
  first_name: "Piet",
  last_name: "Anders",
  address_1: "Kerkweg 7",
  postal_code: "3511 AB",
  city: "Utrecht",
  country_code: "nl",
  phone: "+31687654321",
}

export function checkoutWithBillink(suite: BillinkSuite) {
  const billink = billinkPurchasesOf(suite)
  const { accepted, attentions, calls, checkout, comeBack, ledger, row, settled } = billink
  const result = async (number: string) => {
    const { status, headers } = await comeBack(number)
    return [status, new URL(headers.location).searchParams.get("billink")]
  }
  const creditByCommand = (number: string, body: object = {}) =>
    suite.shop.tryAdminPost(`/admin/wolffpay/billink/invoices/${number}/credit`, body)

  afterEach(() => jest.restoreAllMocks())

  it("gives the storefront what it may read, and nothing else (contract 2)", async () => {
    const cart = await suite.shop.readyCart()
    const session = await suite.shop.startPaymentSession(cart.id, BILLINK, {
      sessionId: "of a browser",
      evil: true,
    })
    expect(session.data).toEqual({
      sessionUrl: expect.stringContaining(suite.billink.url),
      sessionId: expect.any(String),
      invoiceNumber: expect.stringMatching(/^[A-Z0-9]+$/),
      expiresAt: expect.stringMatching(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/),
      status: "session_active",
    })
    expect(session.status).toBe("pending")
  })

  it("becomes one order by the webhook alone: a call to create and one to ask", async () => {
    const { number, order } = await accepted()
    expect(order.payment_status).toBe("authorized")
    expect(order.captures).toEqual([])
    expect(ledger(number).authorised).toBe(1500)
    expect(order.metadata).toMatchObject({ billink_invoice_number: ledger(number).billinkNumber })
    expect(order.metadata).not.toHaveProperty("wolffpay_test_payment")
    expect(calls()).toEqual(["/v2/session/create", "/v2/session/status"])
  })

  it("is marked as a test while the account is Billink's staging (R18)", async () => {
    jest.replaceProperty(pluginOf(suite).billink.options, "environment", "staging")
    const { order } = await accepted()
    expect(order.metadata).toMatchObject({ wolffpay_test_payment: true })
  })

  it("becomes one order when webhooks, the shopper and the job come at once (R1)", async () => {
    const { cartId, number } = await checkout()
    await suite.billink.control.addFaults({ kind: "duplicate", count: 4, times: "always" })
    await suite.billink.control.accept(number)
    await Promise.all([
      comeBack(number),
      suite.shop.completeCart(cartId),
      suite.shop.completeCart(cartId),
      billink.jobAfter(3),
      comeBack(number),
    ])
    await settled(number)
    expect(await suite.shop.orderIds(cartId)).toHaveLength(1)
    expect((await suite.shop.readOrder(cartId))?.payments).toHaveLength(1)
    expect(await attentions()).toEqual([])
  })

  it("sends the shopper back to the storefront with what Billink says", async () => {
    const { cartId, number } = await checkout()
    const pending = await comeBack(number)
    expect(pending.status).toBe(303)
    expect(pending.headers.location).toBe(`${STOREFRONT}?cart_id=${cartId}&billink=pending`)
    await suite.billink.control.accept(number)
    const later = await comeBack(number)
    expect(later.headers.location).toBe(`${STOREFRONT}?cart_id=${cartId}&billink=accepted`)
    await settled(number)
  })

  it.each([
    ["cancel", "cancelled", "geannuleerd"],
    ["fail", "failed", "niet gelukt"],
    ["expire", "expired", "verlopen"],
  ] as const)(
    "says so when the session ends by %s, and can be tried again",
    async (end, told, word) => {
      const { cartId, number, session } = await checkout()
      await suite.billink.control[end](number)
      expect(await result(number)).toEqual([303, told])
      await settled(number)
      const payments = suite.container.resolve(Modules.PAYMENT)
      expect((await payments.retrievePaymentSession(session.id)).data).toEqual({
        ...session.data,
        status: suite.billink.control.session(number).status,
      })
      const { data } = await suite.shop.completeCart(cartId)
      expect(data).toMatchObject({
        type: "cart",
        error: { message: expect.stringContaining(word) },
      })
      const again = await accepted(cartId)
      expect(again.number).not.toBe(number)
      expect(again.order.payment_status).toBe("authorized")
    }
  )

  it("tells pending when Billink cannot be reached, and goes nowhere but to the storefront", async () => {
    const { number } = await checkout()
    await suite.billink.control.addFaults({
      kind: "drop_before",
      path: "/v2/session/status",
      times: "always",
    })
    expect(await result(number)).toEqual([303, "pending"])
    const stranger = await suite.api.get(
      "/hooks/billink/return?session=nobody&next=https://evil.example.com",
      { maxRedirects: 0, validateStatus: () => true }
    )
    expect([stranger.status, stranger.headers.location]).toEqual([
      303,
      `${STOREFRONT}?billink=failed`,
    ])
  })

  it("places no order on the shopper's word alone", async () => {
    const { cartId } = await checkout()
    const { data } = await suite.shop.completeCart(cartId)
    expect(data).toMatchObject({ type: "cart", error: { type: "payment_requires_more_error" } })
    expect(await suite.shop.orderIds(cartId)).toEqual([])
  })

  it("names everything that a cart lacks, by Medusa's names and in a sentence (contract 2)", async () => {
    const cart = await suite.shop.readyCart()
    const incomplete = { ...SOMEBODY_ELSE, last_name: "", phone: "", address_1: "Kerkweg" }
    const addresses = { shipping_address: incomplete, billing_address: incomplete }
    await suite.shop.tryPost(`/store/carts/${cart.id}`, addresses)
    const { id } = await suite.shop.createPaymentCollection(cart.id)
    const refused = await suite.shop.tryStartPaymentSession(id, BILLINK)
    expect(refused.status).toBe(400)
    expect(refused.data.type).toBe("invalid_data")
    expect(refused.data.message).toMatch(/^(?=.*last_name)(?=.*phone)(?=.*address_1).*: .*Vul/)
    expect(calls()).toEqual([])
  })

  it("bills a company as one (B2B)", async () => {
    const cart = await suite.shop.readyCart()
    const company = { ...SOMEBODY_ELSE, company: "Thee & Co" }
    await suite.shop.tryPost(`/store/carts/${cart.id}`, {
      shipping_address: company,
      billing_address: company,
    })
    const { number, order } = await accepted(cart.id)
    expect(suite.billink.control.session(number).customer).toMatchObject({
      type: "b",
      company: "Thee & Co",
    })
    expect(order.payment_status).toBe("authorized")
  })

  it("keeps an accepted cart as it is, and places its order (contract 4.11)", async () => {
    const { cartId, number } = await checkout()
    await suite.billink.control.addFaults({ kind: "lose", times: "always" })
    await suite.billink.control.accept(number)
    const changed = await suite.shop.addItem(cartId, "teapot")
    expect(changed.status).toBe(400)
    expect(changed.data.message).toContain("al met Billink betaald")
    const { id: collectionId } = await suite.shop.createPaymentCollection(cartId)
    const started = await suite.shop.tryStartPaymentSession(collectionId, WOLFFPAY)
    expect([started.status, started.data.message]).toEqual([
      400,
      expect.stringContaining("al met Billink betaald"),
    ])
    await settled(number)
    expect((await suite.shop.readOrder(cartId))?.total).toBe(15)
  })

  it("gives no order to a cart that was changed under an accepted invoice; a person may have it credited", async () => {
    const { cartId, number } = await checkout()
    await suite.shop.tryPost(`/store/carts/${cartId}`, { shipping_address: SOMEBODY_ELSE })
    const { status, data } = await suite.shop.completeCart(cartId)
    expect([status, (data as { message?: string }).message]).toEqual([
      400,
      expect.stringContaining("veranderd"),
    ])
    await suite.billink.control.accept(number)
    await settled(number)
    expect(await suite.shop.orderIds(cartId)).toEqual([])
    expect(await attentions()).toEqual(["billink_cart_changed"])
    expect((await creditByCommand(number)).status).toBe(200)
    expect(ledger(number).credited).toBe(1500)
    expect(await attentions()).toEqual([])
    expect((await creditByCommand(number)).status).toBe(400)
    expect(ledger(number).credited).toBe(1500)
  })

  it("becomes an order although the shopper changes the language meanwhile", async () => {
    const { cartId, number } = await checkout()
    const carts = suite.container.resolve(Modules.CART)
    const { items } = await carts.retrieveCart(cartId, { relations: ["items"] })
    await carts.updateLineItems(
      (items ?? []).map(({ id }) => ({ id, product_title: "Tea, in another language" }))
    )
    await carts.updateCarts([{ id: cartId, locale: "en" }])
    await suite.billink.control.accept(number)
    await settled(number)
    expect(await suite.shop.orderIds(cartId)).toHaveLength(1)
    expect(await attentions()).toEqual([])
  })

  it("tells the shopper of an accepted cart that is sold out to ask again, and is placed when there is stock", async () => {
    const { cartId, number } = await checkout()
    await setStock(suite, 0)
    const pending = await suite.shop.completeCart(cartId)
    expect(pending.status).toBe(400)
    await suite.billink.control.addFaults({ kind: "lose", times: "always" })
    await suite.billink.control.accept(number)
    const { id } = await row(number)
    await pluginOf(suite).invoices.advance(id, "accepted", "order_created")
    const { status, data } = await suite.shop.completeCart(cartId)
    expect([status, (data as { message?: string }).message]).toEqual([
      409,
      expect.stringContaining("being placed"),
    ])
    await setStock(suite, 100)
    await billink.jobAfter(2)
    await settled(number)
    expect(await suite.shop.orderIds(cartId)).toHaveLength(1)
  })

  it("leaves an acceptance of a session that was given up to a person, who may have it credited", async () => {
    const { cartId, number } = await checkout()
    const newer = await checkout(cartId)
    expect(newer.number).not.toBe(number)
    await suite.billink.control.accept(number)
    await settled(number)
    expect(await suite.shop.orderIds(cartId)).toEqual([])
    expect(await attentions()).toEqual(["billink_session_gone"])
    expect((await creditByCommand(number)).status).toBe(200)
    expect(ledger(number).credited).toBe(1500)
    expect(await attentions()).toEqual([])
    await suite.billink.control.accept(newer.number)
    await settled(newer.number)
    expect(await suite.shop.orderIds(cartId)).toHaveLength(1)
  })

  it("is placed by the job when every webhook is lost, within minutes", async () => {
    const { cartId, number } = await checkout()
    await suite.billink.control.addFaults({ kind: "lose", times: "always" })
    await suite.billink.control.accept(number)
    await billink.jobAfter(1)
    expect(await suite.shop.orderIds(cartId)).toEqual([])
    await billink.jobAfter(2)
    await settled(number)
    expect(await suite.shop.orderIds(cartId)).toHaveLength(1)
  })

  it("survives three days of silence at Billink, and then calls a person", async () => {
    const { cartId, number } = await checkout()
    await suite.billink.control.addFaults([
      { kind: "lose", times: "always" },
      { kind: "status", status: 503, path: "/v2/session/status", times: "always" },
    ])
    await suite.billink.control.accept(number)
    await billink.jobAfter(70)
    await billink.jobAfter(60 * 69)
    expect(await attentions()).toEqual([])
    await suite.billink.control.clearFaults()
    await billink.jobAfter(61)
    expect(await suite.shop.orderIds(cartId)).toHaveLength(1)

    const lost = await checkout()
    await suite.billink.control.addFaults({
      kind: "status",
      status: 503,
      path: "/v2/session/status",
      times: "always",
    })
    await billink.jobAfter(60 * 73)
    expect(await attentions()).toEqual(["billink_undecided"])
    expect((await row(lost.number)).next_check_at).toBeNull()
  })
}
