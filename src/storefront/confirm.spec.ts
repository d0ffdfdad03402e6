import type { Stripe } from "@stripe/stripe-js"
import { checkout, settle } from "./__fixtures__/checkout"
import {
  CART,
  cart,
  isOrder,
  isUnpaid,
  networkDown,
  ORDER,
  refused,
  SECRET,
  session,
} from "./__fixtures__/scripted-shop"
import { cardError, intent } from "./__fixtures__/scripted-stripe"
import { en } from "./messages-en"

type Parts = ReturnType<typeof checkout>

const pay = ({ wolffpay, stripe }: Parts, signal?: AbortSignal) =>
  wolffpay.confirm({
    elements: stripe.elements,
    cartId: CART,
    returnUrl: "https://shop.test/return",
    signal,
  })

const changed = session({ data: { ...session().data, clientSecret: "pi_2_secret_b" } })

describe("Confirming a payment", () => {
  beforeEach(() => jest.useFakeTimers({ doNotFake: ["nextTick", "queueMicrotask"] }))
  afterEach(() => jest.useRealTimers())

  it("pays and tells the order, leaving the page only where it must", async () => {
    const parts = checkout()
    const { value } = await settle(pay(parts))
    expect(value).toEqual({ status: "order", order: ORDER })
    expect(parts.stripe.confirmations).toMatchObject([
      { confirmParams: { return_url: "https://shop.test/return" }, redirect: "if_required" },
    ])
    expect(parts.shop.calls).toEqual(["cart", "config", "complete"])
  })

  it("pays once for a double click", async () => {
    const parts = checkout()
    const first = pay(parts)
    const second = pay(parts)
    const { value } = await settle(Promise.all([first, second]))
    expect(value[0]).toBe(value[1])
    expect(parts.stripe.confirmations).toHaveLength(1)
    await settle(pay(parts))
    expect(parts.stripe.confirmations).toHaveLength(2)
  })

  it("reads no address: the page it is on may be an old return page", async () => {
    const parts = checkout()
    const global = globalThis as { location?: unknown }
    global.location = { search: "?redirect_status=failed" }
    try {
      const { value } = await settle(pay(parts))
      expect(value.status).toBe("order")
      expect(parts.shop.count("cart")).toBe(1)
    } finally {
      delete global.location
    }
  })

  it("says which details are missing, without a payment", async () => {
    const parts = checkout()
    const error = { type: "validation_error", message: "Your card number is incomplete." }
    parts.stripe.submitAnswer = { error }
    const { value } = await settle(pay(parts))
    expect(value).toMatchObject({
      status: "failed",
      code: "details_incomplete",
      detail: error.message,
    })
    expect(parts.stripe.confirmations).toEqual([])
  })

  it("does not pay a cart that changed in another tab", async () => {
    const parts = checkout({ cart: [{ cart: cart() }, { cart: cart({}, [changed]) }] })
    await settle(parts.wolffpay.startSession(CART))
    const { value } = await settle(pay(parts))
    expect(value).toMatchObject({
      status: "failed",
      code: "cart_changed",
      message: en.cart_changed,
    })
    expect(parts.stripe.confirmations).toEqual([])
  })

  it("does not pay a cart whose session is gone", async () => {
    const parts = checkout({ cart: [{ cart: cart({}, []) }] })
    const { value } = await settle(pay(parts))
    expect(value).toMatchObject({ status: "failed", code: "cart_changed" })
  })

  it("gives the order of a cart that another tab has paid", async () => {
    const parts = checkout({ cart: [{ cart: cart({ completed_at: "2026-01-01" }, []) }] })
    const { value } = await settle(pay(parts))
    expect(value.status).toBe("order")
    expect(parts.stripe.confirmations).toEqual([])
  })

  it("fails without a payment when the shop does not answer before it", async () => {
    const parts = checkout({ cart: [networkDown] })
    const { value } = await settle(pay(parts))
    expect(value).toMatchObject({
      status: "failed",
      code: "service_unavailable",
      cause: networkDown,
    })
    expect(parts.stripe.confirmations).toEqual([])
  })

  it.each([
    ["a declined card", cardError, "declined", cardError.message],
    [
      "a failed 3-D Secure step",
      { type: "card_error", code: "payment_intent_authentication_failure", message: "long" },
      "authentication_failed",
      undefined,
    ],
    [
      "a bank that is away",
      {
        type: "invalid_request_error",
        code: "payment_intent_payment_attempt_failed",
        message: "x",
      },
      "declined",
      undefined,
    ],
    [
      "an intent that has had no payment",
      { type: "invalid_request_error", payment_intent: { status: "requires_payment_method" } },
      "declined",
      undefined,
    ],
    [
      "a cancelled intent",
      { type: "invalid_request_error", payment_intent: { status: "canceled" } },
      "session_expired",
      undefined,
    ],
    [
      "an unknown intent",
      { type: "invalid_request_error", code: "resource_missing" },
      "session_expired",
      undefined,
    ],
  ])(
    "lets the shopper try again after %s, without asking the shop",
    async (_, error, code, detail) => {
      const parts = checkout()
      parts.stripe.confirmAnswer = { error }
      const { value } = await settle(pay(parts))
      expect(value).toMatchObject({ status: "failed", code })
      expect("detail" in value ? value.detail : undefined).toBe(detail)
      expect(parts.shop.count("complete")).toBe(0)
    }
  )

  it("gives the order when Stripe says that the intent was paid before", async () => {
    const parts = checkout()
    const error = {
      type: "invalid_request_error",
      code: "payment_intent_unexpected_state",
      payment_intent: { status: "succeeded" },
    }
    parts.stripe.confirmAnswer = { error }
    const { value } = await settle(pay(parts))
    expect(value.status).toBe("order")
  })

  it.each([
    { type: "invalid_request_error", code: "lock_timeout" },
    { type: "rate_limit_error", code: "rate_limit" },
    { type: "api_error" },
    { type: "idempotency_error" },
    {
      type: "invalid_request_error",
      code: "payment_intent_unexpected_state",
      payment_intent: { status: "requires_action" },
    },
  ])("asks what became of it when Stripe's error does not say so: $type $code", async (error) => {
    const parts = checkout({}, [intent("succeeded")])
    parts.stripe.confirmAnswer = { error }
    expect((await settle(pay(parts))).value.status).toBe("order")
    expect(parts.stripe.looks).toEqual([SECRET])
  })

  it.each([
    ["unpaid", [intent("requires_payment_method")], "failed"],
    ["paid all the same", [intent("succeeded")], "order"],
    ["still not to be asked", [new Error("away")], "order"],
  ])("asks what became of it when Stripe does not answer: %s", async (_, looks, status) => {
    const parts = checkout({ complete: [isOrder] }, looks)
    parts.stripe.confirmAnswer = { error: { type: "api_connection_error" } }
    const { value } = await settle(pay(parts))
    expect(value.status).toBe(status)
  })

  it.each([
    ["Stripe tells", { paymentIntent: { status: "succeeded", client_secret: "pi_0_secret_z" } }],
    ["Stripe does not tell", intent("succeeded")],
  ])(
    "never says failed after a payment when the cart has another by now: which was paid %s",
    async (_, answer) => {
      const parts = checkout(
        { complete: [isUnpaid], cart: [{ cart: cart() }, { cart: cart({}, [changed]) }] },
        [intent("requires_payment_method"), intent("succeeded")]
      )
      parts.stripe.confirmAnswer = answer
      const { value } = await settle(pay(parts))
      expect(value).toEqual({ status: "unknown", message: en.unknown })
      const paid = "client_secret" in answer.paymentIntent ? "pi_0_secret_z" : SECRET
      expect(parts.stripe.looks).toEqual(["pi_2_secret_b", paid])
    }
  )

  it("says that a debit is on its way (R6)", async () => {
    const parts = checkout({ complete: [isUnpaid] }, [intent("processing")])
    parts.stripe.confirmAnswer = intent("processing")
    const { value } = await settle(pay(parts))
    expect(value).toEqual({ status: "processing", message: en.processing })
  })

  it("takes a page that the back button brought back for one that is not paid yet", async () => {
    const listeners = new Set<(event: unknown) => void>()
    const global = globalThis as unknown as Record<string, unknown>
    global.addEventListener = (_: string, listener: never) => listeners.add(listener)
    global.removeEventListener = (_: string, listener: never) => listeners.delete(listener)
    try {
      const parts = checkout({}, [intent("requires_action")])
      parts.stripe.confirmAnswer = new Promise(() => undefined)
      const paid = pay(parts)
      setTimeout(() => listeners.forEach((tell) => tell({ persisted: false })), 500)
      setTimeout(() => listeners.forEach((tell) => tell({ persisted: true })), 1000)
      const { value, tookMs } = await settle(paid)
      expect(value).toMatchObject({ status: "failed", code: "payment_canceled" })
      expect(tookMs).toBeGreaterThan(9000)
      expect(listeners.size).toBe(0)
    } finally {
      delete global.addEventListener
      delete global.removeEventListener
    }
  })

  it("turns a mistake in the page into a sentence, with its cause, as nothing was sent", async () => {
    const parts = checkout()
    const mistake = new Error("elements should have a mounted Payment Element")
    parts.loadStripe.mockResolvedValue({
      confirmPayment: () => {
        throw mistake
      },
    } as unknown as Stripe)
    const { value } = await settle(pay(parts))
    expect(value).toMatchObject({ status: "failed", code: "service_unavailable", cause: mistake })
  })

  it.each([
    ["paid", intent("succeeded"), "order"],
    ["on its way", intent("processing"), "processing"],
    ["not paid", intent("requires_payment_method"), "failed"],
  ])("asks what became of it when Stripe.js rejects: %s", async (_, seen, status) => {
    const complete = [status === "order" ? isOrder : isUnpaid]
    const parts = checkout({ complete }, [seen])
    parts.stripe.confirmAnswer = Promise.reject(new Error("IntegrationError"))
    expect((await settle(pay(parts))).value.status).toBe(status)
  })

  it("stops when it is aborted before the payment", async () => {
    const parts = checkout()
    const abort = new AbortController()
    abort.abort(new Error("gone"))
    await expect(settle(pay(parts, abort.signal))).rejects.toThrow("gone")
    expect(parts.stripe.confirmations).toEqual([])
  })

  it("waits for the order after the payment, and tells so", async () => {
    const onWait = jest.fn()
    const { wolffpay, stripe } = checkout({ complete: [refused(409), isOrder] }, [
      intent("succeeded"),
    ])
    const paid = wolffpay.confirm({
      elements: stripe.elements,
      cartId: CART,
      returnUrl: "https://shop.test/return",
      onWait,
    })
    expect((await settle(paid)).value.status).toBe("order")
    expect(onWait).toHaveBeenCalledTimes(1)
    expect(stripe.looks).toEqual([SECRET])
  })
})
