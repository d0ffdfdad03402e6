import { createHmac } from "node:crypto"
import { amsterdamTime } from "../core/amsterdam-time"
import type { BillinkSandboxOptions } from "../index"
import type { Received } from "../testing/support"
import { ManualClock, receiver, start } from "../testing/support"

const bodyOf = (one: Received | undefined) =>
  JSON.parse(one?.body ?? "null") as Record<string, string>

async function shop(settings: BillinkSandboxOptions["settings"] = {}) {
  const clock = new ManualClock()
  const hook = await receiver()
  const classic = { sessionWebhookUrl: hook.url, orderWebhookUrl: hook.url }
  const sandbox = await start({ now: clock.now, settings: { ...classic, ...settings } })
  return { ...sandbox, clock, hook }
}

/** Only signed webhooks. */
async function signedShop() {
  const made = await shop({ sessionWebhookUrl: null, orderWebhookUrl: null })
  const { secret } = (await made.call("/v2/client/webhook-v3/secret/generate")).body
  await made.call("/v2/session/webhook-v3/set", { url: made.hook.url })
  await made.call("/v2/client/webhook-v3/set", { url: made.hook.url })
  return { ...made, secret: secret as string }
}

describe("3.1 the classic session webhook", () => {
  it("has four fields in camel case, and no signature", async () => {
    const { session, control, hook } = await shop()
    const { number, invoice } = await session()
    await control.cancel(number)
    await control.webhooksIdle()
    expect(hook.received.map(bodyOf)).toEqual(
      ["session_active", "cancelled"].map((status) => ({
        status,
        invoiceNumber: number,
        transactionId: expect.stringMatching(/^tx_/),
        billinkInvoiceNumber: invoice,
      }))
    )
    expect(Object.keys(hook.received[0]?.headers ?? {}).join()).not.toContain("billink")
  })

  it.each([
    ["accept", "order_created"],
    ["cancel", "cancelled"],
    ["fail", "failed"],
    ["expire", "session_expired"],
  ] as const)("%s says %s", async (end, status) => {
    const { session, control } = await shop()
    const { number } = await session()
    await control[end](number)
    const told = control.state().deliveries.filter((one) => one.kind === "session")
    expect(told.at(-1)?.event).toBe(status)
  })
})

describe("3.2 the classic order webhook", () => {
  it("has its fields in snake case, the custom id only where there is one", async () => {
    const { accepted, control, hook } = await shop()
    await accepted({ transaction: { orderNumber: "Ab-1", customInvoiceID: "1TST-9" } })
    await accepted()
    await control.webhooksIdle()
    const placed = hook.received.map(bodyOf).filter((one) => one["event"] === "order_placed")
    expect(placed[0]).toEqual({
      order_id: expect.stringMatching(/^\d+$/),
      invoice_number: "1SBAb-1",
      invoice_number_clean: "Ab-1",
      workflow_id: expect.stringMatching(/^\d+$/),
      event: "order_placed",
      timestamp: "2026-01-15 11:00:00",
      custom_invoice_id: "1TST-9",
    })
    expect(placed[1]).not.toHaveProperty("custom_invoice_id")
  })

  it("may write invoice numbers in capitals", async () => {
    const { accepted, control, hook } = await shop({ upperCaseInvoices: true })
    await accepted({ transaction: { orderNumber: "Ab-2" } })
    await control.webhooksIdle()
    const [placed] = hook.received.map(bodyOf).filter((one) => one["event"] === "order_placed")
    expect(placed).toMatchObject({ invoice_number: "1SBAB-2", invoice_number_clean: "AB-2" })
  })

  it.each([
    ["2026-01-15T10:00:00Z", "2026-01-15 11:00:00"],
    ["2026-07-15T10:00:00Z", "2026-07-15 12:00:00"],
    ["2026-03-29T00:59:59Z", "2026-03-29 01:59:59"],
    ["2026-03-29T01:00:00Z", "2026-03-29 03:00:00"],
    ["2026-10-25T00:59:59Z", "2026-10-25 02:59:59"],
    ["2026-10-25T01:00:00Z", "2026-10-25 02:00:00"],
    ["2026-12-31T23:00:00Z", "2027-01-01 00:00:00"],
  ])("%s is %s in Amsterdam", (utc, local) => {
    expect(amsterdamTime(Date.parse(utc))).toBe(local)
  })
})

describe("3.3 delivery", () => {
  it("repeats after 5, 10 and 15 seconds, then gives up; it can be sent by hand", async () => {
    const { session, control, hook, clock } = await shop()
    hook.answers.push(500, 404, 301, 503)
    const { number } = await session()
    await control.open(number)
    await control.webhooksIdle()
    for (const [seconds, count] of [
      [4.9, 1],
      [0.1, 2],
      [9.9, 2],
      [0.1, 3],
      [14.9, 3],
      [0.1, 4],
      [3600, 4],
    ] as const) {
      clock.ms += seconds * 1000
      await control.webhooksIdle()
      const [delivery] = control.state().deliveries
      expect([seconds, delivery?.attempts.length]).toEqual([seconds, count])
    }
    const [delivery] = control.state().deliveries
    expect(delivery).toMatchObject({ state: "given_up", nextAttemptAt: null })
    expect(new Set(hook.received.slice(0, 4).map((one) => one.body)).size).toBe(1)
    await control.resend(delivery?.id ?? "")
    await control.webhooksIdle()
    expect(control.state().deliveries[0]?.state).toBe("delivered")
  })

  it("without an address nothing is sent, but it is listed", async () => {
    const { accepted, control } = await start()
    await accepted()
    expect(control.state().deliveries.map((one) => [one.event, one.state])).toEqual([
      ["session_active", "no_url"],
      ["order_created", "no_url"],
      ["order_placed", "no_url"],
    ])
  })
})

describe("2.12 registration of signed webhooks", () => {
  const set = "/v2/client/webhook-v3/set"

  it("needs a secret first, which is 32 bytes in base64", async () => {
    const { call, control } = await start()
    const early = await call(set, { url: "https://shop.example/hooks" })
    expect([early.status, early.body.status]).toEqual([400, "error"])
    const { body } = await call("/v2/client/webhook-v3/secret/generate")
    expect(body).toEqual({
      status: "success",
      message: expect.any(String),
      secret: expect.any(String),
    })
    expect(Buffer.from(body.secret, "base64")).toHaveLength(32)
    const done = await call(set, { url: "https://shop.example/hooks" })
    expect(done.body).toEqual({ status: "success", message: "Webhook has been set" })
    expect(control.state().settings.orderWebhookV3Url).toBe("https://shop.example/hooks")
    const again = await call("/v2/client/webhook-v3/secret/generate")
    expect(again.body.secret).not.toBe(body.secret)
  })

  it.each(["", "http://shop.example/hooks", "hooks", 5])("refuses the address %j", async (url) => {
    const { call } = await start({ settings: { webhookSecret: "c2VjcmV0" } })
    expect((await call(set, { url })).status).toBe(400)
  })

  it("refuses a blank credential with 400 and an unknown client with 404", async () => {
    const { call } = await start()
    expect((await call(set, { billinkID: "" })).status).toBe(400)
    expect((await call(set, { billinkID: "0".repeat(40) })).status).toBe(404)
  })
})

describe("3.4 the signed webhook", () => {
  it.each([
    ["utf8", (secret: string) => secret],
    ["base64", (secret: string) => Buffer.from(secret, "base64")],
  ] as const)("is signed over timestamp and raw body with the key as %s", async (encoding, key) => {
    const { session, control, hook, secret, clock } = await signedShop()
    await control.settings({ webhookSecretEncoding: encoding })
    await control.open((await session()).number)
    await control.webhooksIdle()
    const [one] = hook.received
    const at = String(clock.ms / 1000)
    const hex = createHmac("sha256", key(secret)).update(`${at}${one?.body}`).digest("hex")
    expect(one?.headers).toMatchObject({
      "x-billink-webhook-signature": hex,
      "x-billink-webhook-timestamp": at,
      "x-billink-webhook-id": expect.stringMatching(/^[0-9a-f]{32}$/),
    })
  })

  it("keeps its delivery id over retries, and signs each with the time that it is", async () => {
    const { session, control, hook, clock } = await signedShop()
    hook.answers.push(500)
    await control.open((await session()).number)
    await control.webhooksIdle()
    clock.ms += 5000
    await control.webhooksIdle()
    const [first, second] = hook.received.map((one) => one.headers)
    expect(second?.["x-billink-webhook-id"]).toBe(first?.["x-billink-webhook-id"])
    expect(second?.["x-billink-webhook-timestamp"]).not.toBe(first?.["x-billink-webhook-timestamp"])
  })

  it("its headers may be called otherwise", async () => {
    const { session, control, hook } = await signedShop()
    await control.settings({ webhookSignatureHeader: "X-Sign", webhookTimestampHeader: "X-Time" })
    await control.open((await session()).number)
    await control.webhooksIdle()
    expect(hook.received[0]?.headers).toMatchObject({
      "x-sign": expect.any(String),
      "x-time": expect.any(String),
    })
  })

  it("moving the sandbox's clock does not make its signatures too new", async () => {
    const { session, control, hook, clock } = await signedShop()
    await control.advance(7 * 86_400_000)
    await control.open((await session()).number)
    await control.webhooksIdle()
    expect(hook.received[0]?.headers["x-billink-webhook-timestamp"]).toBe(String(clock.ms / 1000))
  })

  it("beside a classic one, each event comes twice", async () => {
    const { accepted, control, hook } = await signedShop()
    await control.settings({ orderWebhookUrl: hook.url })
    await accepted()
    const placed = control.state().deliveries.filter((one) => one.event === "order_placed")
    expect(placed.map((one) => one.generation)).toEqual(["classic", "v3"])
  })
})
