import { checkout, settle } from "./__fixtures__/checkout"
import {
  CART,
  cart,
  isOrder,
  isRefusedPayment,
  isUnpaid,
  networkDown,
  ORDER,
  refused,
  refusedBySdk,
  SECRET,
  session,
  silence,
} from "./__fixtures__/scripted-shop"
import { cardError, intent } from "./__fixtures__/scripted-stripe"
import { en } from "./messages-en"

const stripeDown = new Error("Stripe is away")

describe("The return page", () => {
  beforeEach(() => jest.useFakeTimers({ doNotFake: ["nextTick", "queueMicrotask"] }))
  afterEach(() => jest.useRealTimers())

  it("tells the order after one call, without Stripe.js", async () => {
    const { wolffpay, shop, loadStripe } = checkout()
    const { value } = await settle(wolffpay.finish(CART))
    expect(value).toEqual({ status: "order", order: ORDER })
    expect(shop.calls).toEqual(["complete"])
    expect(loadStripe).not.toHaveBeenCalled()
  })

  it.each([
    ["409 while another request completes the cart", refused(409, "conflict")],
    ["500", refused(500, "unknown_error")],
    ["502", refusedBySdk(502)],
    ["no network", networkDown],
    ["429", refused(429)],
  ])("waits and asks again after %s", async (_, trouble) => {
    const { wolffpay, shop } = checkout({ complete: [trouble, trouble, isOrder] }, [
      intent("succeeded"),
    ])
    const onWait = jest.fn()
    const { value, tookMs } = await settle(wolffpay.finish(CART, { onWait }))
    expect(value).toMatchObject({ status: "order", order: ORDER })
    expect(shop.count("complete")).toBe(3)
    expect(onWait.mock.calls.map(([waiting]) => waiting)).toMatchObject([
      { attempt: 1, message: en.waiting },
      { attempt: 2 },
    ])
    expect(tookMs).toBeGreaterThanOrEqual(2500)
  })

  it("asks again when the paid cart's order is being placed, whatever was answered", async () => {
    const { wolffpay, shop } = checkout({
      complete: [refused(400, "invalid_data"), isOrder],
      cart: [{ cart: cart({ completed_at: "2026-01-01T00:00:00Z" }, []) }],
    })
    const { value } = await settle(wolffpay.finish(CART))
    expect(value.status).toBe("order")
    expect(shop.count("complete")).toBe(2)
  })

  it("notices when the shop takes back the completion of a cart that was not paid", async () => {
    const completed = { cart: cart({ completed_at: "2026-01-01T00:00:00Z" }) }
    const { wolffpay } = checkout(
      { complete: [refused(409)], cart: [completed, completed, { cart: cart() }] },
      [intent("requires_payment_method", cardError)]
    )
    const { value, tookMs } = await settle(wolffpay.finish(CART))
    expect(value).toMatchObject({ status: "failed", code: "declined" })
    expect(tookMs).toBeLessThan(5000)
  })

  it.each([
    ["429", refused(429, "too_many_requests")],
    ["403", refused(403, "forbidden")],
    ["403 of the SDK", refusedBySdk(403)],
  ])("does not call it failed when reading the cart is answered with %s", async (_, trouble) => {
    const answers = { complete: [isUnpaid], cart: [trouble, trouble, { cart: cart() }] }
    const { wolffpay } = checkout(answers, [intent("processing")])
    expect((await settle(wolffpay.finish(CART))).value.status).toBe("processing")
    const never = checkout({ complete: [isUnpaid], cart: [trouble] })
    expect((await settle(never.wolffpay.finish(CART))).value.status).toBe("unknown")
  })

  it("does not ask the shop again while a payment is on its way, and says so (R6)", async () => {
    const { wolffpay, shop } = checkout({ complete: [isUnpaid] }, [intent("processing")])
    const { value, tookMs } = await settle(wolffpay.finish(CART))
    expect(value).toEqual({ status: "processing", message: en.processing })
    expect(shop.count("complete")).toBe(1)
    expect(tookMs).toBeLessThan(15_000)
  })

  it("says that a debit has failed when the shopper comes back days later (R6)", async () => {
    const failed = { cart: cart({}, [session({ status: "error" })]) }
    const noSession = refused(400, "invalid_data", "", "Payment sessions are required")
    const { wolffpay } = checkout({ complete: [noSession], cart: [failed] }, [
      intent("requires_payment_method", cardError),
    ])
    const { value } = await settle(wolffpay.finish(CART))
    expect(value).toMatchObject({ status: "failed", code: "declined" })
  })

  it("places the order when a payment on its way arrives meanwhile", async () => {
    const { wolffpay, shop } = checkout({ complete: [isUnpaid, isOrder] }, [
      intent("processing"),
      intent("processing"),
      intent("succeeded"),
    ])
    const { value } = await settle(wolffpay.finish(CART))
    expect(value.status).toBe("order")
    expect(shop.count("complete")).toBe(2)
  })

  it.each([
    ["declined", cardError, { code: "declined", detail: cardError.message }],
    [
      "not authenticated",
      { type: "invalid_request_error", code: "payment_intent_authentication_failure" },
      { code: "authentication_failed" },
    ],
    ["not tried to the end", null, { code: "payment_canceled" }],
  ])("lets the shopper try again when the payment was %s", async (_, error, expected) => {
    const { wolffpay } = checkout({ complete: [isRefusedPayment] }, [
      intent("requires_payment_method", error),
    ])
    const { value, tookMs } = await settle(wolffpay.finish(CART))
    expect(value).toMatchObject({ status: "failed", ...expected })
    expect(tookMs).toBeLessThan(1000)
  })

  it("asks Stripe before the shop when the address says that it failed", async () => {
    const { wolffpay, shop } = checkout({}, [intent("requires_payment_method", cardError)])
    const query = `?payment_intent_client_secret=${SECRET}&redirect_status=failed`
    const { value } = await settle(wolffpay.finish(CART, { query }))
    expect(value).toMatchObject({ status: "failed", code: "declined" })
    expect(shop.calls).toEqual(["cart", "config"])
  })

  it("does not believe an address that says failed for a paid cart", async () => {
    const { wolffpay } = checkout({}, [intent("succeeded")])
    const { value } = await settle(wolffpay.finish(CART, { query: "redirect_status=failed" }))
    expect(value.status).toBe("order")
  })

  describe("with another payment in the address than the cart's own", () => {
    const query = "payment_intent_client_secret=pi_old_secret_b"
    const own = intent("requires_payment_method", cardError)

    it.each(["succeeded", "processing", "requires_capture"])(
      "does not know what came of it, and lets nobody pay again, when that one is %s (R13)",
      async (status) => {
        const { wolffpay, stripe } = checkout({ complete: [isUnpaid] }, [own, intent(status)])
        const { value } = await settle(wolffpay.finish(CART, { query }))
        expect(value).toEqual({ status: "unknown", message: en.unknown })
        expect(stripe.looks).toEqual([SECRET, "pi_old_secret_b"])
      }
    )

    it("does not know either when Stripe does not tell about that one", async () => {
      const { wolffpay } = checkout({ complete: [isUnpaid] }, [own, stripeDown])
      const { value } = await settle(wolffpay.finish(CART, { query }))
      expect(value.status).toBe("unknown")
    })

    it.each([intent("canceled"), own, { error: { code: "resource_missing" } }])(
      "goes by the cart's own when that one is not paid",
      async (seen) => {
        const { wolffpay } = checkout({ complete: [isUnpaid] }, [own, seen])
        const { value } = await settle(wolffpay.finish(CART, { query }))
        expect(value).toMatchObject({ status: "failed", code: "declined" })
      }
    )
  })

  it("looks at the one in the address where the cart knows none", async () => {
    const { wolffpay, stripe } = checkout({ complete: [isUnpaid], cart: [{ cart: cart({}, []) }] })
    await settle(wolffpay.finish(CART, { query: "payment_intent_client_secret=pi_2_secret_b" }))
    expect(stripe.looks).toEqual(["pi_2_secret_b"])
  })

  it("gives a bank page that is still open some seconds, then lets the shopper try again", async () => {
    const { wolffpay, shop } = checkout({ complete: [isUnpaid] }, [intent("requires_action")])
    const { value, tookMs } = await settle(wolffpay.finish(CART))
    expect(value).toMatchObject({ status: "failed", code: "payment_canceled" })
    expect(tookMs).toBeGreaterThan(7000)
    expect(shop.count("complete")).toBe(1)
  })

  it("says that a cancelled intent is no longer valid", async () => {
    const { wolffpay } = checkout({ complete: [isRefusedPayment] }, [intent("canceled")])
    const { value } = await settle(wolffpay.finish(CART))
    expect(value).toMatchObject({ status: "failed", code: "session_expired" })
  })

  it("never calls a payment failed that only the shop could not look up", async () => {
    const { wolffpay } = checkout({ complete: [isRefusedPayment] }, [stripeDown])
    const { value, tookMs } = await settle(wolffpay.finish(CART))
    expect(value).toEqual({ status: "unknown", message: en.unknown })
    expect(tookMs).toBeGreaterThan(44_000)
    expect(tookMs).toBeLessThan(60_000)
  })

  it("keeps trying while the network is down, then does not know", async () => {
    const { wolffpay, shop } = checkout({ complete: [networkDown], cart: [networkDown] })
    const { value } = await settle(wolffpay.finish(CART, { timeoutMs: 20_000 }))
    expect(value.status).toBe("unknown")
    expect(shop.count("complete")).toBeGreaterThan(4)
    expect(shop.count("complete")).toBeLessThan(12)
  })

  it("ends also when nothing ever answers", async () => {
    const { wolffpay } = checkout({ complete: [silence], cart: [silence] })
    const { value, tookMs } = await settle(wolffpay.finish(CART, { timeoutMs: 10_000 }))
    expect(value.status).toBe("unknown")
    expect(tookMs).toBeLessThan(20_000)
  })

  it("does not let a paid cart be paid again when the shop cannot take the order", async () => {
    const soldOut = refused(400, "not_allowed", "insufficient_inventory")
    const { wolffpay } = checkout({ complete: [soldOut] }, [intent("succeeded")])
    const { value, tookMs } = await settle(wolffpay.finish(CART))
    expect(value).toEqual({ status: "unknown", message: en.unknown })
    expect(tookMs).toBeLessThan(15_000)
  })

  it.each([
    ["sold_out", refused(400, "not_allowed", "insufficient_inventory")],
    ["cart_incomplete", refused(400, "invalid_data")],
    ["cart_incomplete", refusedBySdk(400)],
  ])("says %s for a cart without a payment", async (code, answer) => {
    const { wolffpay } = checkout({ complete: [answer], cart: [{ cart: cart({}, []) }] })
    const { value } = await settle(wolffpay.finish(CART))
    expect(value).toMatchObject({ status: "failed", code })
  })

  it.each([
    ["cart_not_found", refused(404), refused(404)],
    ["wrong_publishable_key", refused(400, "not_allowed"), refused(400, "not_allowed")],
  ])("says %s", async (code, complete, read) => {
    const { wolffpay } = checkout({ complete: [complete], cart: [read] })
    const { value } = await settle(wolffpay.finish(CART))
    expect(value).toMatchObject({ status: "failed", code })
  })

  it("leaves the session of another provider alone", async () => {
    const other = session({ provider_id: "pp_system_default" })
    const { wolffpay, stripe } = checkout({
      complete: [refused(400, "invalid_data")],
      cart: [{ cart: cart({}, [other]) }],
    })
    await settle(wolffpay.finish(CART))
    expect(stripe.looks).toEqual([])
  })

  it("stops when it is aborted, with the reason", async () => {
    const { wolffpay, shop } = checkout({ complete: [silence] })
    const abort = new AbortController()
    const reason = new Error("left the page")
    const finished = wolffpay.finish(CART, { signal: abort.signal })
    setTimeout(() => abort.abort(reason), 3000)
    await expect(settle(finished)).rejects.toBe(reason)
    expect(shop.requests[0]?.init.signal).toBe(abort.signal)
  })

  it("stops also while it asks for the last time", async () => {
    const { wolffpay } = checkout({ complete: [silence] })
    const abort = new AbortController()
    const finished = wolffpay.finish(CART, { signal: abort.signal, timeoutMs: 100 })
    setTimeout(() => abort.abort(new Error("left")), 1000)
    await expect(settle(finished)).rejects.toThrow("left")
  })

  it("stops while it waits, and when it was aborted before", async () => {
    const { wolffpay, shop } = checkout({ complete: [refused(500)] }, [intent("succeeded")])
    const abort = new AbortController()
    const finished = wolffpay.finish(CART, { signal: abort.signal })
    setTimeout(() => abort.abort(), 500)
    await expect(settle(finished)).rejects.toMatchObject({ name: "AbortError" })
    await expect(settle(wolffpay.finish(CART, { signal: abort.signal }))).rejects.toBeDefined()
    expect(shop.count("complete")).toBeLessThan(3)
  })
})
