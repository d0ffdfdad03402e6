import request from "supertest"
import { ManualClock, newKey, start } from "../testing/support"

const DAY = 24 * 60 * 60 * 1000
const BODY = { amount: 5000, description: "Order 1" }
const KEYS = [
  "wp_test_00000000000000000000000000000000",
  "wp_test_11111111111111111111111111111111",
]

describe("idempotency", () => {
  it.each([
    "/api/v1/payments",
    "/api/v1/payments/pi_1",
    "/api/v1/payments/terminal",
    "/api/v1/refunds",
    "/api/v1/terminal/connection-token",
  ])(
    "W8: POST %s without an Idempotency-Key is refused with 400 and the documented text",
    async (path) => {
      const { url, apiKey, control } = await start()
      const answer = await request(url)
        .post(path)
        .set("Authorization", `Bearer ${apiKey}`)
        .send(BODY)
      expect(answer.status).toBe(400)
      expect(answer.body).toEqual({ success: false, error: "Idempotency-Key header is required" })
      expect(control.state().violations).toMatchObject([{ rule: "W8", path }])
      expect(control.state().payments).toEqual([])
    }
  )

  it.each([
    [7, 400],
    [8, 200],
    [255, 200],
    [256, 400],
  ])("W8: a key of %i characters is answered with %i", async (length, status) => {
    const { post } = await start()
    expect((await post("/api/v1/payments", BODY, "k".repeat(length))).status).toBe(status)
  })

  it("W9: a repeat gets the original answer and says so, and nothing is made twice", async () => {
    const { post, control } = await start()
    const first = await post("/api/v1/payments", BODY, "order-1-attempt-1")
    await control.succeed(first.body.data.id)
    const again = await post("/api/v1/payments", BODY, "order-1-attempt-1")
    expect(again.status).toBe(200)
    expect(again.body).toEqual(first.body)
    expect(first.headers).not.toHaveProperty("idempotent-replayed")
    expect(again.headers["idempotent-replayed"]).toBe("true")
    expect(control.state().payments).toHaveLength(1)
    expect(control.state().requests.map((one) => one.replayed)).toEqual([false, true])
    expect(control.state().violations).toEqual([])
  })

  it("W9: the order of the fields does not make it another request", async () => {
    const { post, control } = await start()
    await post("/api/v1/payments", BODY, "order-1-attempt-1")
    await post("/api/v1/payments", { description: "Order 1", amount: 5000 }, "order-1-attempt-1")
    expect(control.state().violations).toEqual([])
  })

  it("W9: a repeat with another body gets the original answer and is a violation", async () => {
    const { post, control } = await start()
    const first = await post("/api/v1/payments", BODY, "order-1-attempt-1")
    const other = await post("/api/v1/payments", { ...BODY, amount: 9900 }, "order-1-attempt-1")
    expect(other.body).toEqual(first.body)
    expect(control.state().violations).toMatchObject([{ rule: "W9" }])
    await control.settings({ strictIdempotency: false })
    await post("/api/v1/payments", { ...BODY, amount: 1 }, "order-1-attempt-1")
    expect(control.state().violations).toHaveLength(1)
  })

  it("W9: a key used for one payment and then for another shows as a violation", async () => {
    const { post, payment, control } = await start()
    const [a, b] = [await payment(), await payment()]
    await post(`/api/v1/payments/${a.id}`, { action: "cancel" }, "cancel-key")
    const second = await post(`/api/v1/payments/${b.id}`, { action: "cancel" }, "cancel-key")
    expect(second.body.data.paymentIntentId).toBe(a.id)
    expect(control.payment(b.id).status).toBe("requires_payment_method")
    expect(control.state().violations).toMatchObject([{ rule: "W9" }])
  })

  it("W9: a key counts per endpoint and per API key", async () => {
    const { post, control } = await start({ apiKeys: KEYS })
    const key = "the-same-key"
    const first = await post("/api/v1/payments", BODY, key, KEYS[0])
    const second = await post("/api/v1/payments", BODY, key, KEYS[1])
    expect(second.body.data.id).not.toBe(first.body.data.id)
    const token = await post("/api/v1/terminal/connection-token", {}, key, KEYS[0])
    expect(token.body.data.secret).toMatch(/^pst_/)
    expect(control.state().payments).toHaveLength(2)
  })

  it("W9: a key is valid for 24 hours and not longer", async () => {
    const clock = new ManualClock()
    const { post, control } = await start({ now: clock.now })
    const first = await post("/api/v1/payments", BODY, "order-1-attempt-1")
    clock.ms += DAY - 1
    const before = await post("/api/v1/payments", BODY, "order-1-attempt-1")
    expect(before.body.data.id).toBe(first.body.data.id)
    await control.advance(1)
    const after = await post("/api/v1/payments", BODY, "order-1-attempt-1")
    expect(after.body.data.id).not.toBe(first.body.data.id)
    expect(after.headers).not.toHaveProperty("idempotent-replayed")
  })

  it("W9: of twenty at the same time one is carried out and all get its answer", async () => {
    const { post, control } = await start()
    const answers = await Promise.all(
      Array.from({ length: 20 }, () => post("/api/v1/payments", BODY, "order-1-attempt-1"))
    )
    expect(new Set(answers.map((one) => one.body.data.id)).size).toBe(1)
    expect(answers.filter((one) => one.headers["idempotent-replayed"] === "true")).toHaveLength(19)
    expect(control.state().payments).toHaveLength(1)
  })

  it("W9: a second call waits for a first that is still running", async () => {
    const { post, control } = await start()
    const { id: readerId } = await control.addReader()
    const intent = await post("/api/v1/payments/terminal", {
      action: "create_intent",
      amount: 500,
      description: "Counter",
    })
    const body = { action: "collect_and_process", readerId, paymentIntentId: intent.body.data.id }
    const calls = [1, 2].map(() =>
      post("/api/v1/payments/terminal", body, "collect-1").then((r) => r)
    )
    while (control.state().requests.length < 3) await new Promise((r) => setTimeout(r, 5))
    await new Promise((r) => setTimeout(r, 20))
    await control.presentCard(readerId, "tap")
    const [a, b] = await Promise.all(calls)
    expect(a?.body).toEqual(b?.body)
    expect(a?.body.data).toMatchObject({ status: "succeeded", amountReceived: 500 })
  })

  it("W9: a refusal of the endpoint is kept under the key as well", async () => {
    const { post } = await start()
    const key = newKey()
    const first = await post("/api/v1/payments", { amount: 1, description: "x" }, key)
    const again = await post("/api/v1/payments", { amount: 1, description: "x" }, key)
    expect(again.status).toBe(400)
    expect(again.body).toEqual(first.body)
    expect(again.headers["idempotent-replayed"]).toBe("true")
  })

  it("W9: what was refused before the endpoint is not kept", async () => {
    const { post, control } = await start()
    const key = newKey()
    await control.settings({ accountActive: false })
    expect((await post("/api/v1/payments", BODY, key)).status).toBe(403)
    await control.settings({ accountActive: true })
    expect((await post("/api/v1/payments", BODY, key)).status).toBe(200)
  })
})
