import { checkout, settle } from "./__fixtures__/checkout"
import {
  CART,
  cart,
  CONFIG,
  networkDown,
  refused,
  refusedBySdk,
  SECRET,
  session,
} from "./__fixtures__/scripted-shop"
import { intent } from "./__fixtures__/scripted-stripe"

const empty = { cart: cart({}, []) }
const made = {
  id: "payses_1",
  intentId: "pi_1",
  clientSecret: SECRET,
  amount: 2150,
  currency: "eur",
}

describe("Starting a session", () => {
  it("makes one where there is none", async () => {
    const { wolffpay, shop, loadStripe } = checkout({ cart: [empty] })
    expect(await wolffpay.startSession(CART)).toEqual({
      ...made,
      status: "requires_payment_method",
    })
    expect(shop.calls).toEqual(["config", "cart", "session"])
    expect(shop.requests[2]).toMatchObject({
      path: "/store/payment-collections/paycol_1/payment-sessions",
      init: { method: "POST", body: { provider_id: "pp_wolffpay_wolffpay" } },
    })
    expect(loadStripe).not.toHaveBeenCalled()
  })

  it("makes the payment collection where it is missing", async () => {
    const { wolffpay, shop } = checkout({ cart: [{ cart: cart({ payment_collection: null }) }] })
    expect(await wolffpay.startSession(CART)).toMatchObject(made)
    expect(shop.requests.at(-2)?.init.body).toEqual({ cart_id: CART })
    expect(shop.requests.at(-1)?.path).toContain("paycol_new")
  })

  it("uses the open session again, so that a reload makes no other intent (R19)", async () => {
    const { wolffpay, shop } = checkout()
    expect(await wolffpay.startSession(CART)).toMatchObject(made)
    expect(shop.count("session")).toBe(0)
  })

  it("is one session for two calls at the same time", async () => {
    const { wolffpay, shop } = checkout({ cart: [empty] })
    const [one, other] = await Promise.all([
      wolffpay.startSession(CART),
      wolffpay.startSession(CART),
    ])
    expect(one).toEqual(other)
    expect(shop.count("session")).toBe(1)
  })

  it.each([
    ["another amount", session({ amount: 20 })],
    ["another provider", session({ provider_id: "pp_x" })],
    ["a session that is given up", session({ status: "canceled" })],
    ["no client secret", session({ data: {} })],
  ])("makes another one for a cart with %s", async (_, existing) => {
    const { wolffpay, shop } = checkout({ cart: [{ cart: cart({}, [existing]) }] })
    expect(await wolffpay.startSession(CART)).toMatchObject(made)
    expect(shop.count("session")).toBe(1)
  })

  it.each([
    ["is cancelled", intent("canceled")],
    ["belongs to another account", { error: { code: "resource_missing" } }],
  ])("makes another one when the open intent %s", async (_, seen) => {
    const { wolffpay, shop } = checkout({}, [seen])
    expect(await wolffpay.startSession(CART)).toMatchObject(made)
    expect(shop.count("session")).toBe(1)
  })

  it.each(["succeeded", "requires_capture", "processing"])(
    "does not let a cart be paid twice whose intent is %s (R13)",
    async (status) => {
      const { wolffpay, shop } = checkout({}, [intent(status)])
      await expect(wolffpay.startSession(CART)).rejects.toMatchObject({ code: "cart_already_paid" })
      expect(shop.count("session")).toBe(0)
    }
  )

  describe("for a cart that is completed", () => {
    const completed = { cart: cart({ completed_at: "2026-01-01T00:00:00Z" }, []) }
    beforeEach(() => jest.useFakeTimers({ doNotFake: ["nextTick", "queueMicrotask"] }))
    afterEach(() => jest.useRealTimers())

    it("knows that it is an order already when it still is a moment later", async () => {
      const { wolffpay, shop } = checkout({ cart: [completed] })
      const started = settle(wolffpay.startSession(CART))
      await expect(started).rejects.toMatchObject({ code: "cart_already_paid" })
      expect(shop.count("cart")).toBe(2)
    })

    it("does not call it paid when the shop has taken that back a moment later", async () => {
      const open = { cart: cart({ completed_at: "2026-01-01T00:00:00Z" }) }
      const { wolffpay, shop } = checkout({ cart: [open, { cart: cart() }] })
      const { value, tookMs } = await settle(wolffpay.startSession(CART))
      expect(value).toMatchObject(made)
      expect(tookMs).toBeGreaterThanOrEqual(1000)
      expect(shop.count("session")).toBe(0)
    })
  })

  it.each([refused(400, "not_allowed"), refusedBySdk(400)])(
    "knows a refusal because the cart was paid meanwhile, by the cart and not by the words (R13)",
    async (answer) => {
      const { wolffpay } = checkout({ cart: [empty, { cart: cart() }], session: [answer] }, [
        intent("processing"),
      ])
      await expect(wolffpay.startSession(CART)).rejects.toMatchObject({
        code: "cart_already_paid",
      })
    }
  )

  it.each(["cart_already_paid", "service_unavailable", "too_many_attempts"])(
    "takes the refusal's own code, %s, and asks nothing more",
    async (code) => {
      const { wolffpay, shop } = checkout({
        cart: [empty],
        session: [refused(400, "not_allowed", code)],
      })
      await expect(wolffpay.startSession(CART)).rejects.toMatchObject({ code })
      expect(shop.calls).toEqual(["config", "cart", "session"])
    }
  )

  it.each([
    ["payment_not_possible", refused(400, "invalid_data")],
    ["too_many_attempts", refused(429, "too_many_requests")],
    ["too_many_attempts", refusedBySdk(429)],
    ["service_unavailable", refused(500, "unexpected_state")],
    ["service_unavailable", networkDown],
  ])("says %s, and tries nothing again by itself", async (code, answer) => {
    const { wolffpay, shop } = checkout({ cart: [empty], session: [answer] })
    const error = await wolffpay.startSession(CART).catch((caught: unknown) => caught)
    expect(error).toMatchObject({ name: "WolffPayError", code, cause: answer })
    expect(shop.count("session")).toBe(1)
  })

  it("takes an answer without a session of ours for no answer", async () => {
    const { wolffpay } = checkout({
      cart: [empty],
      session: [{ payment_collection: { id: "paycol_1", payment_sessions: [] } }],
    })
    await expect(wolffpay.startSession(CART)).rejects.toMatchObject({ code: "service_unavailable" })
  })

  it.each([
    ["cart_not_found", refused(404)],
    ["wrong_publishable_key", refusedBySdk(400, "A valid publishable key is required")],
    [
      "missing_publishable_key",
      refusedBySdk(400, "… in the request header: x-publishable-api-key. …"),
    ],
    ["service_unavailable", networkDown],
  ])("says %s when the cart cannot be read", async (code, answer) => {
    const { wolffpay } = checkout({ cart: [answer] })
    await expect(wolffpay.startSession(CART)).rejects.toMatchObject({ code })
  })

  it("starts nothing on an account that cannot take payments yet", async () => {
    const { wolffpay, shop } = checkout({ config: [{ ...CONFIG, chargesEnabled: false }] })
    await expect(wolffpay.startSession(CART)).rejects.toMatchObject({
      code: "charges_not_enabled",
    })
    expect(shop.calls).toEqual(["config"])
  })

  it("starts one when it is asked again after the account was opened", async () => {
    const closed = { ...CONFIG, chargesEnabled: false }
    const { wolffpay, shop } = checkout({
      config: [closed, CONFIG],
      cart: [{ cart: cart({}, []) }],
    })
    await expect(wolffpay.startSession(CART)).rejects.toMatchObject({ code: "charges_not_enabled" })
    await wolffpay.startSession(CART)
    expect(shop.count("session")).toBe(1)
  })

  it.each([
    [
      "charges_not_enabled",
      "the account was closed meanwhile",
      { ...CONFIG, chargesEnabled: false },
    ],
    ["payment_not_possible", "the account is open", CONFIG],
    ["service_unavailable", "the shop no longer answers", networkDown],
  ])("says %s of a refused payment when %s", async (code, _, config) => {
    const { wolffpay, shop } = checkout({
      config: [CONFIG, config],
      cart: [{ cart: cart({}, []) }],
      session: [refused(400, "not_allowed", "payment_not_possible")],
    })
    await expect(wolffpay.startSession(CART)).rejects.toMatchObject({ code })
    expect(shop.count("config")).toBe(2)
  })

  it("does not start over while Stripe cannot say what became of the open one", async () => {
    const { wolffpay, shop } = checkout({}, [{ error: { type: "api_connection_error" } }])
    await expect(wolffpay.startSession(CART)).rejects.toMatchObject({ code: "stripe_unreachable" })
    expect(shop.count("session")).toBe(0)
  })
})
