import {
  parseWebhookEvent,
  readPaymentEventData,
  readRefundEventData,
  verifyWebhookSignature,
} from "../../src/clients/wolffpay"
import {
  client,
  hooks,
  order,
  pay,
  post,
  sandbox,
  type Hook,
  useSandbox,
} from "./wolffpay-client-kit"

useSandbox()

describe("webhooks", () => {
  const now = () => Math.floor(Date.now() / 1_000)
  const verify = (hook: Hook | undefined, secrets: readonly string[]) =>
    verifyWebhookSignature({
      rawBody: hook?.rawBody ?? Buffer.alloc(0),
      header: hook?.headers["x-wolffpay-signature"],
      secrets,
      now: now(),
    })

  it("W31: a payment's event is read", async () => {
    const created = await client.createPayment({ ...order, metadata: { cart: "c_1" } }, post())
    await pay(created)
    await sandbox.control.webhooksIdle()

    const parsed = parseWebhookEvent(JSON.parse(String(hooks[0]?.rawBody)))
    expect(parsed).toMatchObject({ ok: true, event: { event: "payment.succeeded" } })
    expect(parsed.ok && readPaymentEventData(parsed.event.data)).toEqual({
      paymentIntentId: created.paymentIntentId,
      amount: 5_000,
      currency: "eur",
      status: "succeeded",
      description: "Order 12345",
      metadata: { cart: "c_1" },
    })
  })

  it.each(["refund", "payment"] as const)(
    "W31: a refund's event is read when it shows the %s",
    async (shape) => {
      await sandbox.control.settings({ refundEventShape: shape })
      const created = await client.createPayment(order, post())
      await pay(created)
      await sandbox.control.refund(created.paymentIntentId, { amount: 700 })
      await sandbox.control.webhooksIdle()

      const bodies = hooks.map((hook) => parseWebhookEvent(JSON.parse(String(hook.rawBody))))
      const refunded = bodies.find((one) => one.ok && one.event.event === "payment.refunded")
      expect(refunded?.ok && readRefundEventData(refunded.event.data)).toMatchObject({
        paymentIntentId: created.paymentIntentId,
        kind: shape,
      })
    }
  )

  it("W32, W33: the signature over the raw bytes is accepted, of any other bytes not", async () => {
    const created = await client.createPayment({ ...order, description: "Café €5" }, post())
    await pay(created)
    await sandbox.control.webhooksIdle()
    const hook = hooks[0]

    expect(hook?.headers).toMatchObject({
      "x-wolffpay-event": "payment.succeeded",
      "x-wolffpay-delivery-attempt": "1",
    })
    expect(verify(hook, [sandbox.webhookSecret])).toMatchObject({ ok: true })
    expect(verify(hook, ["whsec_testOther", sandbox.webhookSecret])).toMatchObject({ ok: true })
    expect(verify(hook, ["whsec_testOther"])).toEqual({ ok: false, reason: "mismatch" })
    const changed = Buffer.from(String(hook?.rawBody).replace("5000", "1"))
    expect(verify(hook && { ...hook, rawBody: changed }, [sandbox.webhookSecret])).toEqual({
      ok: false,
      reason: "mismatch",
    })
  })

  it("W33: signed with two secrets while rotating", async () => {
    const webhookSecrets = ["whsec_testOld", "whsec_testNew"]
    await sandbox.control.settings({ webhookSecrets })
    await pay(await client.createPayment(order, post()))
    await sandbox.control.webhooksIdle()

    for (const secret of webhookSecrets) {
      expect(verify(hooks[0], [secret])).toMatchObject({ ok: true })
    }
  })

  it("W34: too old", async () => {
    await pay(await client.createPayment(order, post()))
    await sandbox.control.webhooksIdle()
    const rawBody = hooks[0]?.rawBody ?? Buffer.alloc(0)
    const header = hooks[0]?.headers["x-wolffpay-signature"]

    const later = (seconds: number) =>
      verifyWebhookSignature({
        rawBody,
        header,
        secrets: [sandbox.webhookSecret],
        now: now() + seconds,
      })
    expect(later(290)).toMatchObject({ ok: true })
    expect(later(310)).toEqual({ ok: false, reason: "expired" })
    expect(later(-310)).toEqual({ ok: false, reason: "expired" })
  })
})
