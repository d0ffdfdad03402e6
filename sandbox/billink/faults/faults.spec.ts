import { createHmac } from "node:crypto"
import { credit, item, ManualClock, receiver, start } from "../testing/support"

const CREDIT = "/v2/client/invoice/credit"

async function shop() {
  const hook = await receiver()
  const clock = new ManualClock()
  const settings = { sessionWebhookUrl: hook.url, orderWebhookUrl: hook.url }
  const sandbox = await start({ now: clock.now, settings })
  const told = () => hook.received.map((one) => JSON.parse(one.body) as Record<string, string>)
  return { ...sandbox, hook, clock, told }
}

describe("faults of calls", () => {
  it("drop_before: nothing was done", async () => {
    const sandbox = await shop()
    const number = await sandbox.accepted()
    await sandbox.control.addFaults({ kind: "drop_before", path: CREDIT })
    await expect(credit(sandbox, number, 1)).rejects.toThrow()
    expect(sandbox.control.order(number).credited).toBe(0)
    await credit(sandbox, number, 1)
    expect(sandbox.control.order(number).credited).toBe(100)
  })

  it("drop_after: it was done, so that a repeat credits twice", async () => {
    const sandbox = await shop()
    const number = await sandbox.accepted()
    await sandbox.control.addFaults({ kind: "drop_after", path: CREDIT })
    await expect(credit(sandbox, number, 1)).rejects.toThrow()
    expect(sandbox.control.order(number).credited).toBe(100)
    expect(sandbox.control.state().requests.at(-1)).toMatchObject({
      status: null,
      fault: "drop_after",
    })
  })

  it("status and status_after: with 429, Retry-After and 500, before or after the work", async () => {
    const sandbox = await shop()
    const number = await sandbox.accepted()
    await sandbox.control.addFaults([
      { kind: "status", status: 429, retryAfter: 7, path: CREDIT },
      { kind: "status_after", path: CREDIT },
    ])
    const limited = await credit(sandbox, number, 1)
    expect([limited.status, limited.headers["retry-after"]]).toEqual([429, "7"])
    expect(sandbox.control.order(number).credited).toBe(0)
    expect((await credit(sandbox, number, 1)).status).toBe(500)
    expect(sandbox.control.order(number).credited).toBe(100)
  })

  it("slow: done at once, answered later", async () => {
    const sandbox = await shop()
    const number = await sandbox.accepted()
    await sandbox.control.addFaults({ kind: "slow", ms: 60, path: CREDIT })
    const before = performance.now()
    await credit(sandbox, number, 1)
    expect(performance.now() - before).toBeGreaterThan(50)
  })

  it("garbage and wrong_invoice", async () => {
    const { create, control } = await shop()
    await control.addFaults([{ kind: "garbage" }, { kind: "wrong_invoice" }])
    expect((await create()).text).toContain("<html>")
    const answer = await create({ transaction: { orderNumber: "S-1" } })
    expect(answer.body).toMatchObject({ status: "success", invoice: "1SBS-10" })
  })

  it("are chosen by the ACTION of a legacy call", async () => {
    const { xml, control } = await shop()
    await control.addFaults({ kind: "status", status: 503, action: "Status" })
    const fields = item({ INVOICENUMBER: "A" })
    expect((await xml("/v1/client/credit", "Credit", fields)).status).toBe(200)
    expect((await xml("/v1/client/status", "Status", fields)).status).toBe(503)
  })

  it("apply as often as ordered, and are cleared", async () => {
    const { create, control } = await shop()
    await control.addFaults({ kind: "status", times: "always" })
    expect((await create()).status).toBe(500)
    expect((await create()).status).toBe(500)
    await control.clearFaults()
    expect((await create()).status).toBe(200)
  })

  it.each([
    [{ kind: "explode" }, "Invalid kind"],
    [{ kind: "status", status: 200 }, "Invalid status"],
    [{ kind: "lose", event: "payment.succeeded" }, "Invalid event"],
    [{ kind: "lose", times: 0 }, "Invalid times"],
    [{ kind: "lose", path: "/v2" }, "Unknown field"],
  ])("the order %j is refused", async (rule, text) => {
    const { control } = await shop()
    await expect(control.addFaults(rule as never)).rejects.toThrow(text)
  })
})

describe("faults of webhooks", () => {
  it("lose, duplicate, delay", async () => {
    const { session, control, told, clock } = await shop()
    await control.addFaults([
      { kind: "lose", event: "session_active" },
      { kind: "duplicate", event: "order_created", count: 2 },
      { kind: "delay", event: "order_placed", ms: 60_000 },
    ])
    await control.accept((await session()).number)
    await control.webhooksIdle()
    expect(told().map((one) => one["status"])).toEqual(Array(3).fill("order_created"))
    clock.ms += 60_000
    await control.webhooksIdle()
    expect(told().at(-1)).toMatchObject({ event: "order_placed" })
  })

  it("reorder: it comes after the next one", async () => {
    const { session, control, told } = await shop()
    await control.addFaults({ kind: "reorder", event: "session_active" })
    const { number } = await session()
    await control.open(number)
    await control.webhooksIdle()
    expect(told()).toEqual([])
    await control.cancel(number)
    await control.webhooksIdle()
    await control.webhooksIdle()
    expect(told().map((one) => one["status"])).toEqual(["cancelled", "session_active"])
  })

  it("pause and resume", async () => {
    const { session, control, told } = await shop()
    await control.addFaults({ kind: "pause" })
    await control.open((await session()).number)
    await control.webhooksIdle()
    expect(told()).toEqual([])
    await control.addFaults({ kind: "resume" })
    await control.webhooksIdle()
    expect(told()).toHaveLength(1)
  })

  it("unknown_event names what nobody knows", async () => {
    const { session, control, told } = await shop()
    await control.addFaults([
      { kind: "unknown_event", event: "session_active", name: "session_paused" },
      { kind: "unknown_event", event: "order_placed" },
    ])
    await control.accept((await session()).number)
    await control.webhooksIdle()
    expect(told().map((one) => one["status"] ?? one["event"])).toEqual(
      expect.arrayContaining(["session_paused", "order_new_event", "order_created"])
    )
  })

  it("tamper and stale: 3.4 the signature or its time is wrong", async () => {
    const { session, control, hook, clock } = await shop()
    const v3 = { sessionWebhookUrl: null, sessionWebhookV3Url: hook.url, webhookSecret: "c2VjcmV0" }
    await control.settings(v3)
    await control.addFaults([
      { kind: "tamper", event: "session_active" },
      { kind: "stale", event: "cancelled" },
    ])
    const { number } = await session()
    await control.cancel(number)
    await control.webhooksIdle()
    const checked = hook.received.map(({ headers, body }) => {
      const at = String(headers["x-billink-webhook-timestamp"])
      const hex = createHmac("sha256", "c2VjcmV0").update(`${at}${body}`).digest("hex")
      return {
        fits: hex === headers["x-billink-webhook-signature"],
        age: clock.ms / 1000 - Number(at),
        own: (JSON.parse(body) as { invoiceNumber: string }).invoiceNumber === number,
      }
    })
    expect(checked).toEqual([
      { fits: false, age: 0, own: false },
      { fits: true, age: 600, own: true },
    ])
  })

  it("forge: a webhook about what never happened, for a known or unknown invoice", async () => {
    const { session, control, told, hook } = await shop()
    const { number } = await session()
    await control.forge({ kind: "session", event: "order_created", invoiceNumber: number })
    await control.forge({
      kind: "order",
      event: "order_paid",
      invoiceNumber: "NO",
      billinkNumber: "9XX",
    })
    await control.settings({ orderWebhookV3Url: hook.url, webhookSecret: "c2VjcmV0" })
    const v3 = {
      kind: "order",
      event: "order_paid",
      invoiceNumber: number,
      generation: "v3",
    } as const
    await control.forge({ ...v3, signing: "none" })
    await control.webhooksIdle()
    expect(told().slice(0, 2)).toMatchObject([
      { status: "order_created", invoiceNumber: number },
      { event: "order_paid", invoice_number: "9XX", invoice_number_clean: "NO" },
    ])
    expect(hook.received[2]?.headers).not.toHaveProperty("x-billink-webhook-signature")
    expect(control.session(number).status).toBe("created")
    expect(control.state().orders).toEqual([])
  })
})
