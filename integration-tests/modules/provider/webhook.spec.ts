import { describeProvider } from "../../support/payment-module"
import { signatureOf } from "../../support/webhook"

describeProvider("getWebhookActionAndData", (suite) => {
  const body = (event = "payment.succeeded", data: object = { id: "pi_1" }) =>
    JSON.stringify({ event, data, timestamp: "2026-01-01T00:00:00Z" })
  const send = (raw: string, signature: string | string[] | undefined, asText = false) =>
    suite().provider.getWebhookActionAndData({
      data: {},
      rawData: asText ? raw : Buffer.from(raw),
      headers: signature === undefined ? {} : { "x-wolffpay-signature": signature },
    })
  const inbox = async () => {
    const { rows } = await suite().connection.raw("select * from wolffpay_webhook_event")
    return rows as Record<string, unknown>[]
  }
  beforeEach(() => suite().connection.raw("truncate wolffpay_webhook_event"))

  it.each([false, true])(
    "stores a verified event, announces it and asks Medusa for nothing (raw text: %s)",
    async (asText) => {
      const raw = body()
      expect(await send(raw, signatureOf(raw), asText)).toEqual({ action: "not_supported" })
      const [stored, ...others] = await inbox()
      expect(others).toEqual([])
      expect(stored).toMatchObject({
        provider: "wolffpay",
        event_type: "payment.succeeded",
        object_id: "pi_1",
        payment_intent_id: "pi_1",
        state: "received",
        body: raw,
      })
      expect(suite().emitted("wolffpay.webhook.received")).toEqual([
        { id: stored?.id, event_type: "payment.succeeded" },
      ])
      expect(suite().calls).toEqual([])
    }
  )

  it("gives the job successes first, which need no call, then the oldest (contract 4.2)", async () => {
    const types = ["payment.refunded", "payment.succeeded", "payment.failed", "payment.succeeded"]
    const ids: string[] = []
    for (const [index, type] of types.entries()) {
      const received = await suite().receive(type, { id: `pi_${index}` })
      ids.push("id" in received ? received.id : "refused")
    }
    const inTurn = [1, 3, 0, 2].map((index) => ids[index])
    expect(await suite().plugin.events.due(10)).toEqual(inTurn)
    expect(await suite().plugin.events.due(2)).toEqual(inTurn.slice(0, 2))
  })

  it("stores the same event once, and counts (R22)", async () => {
    const raw = body()
    await Promise.all(Array.from({ length: 10 }, () => send(raw, signatureOf(raw))))
    expect(await inbox()).toMatchObject([{ deliveries: 10 }])
  })

  it.each([
    ["no signature", undefined],
    ["an empty one", ""],
    ["two headers", ["t=1,v1=aa", "t=1,v1=bb"]],
    ["another secret", signatureOf(body(), { secret: "whsec_test_other" })],
    ["another body", signatureOf(`${body()} `)],
    [
      "one from six minutes ago",
      signatureOf(body(), { timestamp: Math.floor(Date.now() / 1000) - 360 }),
    ],
    [
      "one from the future",
      signatureOf(body(), { timestamp: Math.floor(Date.now() / 1000) + 360 }),
    ],
  ])("stores nothing with %s, and leaves a line in the log (R20)", async (_what, signature) => {
    // Medusa's own route has answered already, so it says the same to everybody.
    expect(await send(body(), signature)).toEqual({ action: "not_supported" })
    expect(await inbox()).toEqual([])
    expect(suite().emitted("wolffpay.webhook.received")).toEqual([])
    expect(suite().log.join()).toMatch(/webhook refused with 401/)
  })

  it("stores texts that a database or an index would refuse", async () => {
    const raw = body(`payment.\u0000${"x".repeat(5000)}`, { id: `pi_\u0000${"y".repeat(5000)}` })
    expect(await send(raw, signatureOf(raw))).toEqual({ action: "not_supported" })
    const [stored] = await inbox()
    expect(String(stored?.event_type)).toHaveLength(255)
    expect(String(stored?.object_id)).toHaveLength(255)
    expect(String(stored?.body)).toContain("x".repeat(5000))
  })

  it("stores nothing that is not an event, though it is signed", async () => {
    for (const raw of [
      "{}",
      "[]",
      "null",
      "not json",
      body("", {}),
      body("payment.succeeded", {}),
    ]) {
      expect(await send(raw, signatureOf(raw))).toEqual({ action: "not_supported" })
    }
    expect(await inbox()).toEqual([])
  })
})
