import request from "supertest"
import { MANUAL, receiver, start } from "../testing/support"

describe("the switchboard over HTTP", () => {
  async function board() {
    const sandbox = await start()
    const path = (name: string) => `/sandbox/control/${name}`
    return {
      ...sandbox,
      read: (name: string) => request(sandbox.url).get(path(name)),
      turn: (name: string, body: object = {}) => request(sandbox.url).post(path(name)).send(body),
      remove: (name: string) => request(sandbox.url).delete(path(name)),
    }
  }

  it("dumps payments, refunds, deliveries, ledger, requests and violations", async () => {
    const { read, paid, refund, post } = await board()
    const { id } = await paid()
    await refund({ paymentIntentId: id, amount: 100 })
    await post("/api/v1/payments", {})
    const { data } = (await read("state")).body
    expect(data.payments).toMatchObject([{ id, captured: 5000, metadata: {} }])
    expect(data.refunds).toMatchObject([{ amount: 100 }])
    expect(data.deliveries).toHaveLength(2)
    expect(data.ledger).toEqual([
      {
        paymentIntentId: id,
        description: "Order 1",
        currency: "eur",
        status: "succeeded",
        foreign: false,
        charged: 5000,
        refunded: 100,
        refundPending: 0,
      },
    ])
    expect(data.requests).toMatchObject([
      { path: "/api/v1/payments" },
      { path: "/api/v1/refunds" },
      { status: 400 },
    ])
    expect(data.violations).toMatchObject([{ rule: "W13" }])
  })

  it("acts on payments as the dashboard and the bank do", async () => {
    const { turn, payment, paid, control } = await board()
    const open = await payment()
    const held = await paid(MANUAL)
    const other = await paid(MANUAL)
    expect((await turn(`payments/${open.id}/succeed`)).body.data.status).toBe("succeeded")
    expect((await turn(`payments/${held.id}/capture`)).body.data.status).toBe("succeeded")
    expect((await turn(`payments/${other.id}/expire`)).body.data.status).toBe("canceled")
    expect((await turn(`payments/${open.id}/refund`, { amount: 700 })).body.data.amount).toBe(700)
    expect((await turn(`payments/${held.id}/fail`)).body.data.status).toBe("failed")
    expect((await turn(`payments/${other.id}/cancel`)).status).toBe(400)
    expect((await turn(`payments/${open.id}/send-webhook`)).body.data).toHaveLength(1)
    expect((await turn("payments/pi_unknown/succeed")).status).toBe(404)
    expect(control.state().deliveries.map((one) => one.event)).toEqual([
      "payment.succeeded",
      "payment.succeeded",
      "payment.refunded",
      "payment.failed",
    ])
  })

  it("makes a payment of another shop, which the API lists but did not make", async () => {
    const { turn, get, control } = await board()
    const made = await turn("payments", { amount: 900, description: "Order 9", outcome: "succeed" })
    expect(made.body.data).toMatchObject({ foreign: true, status: "succeeded", captured: 900 })
    expect((await get("/api/v1/payments")).body.data).toMatchObject([{ amount: 900 }])
    expect(control.state().deliveries).toMatchObject([{ event: "payment.succeeded" }])
    expect((await turn("payments", { amount: 1 })).status).toBe(400)
    expect((await turn("payments", { outcome: "perhaps" })).status).toBe(400)
  })

  it("orders, lists and takes back faults", async () => {
    const { turn, read, remove } = await board()
    const rules = [
      { kind: "drop_after", times: 2 },
      { kind: "lose", event: "payment.failed" },
    ]
    expect((await turn("faults", rules)).body.data).toMatchObject([{ left: 2 }, { left: 1 }])
    expect((await read("faults")).body.data).toHaveLength(2)
    expect((await remove("faults")).status).toBe(200)
    expect((await read("faults")).body.data).toEqual([])
  })

  it.each([
    [{ kind: "explode" }],
    [{}],
    [[{ kind: "slow" }, 5]],
    [{ kind: "slow", ms: "5" }],
    [{ kind: "status", status: 200 }],
    [{ kind: "status", times: 0 }],
    [{ kind: "lose", path: "/api" }],
    [{ kind: "lose", event: "payment.created" }],
  ])("refuses the fault %j", async (rule) => {
    const { turn, control } = await board()
    expect((await turn("faults", rule)).status).toBe(400)
    expect(control.state().faults).toEqual([])
  })

  it.each([
    [{ unknown: true }],
    [{ listOrder: "sideways" }],
    [{ capabilities: ["paypal_payments"] }],
    [{ capabilities: "card_payments" }],
    [{ webhookUrl: "ftp://example.com" }],
    [{ webhookUrl: "nowhere" }],
    [{ webhookSecrets: [] }],
    [{ webhookSecret: "" }],
    [{ accountActive: "yes" }],
    [{ percentageFee: 101 }],
  ])("refuses the settings %j and changes nothing", async (patch) => {
    const { turn, control } = await board()
    const before = control.state().settings
    expect((await turn("settings", patch)).status).toBe(400)
    expect(control.state().settings).toEqual(before)
  })

  it("changes settings one by one", async () => {
    const { turn } = await board()
    await turn("settings", { webhookUrl: "http://localhost:9000/hooks", webhookSecret: "s1" })
    const { data } = (await turn("settings", { webhookUrl: null })).body
    expect(data).toMatchObject({ webhookUrl: null, webhookSecrets: ["s1"], accountActive: true })
  })

  it("moves the clock and refuses to move it back", async () => {
    const { turn, control } = await board()
    const before = Date.parse(control.state().now)
    await turn("clock", { advanceMs: 3_600_000 })
    expect(Date.parse(control.state().now) - before).toBeGreaterThanOrEqual(3_600_000)
    expect((await turn("clock", { advanceMs: -1 })).status).toBe(400)
    expect((await turn("clock")).status).toBe(400)
  })

  it("registers readers and lets them be used", async () => {
    const { turn } = await board()
    const reader = (await turn("readers", { id: "tmr_1", label: "Desk" })).body.data
    expect(reader).toMatchObject({ id: "tmr_1", disabled: false })
    expect((await turn("readers", { id: "tmr_1" })).status).toBe(400)
    expect((await turn("readers/tmr_1", { disabled: true })).body.data.disabled).toBe(true)
    expect((await turn("readers/tmr_1/present", { outcome: "tap" })).status).toBe(400)
    expect((await turn("readers/tmr_2", {})).status).toBe(404)
  })

  it("finishes refunds and resends deliveries", async () => {
    const hook = await receiver()
    const { turn, paid, refund, control } = await board()
    await turn("settings", { refundStatus: "pending", webhookUrl: hook.url })
    const { id } = await paid()
    const made = (await refund({ paymentIntentId: id })).body.data
    expect((await turn(`refunds/${made.id}/finish`, { status: "pending" })).status).toBe(400)
    const done = await turn(`refunds/${made.id}/finish`, { status: "succeeded" })
    expect(done.body.data.status).toBe("succeeded")
    await turn("webhooks/idle")
    const [first] = control.state().deliveries
    expect((await turn(`deliveries/${first?.id}/resend`)).status).toBe(200)
    await turn("webhooks/flush")
    expect(hook.received).toHaveLength(3)
    expect((await turn("deliveries/dlv_unknown/resend")).status).toBe(404)
  })

  it("reset forgets everything but the options of the start", async () => {
    const { turn, payment, control, get, apiKey } = await board()
    await payment()
    await turn("faults", { kind: "garbage" })
    await turn("settings", { listOrder: "oldest" })
    await turn("reset")
    const state = control.state()
    expect(state).toMatchObject({ payments: [], requests: [], faults: [] })
    expect(state.settings.listOrder).toBe("newest")
    expect((await get("/api/v1/payments", apiKey)).headers["x-ratelimit-remaining"]).toBe("99")
  })

  it("an event that was under way at a reset does not come again after it", async () => {
    const hook = await receiver()
    hook.answers.push("hang")
    const sandbox = await start({ webhookUrl: hook.url, retrySchedule: [0] })
    await sandbox.paid()
    while (hook.received.length === 0) await new Promise((resolve) => setTimeout(resolve, 2))
    await sandbox.control.reset()
    hook.server.closeAllConnections()
    await sandbox.control.webhooksIdle()
    expect(hook.received).toHaveLength(1)
    expect(sandbox.control.state().deliveries).toEqual([])
  })

  it("knows no other switches", async () => {
    const { turn, read } = await board()
    expect((await turn("nothing")).status).toBe(404)
    expect((await turn("payments/pi_1/explode")).status).toBe(404)
    expect((await turn("payments/pi_1/refund/more")).status).toBe(404)
    expect((await read("reset")).status).toBe(404)
  })
})

describe("the switchboard in a test", () => {
  it("gives copies: changing one changes nothing", async () => {
    const { payment, control } = await start()
    const { id } = await payment()
    const copy = control.state().payments[0]
    if (copy) copy.status = "succeeded"
    control.payment(id).status = "succeeded"
    expect(control.payment(id).status).toBe("requires_payment_method")
  })
})
