import request from "supertest"
import { start } from "../testing/support"

const LIVE = "wp_live_00112233445566778899aabbccddeeff"
const TEST = "wp_test_00112233445566778899aabbccddeeff"

describe("access to the API", () => {
  it("W1: the endpoints are below /api/v1, the configuration beside it", async () => {
    const { get } = await start()
    expect((await get("/api/v1/payments")).status).toBe(200)
    expect((await get("/api/config")).status).toBe(200)
    for (const path of [
      "/api/payments",
      "/payments",
      "/api/v1/config",
      "/api/v1/payments/",
      "/api",
    ]) {
      expect((await get(path)).body).toEqual({ success: false, error: "Not found" })
    }
  })

  it("W1: a method that an endpoint does not have is refused with 405 and Allow", async () => {
    const { url, apiKey, post } = await start()
    const answer = await request(url)
      .delete("/api/v1/payments")
      .set("Authorization", `Bearer ${apiKey}`)
    expect(answer.status).toBe(405)
    expect(answer.headers["allow"]).toBe("POST, GET")
    expect(answer.body).toEqual({ success: false, error: "Method not allowed" })
    expect((await post("/api/config")).status).toBe(405)
  })

  it.each([
    ["none", undefined],
    ["no scheme", TEST],
    ["another scheme", `Basic ${TEST}`],
    ["an unknown key", "Bearer wp_test_ffffffffffffffffffffffffffffffff"],
    ["another prefix", "Bearer sk_test_00112233445566778899aabbccddeeff"],
    ["not hex", "Bearer wp_test_xyz"],
    ["upper case", `Bearer ${TEST.toUpperCase()}`],
    ["two keys", `Bearer ${TEST} ${TEST}`],
  ])("W2: %s as Authorization is refused with 401", async (_, header) => {
    const { url, control } = await start({ apiKeys: [TEST] })
    for (const path of ["/api/v1/payments", "/api/config", "/api/v1"]) {
      const call = request(url).get(path)
      const answer = await (header === undefined ? call : call.set("Authorization", header))
      expect(answer.status).toBe(401)
      expect(answer.body).toEqual({ success: false, error: expect.any(String) })
      expect(answer.text).not.toContain("00112233")
    }
    expect(control.state().violations.map((one) => one.rule)).toEqual(["W2", "W2", "W2"])
  })

  it("W2: a test and a live key open accounts that know nothing of each other", async () => {
    const { get, post, control } = await start({ apiKeys: [TEST, LIVE] })
    const created = await post("/api/v1/payments", { amount: 100, description: "x" })
    const { id } = created.body.data
    expect((await get(`/api/v1/payments/${id}`)).status).toBe(200)
    expect((await get(`/api/v1/payments/${id}`, LIVE)).status).toBe(404)
    expect((await get("/api/v1/payments", LIVE)).body.data).toEqual([])
    expect(
      (await post(`/api/v1/payments/${id}`, { action: "cancel" }, "live-key-1", LIVE)).status
    ).toBe(404)
    await control.succeed(id)
    expect(
      (await post("/api/v1/refunds", { paymentIntentId: id }, "live-key-2", LIVE)).status
    ).toBe(404)
    const live = (await get("/api/config", LIVE)).body.data
    const test = (await get("/api/config", TEST)).body.data
    expect(live.stripePublishableKey).toMatch(/^pk_live_/)
    expect(test.stripePublishableKey).toMatch(/^pk_test_/)
    expect(live.stripeAccountId).not.toBe(test.stripeAccountId)
  })

  it("W2: GET /api/v1 answers an authenticated caller", async () => {
    const { get } = await start()
    expect((await get("/api/v1")).body).toMatchObject({ success: true, data: { mode: "test" } })
  })

  it("W4: successes, lists and errors come in their envelopes", async () => {
    const { get, payment } = await start()
    await payment()
    const list = await get("/api/v1/payments")
    expect(Object.keys(list.body)).toEqual(["success", "data", "pagination"])
    const config = await get("/api/config")
    expect(Object.keys(config.body)).toEqual(["success", "data"])
    const missing = await get("/api/v1/payments/pi_unknown")
    expect(missing.body).toEqual({ success: false, error: "Payment not found" })
    expect(missing.headers["content-type"]).toMatch(/^application\/json/)
  })

  it("W5: an inactive account is refused with 403, everywhere", async () => {
    const { get, post, control } = await start()
    await control.settings({ accountActive: false })
    expect((await get("/api/v1/payments")).status).toBe(403)
    expect((await get("/api/config")).status).toBe(403)
    expect((await post("/api/v1/refunds", {})).status).toBe(403)
  })

  it("W6: an account that is not onboarded gets the documented text", async () => {
    const { get, post, control } = await start()
    await control.settings({ connectConfigured: false })
    const text = { success: false, error: "Stripe Connect not configured" }
    expect((await post("/api/v1/payments", { amount: 100, description: "x" })).body).toEqual(text)
    expect((await get("/api/config")).body).toEqual(text)
    expect((await get("/api/v1/payments")).status).toBe(200)
  })

  it("W10, W11, W12: the configuration names the platform's key, the account and the active methods only", async () => {
    const { get, apiKey, control } = await start()
    const answer = await get("/api/config")
    expect(answer.body.data).toEqual({
      stripePublishableKey: expect.stringMatching(/^pk_test_/),
      stripeAccountId: expect.stringMatching(/^acct_/),
      chargesEnabled: true,
      supportedPaymentMethods: ["card", "ideal", "sepa_debit", "bancontact"],
    })
    expect(answer.text).not.toContain(apiKey)
    await control.settings({
      capabilities: ["card_present", "sofort_payments", "card_payments"],
      chargesEnabled: false,
    })
    expect((await get("/api/config")).body.data).toMatchObject({
      chargesEnabled: false,
      supportedPaymentMethods: ["card", "sofort"],
    })
  })

  it("the log of requests never holds an API key", async () => {
    const { get, apiKey, control } = await start()
    await get("/api/v1/payments?limit=5")
    expect(control.state().requests).toMatchObject([
      { method: "GET", path: "/api/v1/payments", status: 200, replayed: false },
    ])
    expect(JSON.stringify(control.state())).not.toContain(apiKey)
  })
})
