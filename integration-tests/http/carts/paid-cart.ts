import type { AxiosResponse } from "axios"
import { restoreOptions, setOption } from "../../support/plugin-options"
import { promotionCode } from "../../support/promotion"
import { purchasesOf } from "../../support/purchase"
import type { ShopSuite } from "../../support/runner"
import { one } from "../../support/one"
import { MANUAL, WOLFFPAY } from "../../support/shop"
import { setStock } from "../../support/stock"
import { waitUntil } from "../../support/wait"

const PAID = {
  type: "not_allowed",
  code: "cart_already_paid",
  message: "This cart is already paid, so it cannot be changed. The order is being placed.",
}
const ON_ITS_WAY = {
  type: "not_allowed",
  code: "cart_already_paid",
  message: "A payment for this cart is on its way, so it cannot be changed until that is finished.",
}
/** Milliseconds that a dead WolffPay may cost a shopper who changes his cart (R12), and air for a busy machine. */
const PATIENCE = 1500 + 2000

export function paidCart(suite: ShopSuite) {
  const { books, checkout, paidOrder, inboxClosed, orderCount } = purchasesOf(suite)
  afterEach(restoreOptions)

  type Change = (cartId: string) => Promise<AxiosResponse>
  const lineOf = async (cartId: string) => {
    const { data } = await suite.api.get(`/store/carts/${cartId}`, suite.shop.storeHeaders)
    return one<{ id: string }>(data.cart.items).id
  }
  const cartPost = (cartId: string, path: string, body: unknown) =>
    suite.shop.tryPost(`/store/carts/${cartId}${path}`, body)
  const startSession = async (cartId: string, provider: string) => {
    const { id } = await suite.shop.createPaymentCollection(cartId)
    return suite.shop.tryStartPaymentSession(id, provider)
  }
  /** What moves the total or the session: core then gives the payment session up. */
  const CHANGES: Record<string, Change> = {
    "adds an item": (cartId) => suite.shop.addItem(cartId, "teapot"),
    "changes a quantity": async (cartId) =>
      cartPost(cartId, `/line-items/${await lineOf(cartId)}`, { quantity: 3 }),
    "removes a line": async (cartId) =>
      suite.api.delete(`/store/carts/${cartId}/line-items/${await lineOf(cartId)}`, {
        ...suite.shop.storeHeaders,
        validateStatus: () => true,
      }),
    "uses a promotion": async (cartId) =>
      cartPost(cartId, "", { promo_codes: [await promotionCode(suite)] }),
    "starts the payment again": (cartId) => startSession(cartId, WOLFFPAY),
    "chooses another way to pay": (cartId) => startSession(cartId, MANUAL),
  }
  /** What moves neither: it may go through before anybody knows of the payment. */
  const DETAILS: Record<string, Change> = {
    "changes the e-mail address": (cartId) => cartPost(cartId, "", { email: "b@example.com" }),
    "changes the billing address": (cartId) =>
      cartPost(cartId, "", { billing_address: { country_code: "nl", city: "Delft" } }),
  }
  /** What may move the total and does not here: looked at all the same. */
  const PERHAPS: Record<string, Change> = {
    "changes the address": (cartId) =>
      cartPost(cartId, "", { shipping_address: { country_code: "nl", city: "Delft" } }),
    "chooses the shipping method again": (cartId) =>
      cartPost(cartId, "/shipping-methods", { option_id: suite.shop.seeded.shippingOptionId }),
  }
  const CALLS_TO_ANOTHER_SESSION = ["starts the payment again", "chooses another way to pay"]

  it("is refused in words, and the order is placed, when the shopper changes what he has paid (contract 4.11, R13)", async () => {
    for (const [what, change] of Object.entries({ ...CHANGES, ...PERHAPS })) {
      const { cartId, session } = await checkout()
      await suite.sandbox.paySilently(session)
      const answer = await change(cartId)
      expect([what, answer.status, answer.data]).toEqual([what, 400, PAID])
      const order = await paidOrder(cartId)
      expect([what, order.total, one(order.payments).data?.id]).toEqual([what, 15, session.data.id])
    }
    expect(await books.attentions()).toEqual([])
    expect(suite.sandbox.refunds).toEqual([])
  })

  it("is refused as well when WolffPay needs longer than the cart's lock lasts to say that it is paid (contract 4.11, R12, R13)", async () => {
    const { sandbox } = suite
    const slow = { kind: "slow", path: "/api/v1/payments/*", times: "always" } as const
    for (const [what, change] of Object.entries(CHANGES)) {
      const { cartId, session } = await checkout()
      await sandbox.paySilently(session)
      await sandbox.control.addFaults([
        { ...slow, method: "POST", ms: 4000 },
        { ...slow, method: "GET", ms: 700 },
      ])
      const answer = await change(cartId)
      await sandbox.control.clearFaults()
      expect([what, answer.status, answer.data]).toEqual([what, 400, PAID])
      expect((await paidOrder(cartId)).total).toBe(15)
    }
    expect(await books.attentions()).toEqual([])
  })

  it("keeps money and order together when a detail of a paid cart is changed (R4)", async () => {
    for (const [what, change] of Object.entries(DETAILS)) {
      const { cartId, session } = await checkout()
      await suite.sandbox.paySilently(session)
      const answer = await change(cartId)
      expect([what, answer.status]).toEqual([what, 200])
      await books.reconcileAfter(2)
      expect((await paidOrder(cartId)).total).toBe(15)
    }
    expect(await books.attentions()).toEqual([])
  })

  it("refuses every change of a cart that is known to be paid, until the order is placed", async () => {
    const { shop, sandbox } = suite
    const { cartId, session } = await checkout()
    await setStock(suite, 0)
    await sandbox.pay(session)
    await waitUntil("the order was tried", async () => one(await books.inbox()).last_error)
    const calls = sandbox.calls.length
    for (const [what, change] of Object.entries({ ...CHANGES, ...PERHAPS, ...DETAILS })) {
      const answer = await change(cartId)
      expect([what, answer.status, answer.data]).toEqual([what, 400, PAID])
    }
    expect(sandbox.calls).toHaveLength(calls)
    // A try that is under way links an order for a moment, until core has undone it.
    await waitUntil("no order is left", async () => (await shop.orderIds(cartId)).length === 0)
    await setStock(suite, 50)
    await books.reconcileAfter(2)
    expect((await paidOrder(cartId)).total).toBe(15)
  })

  it("is refused while a debit is on its way, which then becomes the order (R6, R13)", async () => {
    const carts = []
    for (const [what, change] of Object.entries(CHANGES)) {
      const { cartId, session } = await checkout()
      await suite.sandbox.pay(session, { method: "sepa_debit", outcome: "process" })
      const answer = await change(cartId)
      expect([what, answer.status, answer.data]).toEqual([what, 400, ON_ITS_WAY])
      const completion = await suite.shop.completeCart(cartId)
      expect(completion.data).toMatchObject({
        type: "cart",
        error: { message: expect.stringContaining("no need to pay again") },
      })
      carts.push({ cartId, session })
    }
    expect(await orderCount()).toBe(0)
    for (const { cartId, session } of carts) {
      await suite.sandbox.control.succeed(String(session.data.id))
      expect((await paidOrder(cartId)).total).toBe(15)
    }
    await inboxClosed(carts.length)
    expect(await books.attentions()).toEqual([])
  })

  it.each(["automatic", "manual"])(
    "may be changed while nothing is captured (%s): the intent is voided",
    async (captureMethod) => {
      const { sandbox } = suite
      setOption(suite, "captureMethod", captureMethod)
      for (const [what, change] of Object.entries(CHANGES)) {
        const { cartId, session } = await checkout()
        if (captureMethod === "manual") {
          await sandbox.pay(session)
          expect(sandbox.paymentOf(session).status).toBe("requires_capture")
        }
        const answer = await change(cartId)
        expect([what, answer.status]).toEqual([what, 200])
        expect([what, sandbox.paymentOf(session).status]).toEqual([what, "canceled"])
        if (!CALLS_TO_ANOTHER_SESSION.includes(what) && what !== "removes a line") {
          const again = await checkout(cartId)
          expect(sandbox.paymentOf(again.session).amount).not.toBe(1500)
        }
      }
      expect(await orderCount()).toBe(0)
      expect(await books.attentions()).toEqual([])
    }
  )

  it("waits for a dead or slow WolffPay at most a moment, and the job voids the intent later (R12)", async () => {
    const { sandbox, shop } = suite
    const took = async (cartId: string) => {
      const startedAt = Date.now()
      expect((await shop.addItem(cartId, "teapot")).status).toBe(200)
      return Date.now() - startedAt
    }
    const faults = [
      { kind: "slow", action: "cancel", ms: 15_000, times: "always" },
      { kind: "drop_before", action: "cancel", times: "always" },
      { kind: "status", action: "cancel", status: 503, times: "always" },
      { kind: "status", action: "cancel", status: 429, retryAfter: 20, times: "always" },
    ] as const
    for (const fault of faults) {
      const { cartId, session } = await checkout()
      const usual = await took((await shop.readyCart()).id)
      await sandbox.control.addFaults(fault)
      const extra = (await took(cartId)) - usual
      const tries = sandbox.calls.filter(
        (call) => call === `POST /api/v1/payments/${String(session.data.id)}`
      )
      expect([fault.kind, tries.length, extra < PATIENCE]).toEqual([fault.kind, 1, true])
      await sandbox.control.clearFaults()
    }
  })

  it("leaves the void to the job when WolffPay could not be reached", async () => {
    const { sandbox, shop } = suite
    const { cartId, session } = await checkout()
    await sandbox.control.addFaults({ kind: "drop_before", action: "cancel" })
    expect((await shop.addItem(cartId, "teapot")).status).toBe(200)
    expect(sandbox.paymentOf(session).status).toBe("requires_payment_method")
    await books.reconcileAfter(2)
    expect(sandbox.paymentOf(session).status).toBe("canceled")
    const { data } = await suite.api.get(`/store/carts/${cartId}`, shop.storeHeaders)
    expect(data.cart.items).toHaveLength(2)
    expect(await books.attentions()).toEqual([])
  })

  it("is the shopper's again once the payment is refunded in full (R13)", async () => {
    const { sandbox, shop } = suite
    const { cartId, session } = await checkout()
    await setStock(suite, 0)
    await sandbox.pay(session)
    await waitUntil("the order was tried", async () => one(await books.inbox()).last_error)
    expect((await shop.addItem(cartId, "teapot")).status).toBe(400)
    await sandbox.control.refund(String(session.data.id))
    await inboxClosed(2)
    await setStock(suite, 50)
    expect((await shop.addItem(cartId, "teapot")).status).toBe(200)
    await books.reconcileAfter(2)
    expect(await books.openReasons()).not.toContain("paid_without_order")
    const again = await checkout(cartId)
    await sandbox.pay(again.session)
    const order = await paidOrder(cartId)
    expect(one(order.payments).data?.id).toBe(again.session.data.id)
    expect(await shop.orderIds(cartId)).toHaveLength(1)
  })

  it("behaves as core has it once it is an order", async () => {
    const { sandbox, shop } = suite
    const cart = await shop.readyCart()
    await shop.startPaymentSession(cart.id, MANUAL)
    await shop.completeCart(cart.id)
    const { cartId, session } = await checkout()
    await sandbox.pay(session)
    await paidOrder(cartId)
    await inboxClosed()
    const [ours, cores] = [await shop.addItem(cartId, "tea"), await shop.addItem(cart.id, "tea")]
    const words = (answer: AxiosResponse, id: string) =>
      JSON.stringify([answer.status, answer.data]).replaceAll(id, "cart")
    expect(words(ours, cartId)).toBe(words(cores, cart.id))
  })

  it("believes nothing that a browser put into a session (contract 2, R3)", async () => {
    const { sandbox, shop } = suite
    const rich = await checkout()
    const cart = await shop.readyCart()
    const evil = {
      id: rich.session.data.id,
      session_id: rich.session.id,
      client_secret: "pi_evil_secret",
      clientSecret: "pi_evil_secret",
      status: "succeeded",
      amount: 1,
      wolffpay_checkout: { cart_id: rich.cartId, client_hash: "0" },
      paid: true,
    }
    const session = await shop.startPaymentSession(cart.id, WOLFFPAY, evil)
    expect(session.data).toEqual({
      id: sandbox.payments[1]?.id,
      session_id: session.id,
      clientSecret: sandbox.payments[1]?.clientSecret,
      client_secret: sandbox.payments[1]?.clientSecret,
      amount: 1500,
      currency: "eur",
      status: "requires_payment_method",
      wolffpay_checkout: null,
    })
    expect((await books.intents()).map((row) => row.cart_id)).toEqual([rich.cartId, cart.id])
    await sandbox.paySilently(rich.session)
    expect((await shop.completeCart(cart.id)).data.type).toBe("cart")
    expect(await shop.orderIds(cart.id)).toEqual([])
    expect((await shop.addItem(cart.id, "tea")).status).toBe(200)
    expect((await shop.completeCart(rich.cartId)).data.type).toBe("order")
    expect(await orderCount()).toBe(1)
  })
}
