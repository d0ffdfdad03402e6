import Medusa from "@medusajs/js-sdk"
import { purchasesOf } from "../../support/purchase"
import type { ShopSuite } from "../../support/runner"
import { one } from "../../support/one"
import { WOLFFPAY } from "../../support/shop"
import { setStock } from "../../support/stock"
import { waitUntil } from "../../support/wait"

interface Checkout {
  config(): Promise<{ stripeAccountId: string; chargesEnabled: boolean }>
  startSession(cartId: string): Promise<{ id: string; intentId: string; clientSecret: string }>
  confirm(input: object): Promise<{ status: string; code?: string }>
  finish(cartId: string): Promise<{ status: string; code?: string; order?: { id: string } }>
}
interface Storefront {
  createWolffPay(options: object): Checkout
  createStoreClient(options: object): unknown
}

/** As a shop gets it: the built file, whose types only exist after a build. */
const STOREFRONT = "medusa-plugin-wolffpay/storefront"

export function storefrontModule(suite: ShopSuite) {
  const { books, inboxClosed } = purchasesOf(suite)
  let storefront: Storefront
  beforeAll(async () => {
    storefront = (await import(STOREFRONT)) as Storefront
  })

  /** Stripe's part, told by the sandbox: what the holder of a client secret may see. */
  const stripe = {
    async retrievePaymentIntent(clientSecret: string) {
      const url = `${suite.sandbox.url}/sandbox/pay?${new URLSearchParams({ clientSecret }).toString()}`
      const answer = await fetch(url)
      if (!answer.ok) {
        return { error: { code: "resource_missing" } }
      }
      const { data } = (await answer.json()) as { data: { status: string } }
      const last_payment_error = { type: "card_error", code: "card_declined", message: "Declined." }
      return { paymentIntent: { status: data.status, last_payment_error } }
    },
    confirmPayment: () => Promise.reject(new Error("not to be confirmed")),
  }
  const payable = ({ clientSecret }: { clientSecret: string }) => ({
    data: { client_secret: clientSecret },
  })
  const elements = { submit: () => Promise.resolve({}) }

  const clients: Record<string, (publishableKey: string) => unknown> = {
    "its own client": (publishableKey) =>
      storefront.createStoreClient({ baseUrl: suite.baseUrl, publishableKey }),
    "the SDK's client": (publishableKey) =>
      new Medusa({ baseUrl: suite.baseUrl, publishableKey }).client,
  }

  describe.each(Object.keys(clients))("with %s", (kind) => {
    const checkout = (key = suite.shop.seeded.publishableKey) =>
      storefront.createWolffPay({
        client: clients[kind]?.(key),
        locale: "en",
        loadStripe: () => Promise.resolve(stripe),
      })
    const payments = () => suite.sandbox.calls.filter((call) => call === "POST /api/v1/payments")

    it("makes one payment however often the page is loaded, and one order of it", async () => {
      const cart = await suite.shop.readyCart()
      const session = await checkout().startSession(cart.id)
      expect(await checkout().startSession(cart.id)).toEqual(session)
      expect(payments()).toHaveLength(1)
      await suite.sandbox.pay(payable(session))
      const first = await checkout().finish(cart.id)
      expect(first).toMatchObject({ status: "order", order: { display_id: expect.any(Number) } })
      expect(await checkout().finish(cart.id)).toMatchObject({ order: { id: first.order?.id } })
      expect(await suite.shop.orderIds(cart.id)).toEqual([first.order?.id])
    })

    it("says that the account was closed since Medusa last asked, and pays once it is open (W10)", async () => {
      const cart = await suite.shop.readyCart()
      const shopper = checkout()
      expect(await shopper.config()).toMatchObject({ chargesEnabled: true })
      await suite.sandbox.control.settings({ chargesEnabled: false })
      const closed = { code: "charges_not_enabled" }
      await expect(shopper.startSession(cart.id)).rejects.toMatchObject(closed)
      await expect(checkout().startSession(cart.id)).rejects.toMatchObject(closed)
      expect(payments()).toHaveLength(1)
      await suite.sandbox.control.settings({ chargesEnabled: true })
      await waitUntil("that is known", async () => (await shopper.config()).chargesEnabled)
      await shopper.startSession(cart.id)
    })

    it("knows a paid cart before there is an order, and makes it one (R13)", async () => {
      const cart = await suite.shop.readyCart()
      const session = await checkout().startSession(cart.id)
      await suite.sandbox.paySilently(payable(session))
      await expect(checkout().startSession(cart.id)).rejects.toMatchObject({
        code: "cart_already_paid",
      })
      expect(await checkout().finish(cart.id)).toMatchObject({ status: "order" })
      expect(payments()).toHaveLength(1)
    })

    it("takes another payment once the first was refunded before there was an order (R13)", async () => {
      const cart = await suite.shop.readyCart()
      const first = await checkout().startSession(cart.id)
      await setStock(suite, 0)
      await suite.sandbox.pay(payable(first))
      await waitUntil("the order was tried", async () => one(await books.inbox()).last_error)
      await suite.sandbox.control.refund(first.intentId)
      await inboxClosed(2)
      await setStock(suite, 50)
      const second = await checkout().startSession(cart.id)
      expect(second.intentId).not.toBe(first.intentId)
      await suite.sandbox.pay(payable(second))
      const done = await checkout().finish(cart.id)
      expect(await suite.shop.orderIds(cart.id)).toEqual([done.order?.id])
      expect(await books.openReasons()).toEqual(["refunded_before_order"])
    })

    it("lets a declined payment be tried again with the same payment", async () => {
      const cart = await suite.shop.readyCart()
      const session = await checkout().startSession(cart.id)
      await suite.sandbox.decline(payable(session))
      expect(await checkout().finish(cart.id)).toMatchObject({ status: "failed", code: "declined" })
      expect(await checkout().startSession(cart.id)).toMatchObject({ id: session.id })
      await suite.sandbox.pay(payable(session))
      expect(await checkout().finish(cart.id)).toMatchObject({ status: "order" })
    })

    it("does not confirm a cart that changed, and starts a payment that fits", async () => {
      const cart = await suite.shop.readyCart()
      const page = checkout()
      const before = await page.startSession(cart.id)
      await suite.shop.addItem(cart.id, "teapot")
      const confirmed = await page.confirm({
        elements,
        cartId: cart.id,
        returnUrl: "https://x.test",
      })
      expect(confirmed).toMatchObject({ status: "failed", code: "cart_changed" })
      const after = await page.startSession(cart.id)
      expect(after.intentId).not.toBe(before.intentId)
    })

    it("says which key is not right, and that a cart is not there", async () => {
      await expect(checkout("").config()).rejects.toMatchObject({ code: "missing_publishable_key" })
      await expect(checkout("pk_none").config()).rejects.toMatchObject({
        code: "wrong_publishable_key",
      })
      await expect(checkout("pk_none").startSession("cart_none")).rejects.toMatchObject({
        code: "wrong_publishable_key",
      })
      await expect(checkout().startSession("cart_none")).rejects.toMatchObject({
        code: "cart_not_found",
      })
    })

    it("says that the payment service does not answer, and keeps the cart", async () => {
      const cart = await suite.shop.readyCart()
      await checkout().config()
      await suite.sandbox.control.addFaults({
        kind: "status",
        status: 503,
        method: "POST",
        path: "/api/v1/payments",
        times: "always",
      })
      await expect(checkout().startSession(cart.id)).rejects.toMatchObject({
        code: "service_unavailable",
      })
      await suite.sandbox.control.clearFaults()
      const { data } = await suite.api.get(`/store/carts/${cart.id}`, suite.shop.storeHeaders)
      expect(data.cart.items).toHaveLength(1)
    })

    it("tells a cart without a payment that it is not ready", async () => {
      const cart = await suite.shop.createCart()
      expect(await checkout().finish(cart.id)).toMatchObject({
        status: "failed",
        code: "cart_incomplete",
      })
    })
  })

  it("names the provider that Medusa knows", async () => {
    expect(await import(STOREFRONT)).toMatchObject({ WOLFFPAY_PROVIDER_ID: WOLFFPAY })
  })
}
