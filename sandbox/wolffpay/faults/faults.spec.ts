import { eventOf, newKey, receiver, start } from "../testing/support"
import { matchesPath } from "./fault-rule"

const BODY = { amount: 5000, description: "Order 1" }
const PAYMENTS = "/api/v1/payments"

describe("faults of requests", () => {
  it("drop_before: the connection is cut and nothing was done", async () => {
    const { post, control } = await start()
    await control.addFaults({ kind: "drop_before", method: "POST" })
    const key = newKey()
    await expect(post(PAYMENTS, BODY, key)).rejects.toThrow()
    expect(control.state().payments).toEqual([])
    expect(control.state().requests).toMatchObject([{ status: null, fault: "drop_before" }])
    const again = await post(PAYMENTS, BODY, key)
    expect(again.status).toBe(200)
    expect(again.headers).not.toHaveProperty("idempotent-replayed")
  })

  it("drop_after: it was done, and the same key tells", async () => {
    const { post, control } = await start()
    await control.addFaults({ kind: "drop_after", path: PAYMENTS })
    const key = newKey()
    await expect(post(PAYMENTS, BODY, key)).rejects.toThrow()
    const [made] = control.state().payments
    const again = await post(PAYMENTS, BODY, key)
    expect(again.headers["idempotent-replayed"]).toBe("true")
    expect(again.body.data.id).toBe(made?.id)
    expect(control.state().payments).toHaveLength(1)
  })

  it.each([
    [429, "Rate limit exceeded"],
    [500, "Internal server error"],
    [503, "Internal server error"],
  ])(
    "status %i: refused before anything was done, and not kept under the key",
    async (status, error) => {
      const { post, control } = await start()
      await control.addFaults({ kind: "status", status, retryAfter: 7 })
      const key = newKey()
      const refused = await post(PAYMENTS, BODY, key)
      expect(refused.status).toBe(status)
      expect(refused.body).toEqual({ success: false, error })
      expect(refused.headers["retry-after"]).toBe("7")
      expect(control.state().payments).toEqual([])
      const again = await post(PAYMENTS, BODY, key)
      expect([again.status, again.headers["idempotent-replayed"]]).toEqual([200, undefined])
      expect(control.state().violations).toEqual([])
    }
  )

  it("status_after: done and answered with 500, and the same key gives the success", async () => {
    const { paid, post, control } = await start()
    const { id } = await paid()
    await control.addFaults({ kind: "status_after", path: "/api/v1/refunds" })
    const key = newKey()
    expect((await post("/api/v1/refunds", { paymentIntentId: id }, key)).status).toBe(500)
    expect(control.state().ledger).toMatchObject([{ refunded: 5000 }])
    const again = await post("/api/v1/refunds", { paymentIntentId: id }, key)
    expect(again.status).toBe(200)
    expect(again.headers["idempotent-replayed"]).toBe("true")
    expect(control.state().ledger).toMatchObject([{ refunded: 5000 }])
  })

  it("slow: done at once, answered later", async () => {
    const { post, control } = await start()
    await control.addFaults({ kind: "slow", ms: 80 })
    const started = performance.now()
    const call = post(PAYMENTS, BODY).then((answer) => answer)
    while (control.state().payments.length === 0) await new Promise((r) => setTimeout(r, 2))
    expect((await call).status).toBe(200)
    expect(performance.now() - started).toBeGreaterThanOrEqual(75)
  })

  it("wrong_amount: the answer is wrong and the book is right", async () => {
    const { post, get, control } = await start()
    await control.addFaults([
      { kind: "wrong_amount", method: "POST" },
      { kind: "wrong_amount", method: "GET", amount: 1 },
    ])
    expect((await post(PAYMENTS, BODY)).body.data.amount).toBe(5001)
    expect((await get(PAYMENTS)).body.data[0].amount).toBe(1)
    expect(control.state().payments).toMatchObject([{ amount: 5000 }])
  })

  it("garbage: the answer is not JSON", async () => {
    const { get, control } = await start()
    await control.addFaults({ kind: "garbage" })
    const answer = await get(PAYMENTS)
    expect(answer.headers["content-type"]).toContain("text/html")
    expect(answer.headers["x-ratelimit-limit"]).toBe("100")
  })

  it("a rule chooses by method, path and action, as often as it says", async () => {
    const { payment, post, get, control } = await start()
    const { id } = await payment()
    await control.addFaults({
      kind: "status",
      status: 503,
      method: "post",
      path: "/api/v1/payments/*",
      action: "cancel",
      times: 2,
    })
    const cancel = async () => (await post(`${PAYMENTS}/${id}`, { action: "cancel" })).status
    expect((await post(`${PAYMENTS}/${id}`, { action: "capture" })).status).toBe(400)
    expect((await get(`${PAYMENTS}/${id}`)).status).toBe(200)
    expect([await cancel(), await cancel(), await cancel()]).toEqual([503, 503, 200])
  })

  it('"always" stays until it is taken back', async () => {
    const { get, control } = await start()
    await control.addFaults({ kind: "status", status: 500, times: "always" })
    for (let i = 0; i < 3; i++) expect((await get(PAYMENTS)).status).toBe(500)
    expect(control.state().faults).toMatchObject([{ kind: "status", left: "always" }])
    await control.clearFaults()
    expect((await get(PAYMENTS)).status).toBe(200)
  })

  it.each([
    ["/api/v1/payments", "/api/v1/payments", true],
    ["/api/v1/payments", "/api/v1/payments/pi_1", false],
    ["/api/v1/payments/*", "/api/v1/payments/pi_1", true],
    ["*refunds", "/api/v1/refunds", true],
    ["/api/v1/.*", "/api/v1/payments", false],
  ])("the pattern %s and the path %s", (pattern, path, fits) => {
    expect(matchesPath(pattern, path)).toBe(fits)
  })
})

describe("faults of webhooks", () => {
  async function shop() {
    const hook = await receiver()
    const sandbox = await start({ webhookUrl: hook.url })
    const events = async () => {
      await sandbox.control.webhooksIdle()
      return hook.received.map((one) => eventOf(one).event)
    }
    return { hook, events, ...sandbox }
  }

  it("duplicate: the same bytes come more than once", async () => {
    const { hook, events, paid, control } = await shop()
    await control.addFaults({ kind: "duplicate", count: 2 })
    await paid()
    expect(await events()).toHaveLength(3)
    expect(new Set(hook.received.map((one) => one.body)).size).toBe(1)
  })

  it("lose: it never comes, though it can be sent by hand", async () => {
    const { events, paid, control } = await shop()
    await control.addFaults({ kind: "lose", event: "payment.succeeded" })
    const { id } = await paid()
    await control.refund(id)
    expect(await events()).toEqual(["payment.refunded"])
    const [lost] = control.state().deliveries
    expect(lost?.state).toBe("lost")
    await control.resend(lost?.id ?? "")
    expect(await events()).toEqual(["payment.refunded", "payment.succeeded"])
  })

  it("delay: it comes when the sandbox's clock gets there", async () => {
    const { events, paid, control } = await shop()
    await control.addFaults({ kind: "delay", ms: 60_000 })
    await paid()
    expect(await events()).toEqual([])
    await control.advance(60_000)
    expect(await events()).toEqual(["payment.succeeded"])
  })

  it("reorder: the first comes after the next", async () => {
    const { events, paid, control } = await shop()
    await control.addFaults({ kind: "reorder" })
    const { id } = await paid()
    expect(await events()).toEqual([])
    expect(control.state().deliveries[0]?.state).toBe("held")
    await control.refund(id)
    expect(await events()).toEqual(["payment.refunded", "payment.succeeded"])
  })

  it("pause and resume: everything waits, then everything comes", async () => {
    const { events, paid, control } = await shop()
    await control.addFaults({ kind: "pause" })
    const { id } = await paid()
    await control.refund(id)
    expect(await events()).toEqual([])
    await control.addFaults({ kind: "resume" })
    expect((await events()).sort()).toEqual(["payment.refunded", "payment.succeeded"])
  })

  it("taking the faults back lets held and paused events go", async () => {
    const { events, paid, control } = await shop()
    await control.addFaults([{ kind: "reorder" }, { kind: "pause" }])
    await paid()
    await paid()
    expect(await events()).toEqual([])
    await control.clearFaults()
    expect(await events()).toHaveLength(2)
  })
})
