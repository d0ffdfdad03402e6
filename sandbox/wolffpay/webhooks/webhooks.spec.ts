import { createHmac } from "node:crypto"
import Stripe from "stripe"
import type { Received } from "../testing/support"
import { eventOf, MANUAL, ManualClock, receiver, start } from "../testing/support"
import { postWebhook } from "../../shared/http/post-webhook"
import { signatureHeader } from "./webhook-signature"

const SECRET = "whsec_of_this_test"

async function shop(more: object = {}) {
  const hook = await receiver()
  const clock = new ManualClock()
  const sandbox = await start({
    webhookUrl: hook.url,
    webhookSecret: SECRET,
    now: clock.now,
    ...more,
  })
  return { hook, clock, ...sandbox }
}

/** Written anew from the documents, so that a mistake in the sandbox's own signing shows. */
function signatureIsRight({ headers, body }: Received, secret = SECRET): boolean {
  const [t, v1] = String(headers["x-wolffpay-signature"]).split(",")
  const at = t?.replace("t=", "") ?? ""
  const expected = createHmac("sha256", secret).update(at).update(".").update(body).digest("hex")
  return v1 === `v1=${expected}`
}

describe("webhooks", () => {
  it("W30, W31, W32, W36: a success is told, to an address on this machine, with the documented body and headers", async () => {
    const { hook, clock, paid, control } = await shop()
    const { id } = await paid({ metadata: { order_id: "12345" } })
    await control.webhooksIdle()
    expect(hook.received).toHaveLength(1)
    const [first] = hook.received
    expect(eventOf(first)).toEqual({
      event: "payment.succeeded",
      data: {
        id,
        amount: 5000,
        currency: "eur",
        description: "Order 1",
        status: "succeeded",
        metadata: { order_id: "12345" },
      },
      timestamp: new Date(clock.ms).toISOString(),
    })
    expect(Object.keys(eventOf(first))).toEqual(["event", "data", "timestamp"])
    expect(first?.headers).toMatchObject({
      "content-type": "application/json",
      "x-wolffpay-event": "payment.succeeded",
      "x-wolffpay-delivery-attempt": "1",
      "x-wolffpay-signature": expect.stringMatching(
        new RegExp(`^t=${clock.ms / 1000},v1=[0-9a-f]{64}$`)
      ),
    })
  })

  it("W33: the signature is HMAC-SHA256 over time and raw body", async () => {
    const { hook, paid, control } = await shop()
    await paid({ description: "Café “Zoë” € 5" })
    await control.webhooksIdle()
    const [first] = hook.received
    expect(first && signatureIsRight(first)).toBe(true)
    expect(first && signatureIsRight(first, "whsec_another")).toBe(false)
  })

  it("W33: the header is the one that Stripe's library makes and accepts", () => {
    const body = '{"event":"payment.succeeded","data":{"description":"é"}}'
    const stripe = new Stripe("sk_test_x")
    const theirs = stripe.webhooks.generateTestHeaderString({
      payload: body,
      secret: SECRET,
      timestamp: 1734355200,
    })
    expect(signatureHeader(body, [SECRET], 1734355200)).toBe(theirs)
    const now = Math.floor(Date.now() / 1000)
    const event = stripe.webhooks.constructEvent(
      body,
      signatureHeader(body, ["old", SECRET], now),
      SECRET
    )
    expect(event).toMatchObject({ event: "payment.succeeded" })
  })

  it("W33: with two secrets the header has a signature of each", async () => {
    const { hook, paid, control } = await shop()
    await control.settings({ webhookSecrets: ["new", "old"] })
    await paid()
    await control.webhooksIdle()
    const header = String(hook.received[0]?.headers["x-wolffpay-signature"])
    expect(header.match(/v1=[0-9a-f]{64}/g)).toHaveLength(2)
  })

  it("W30: a capture is told, an authorisation and a cancellation are not", async () => {
    const { hook, paid, post, control } = await shop()
    const a = await paid(MANUAL)
    const b = await paid(MANUAL)
    await post(`/api/v1/payments/${b.id}`, { action: "cancel" })
    await control.webhooksIdle()
    expect(hook.received).toEqual([])
    await post(`/api/v1/payments/${a.id}`, { action: "capture" })
    await control.webhooksIdle()
    expect(hook.received.map((one) => eventOf(one).data["id"])).toEqual([a.id])
  })

  it("W30: a declined attempt and a returned debit are told as failures", async () => {
    const { hook, payment, control } = await shop()
    const { id } = await payment()
    await control.fail(id)
    await control.succeed(id)
    await control.fail(id)
    await control.webhooksIdle()
    const told = hook.received.map(eventOf).map(({ event, data }) => [event, data["status"]])
    expect(told.sort()).toEqual([
      ["payment.failed", "failed"],
      ["payment.failed", "requires_payment_method"],
      ["payment.succeeded", "succeeded"],
    ])
  })

  it("W31: a refund is told as a refund, or by a switch as its payment", async () => {
    const { hook, paid, refund, control } = await shop()
    const { id } = await paid()
    const first = await refund({ paymentIntentId: id, amount: 100, metadata: { a: "b" } })
    await control.settings({ refundEventShape: "payment" })
    await control.refund(id, { amount: 200 })
    await control.webhooksIdle()
    const data = hook.received
      .map(eventOf)
      .filter((one) => one.event === "payment.refunded")
      .map((one) => one.data)
    expect(data).toContainEqual({
      id: first.body.data.id,
      paymentIntentId: id,
      amount: 100,
      currency: "eur",
      status: "succeeded",
      reason: null,
      metadata: { a: "b" },
    })
    expect(data).toContainEqual(expect.objectContaining({ id, amount: 5000, status: "succeeded" }))
  })

  it("W32, W35: what is not answered with 2xx is repeated: same bytes, next number, fresh signature", async () => {
    const { hook, clock, paid, control } = await shop()
    hook.answers.push(500, 302)
    await paid()
    await control.webhooksIdle()
    clock.ms += 4_000
    await control.webhooksIdle()
    expect(hook.received).toHaveLength(1)
    clock.ms += 1_000
    await control.webhooksIdle()
    expect(hook.received).toHaveLength(2)
    clock.ms += 30_000
    await control.webhooksIdle()
    expect(hook.received).toHaveLength(3)
    expect(new Set(hook.received.map((one) => one.body)).size).toBe(1)
    expect(hook.received.map((one) => one.headers["x-wolffpay-delivery-attempt"])).toEqual([
      "1",
      "2",
      "3",
    ])
    expect(new Set(hook.received.map((one) => one.headers["x-wolffpay-signature"])).size).toBe(3)
    expect(hook.received.every((one) => signatureIsRight(one))).toBe(true)
    const [delivery] = control.state().deliveries
    expect(delivery).toMatchObject({ state: "delivered", nextAttemptAt: null })
    expect(delivery?.attempts.map((one) => [one.status, one.responseBody])).toEqual([
      [500, "status 500"],
      [302, "status 302"],
      [200, "ok"],
    ])
  })

  it("W35: after the last of the schedule it is given up, and can be sent by hand", async () => {
    const { hook, paid, control } = await shop({ retrySchedule: [1_000, 2_000] })
    hook.answers.push(401, 401, 401)
    const { id } = await paid()
    for (let i = 0; i < 4; i++) {
      await control.webhooksIdle()
      await control.advance(10_000)
    }
    const given = control.state().deliveries[0]
    expect(given).toMatchObject({ state: "given_up", nextAttemptAt: null })
    expect(given?.attempts).toHaveLength(3)
    await control.sendWebhook(id)
    await control.webhooksIdle()
    expect(control.state().deliveries[0]?.state).toBe("delivered")
    expect(hook.received[3]?.headers["x-wolffpay-delivery-attempt"]).toBe("4")
    expect(hook.received[3]?.body).toBe(hook.received[0]?.body)
  })

  it("W34: moving the sandbox's clock does not make its signatures too new", async () => {
    const { hook, clock, paid, control } = await shop()
    await control.advance(7 * 86_400_000)
    await paid()
    await control.webhooksIdle()
    const header = String(hook.received[0]?.headers["x-wolffpay-signature"])
    expect(header).toContain(`t=${clock.ms / 1000},`)
    expect(eventOf(hook.received[0]).timestamp).toBe("2026-01-22T10:00:00.000Z")
  })

  it("W35: no answer in time counts as none", async () => {
    const hook = await receiver()
    hook.answers.push("hang")
    const never = new AbortController().signal
    const result = await postWebhook(hook.url, "{}", {}, never, 40)
    expect(result).toMatchObject({ status: null, error: "no answer within 40 ms" })
  })

  it("an address where nobody listens is a failed attempt, not a crash", async () => {
    const { paid, control, hook } = await shop()
    await new Promise((resolve) => hook.server.close(resolve))
    await paid()
    await control.webhooksIdle()
    expect(control.state().deliveries[0]).toMatchObject({
      state: "waiting",
      attempts: [{ status: null, error: expect.stringContaining("ECONNREFUSED") }],
    })
  })

  it("without an address nothing is sent until one is set and it is sent by hand", async () => {
    const hook = await receiver()
    const { paid, control } = await start()
    await paid()
    await control.webhooksIdle()
    expect(control.state().deliveries).toMatchObject([{ state: "no_url", attempts: [] }])
    await control.settings({ webhookUrl: hook.url })
    await control.resend(control.state().deliveries[0]?.id ?? "")
    await control.webhooksIdle()
    expect(hook.received).toHaveLength(1)
  })

  it("sendWebhook with an event tells what the payment is now", async () => {
    const { hook, payment, control } = await shop()
    const { id } = await payment()
    await control.sendWebhook(id, "payment.succeeded")
    await control.webhooksIdle()
    expect(eventOf(hook.received[0])).toMatchObject({
      event: "payment.succeeded",
      data: { status: "requires_payment_method" },
    })
  })

  it("flush does not wait for the schedule", async () => {
    const { hook, paid, control } = await shop()
    hook.answers.push(500)
    await paid()
    await control.webhooksIdle()
    await control.flushWebhooks()
    expect(hook.received).toHaveLength(2)
  })
})
