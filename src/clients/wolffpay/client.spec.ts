import { inspect } from "node:util"
import { createInProcessBudget, redact } from "../http"
import {
  answer,
  CALL,
  CREATED_PAYMENT,
  createTestClient,
  POST,
  refusal,
  TEST_KEY,
} from "./__fixtures__/client"
import { WolffPayClient } from "./client"

const CONFIG = {
  stripePublishableKey: "pk_test_platform",
  stripeAccountId: "acct_1",
  chargesEnabled: true,
  supportedPaymentMethods: ["card", "ideal", "sepa_debit"],
}
const create = { amount: 5_000, currency: "eur", description: "Order #12345" } as const

describe("WolffPayClient", () => {
  it("authorises every call with the key (W2)", async () => {
    const { client, sent } = createTestClient([answer(CONFIG)])
    await client.getConfig(CALL)
    expect(sent[0]?.headers.authorization).toBe(`Bearer ${TEST_KEY}`)
    expect(sent[0]?.headers["user-agent"]).toBe("medusa-plugin-wolffpay/0.0.0-test")
  })

  it.each([
    ["wp_live_00ff", true],
    ["wp_test_00ff", false],
  ])("%s is live: %p (W2)", (apiKey, live) => {
    expect(createTestClient([answer({})], { apiKey }).client.live).toBe(live)
  })

  it("shows its key to nobody", () => {
    const { client } = createTestClient([answer({})])
    for (const shown of [
      inspect(client, { depth: 10, showHidden: true }),
      JSON.stringify(client),
      JSON.stringify(redact(client)),
      JSON.stringify(Object.entries(client)),
    ]) {
      expect(shown).not.toContain(TEST_KEY)
    }
  })

  it("asks for the configuration outside the API prefix (W1, W10)", async () => {
    const { client, sent } = createTestClient([answer({ ...CONFIG, more: "than documented" })])

    await expect(client.getConfig(CALL)).resolves.toEqual(CONFIG)
    expect(sent[0]).toMatchObject({ url: "https://api.example.test/api/config", method: "GET" })
  })

  it("asks whether its key is accepted, whatever the answer looks like (W2)", async () => {
    const { client, sent } = createTestClient([{ json: { hello: ["you"] } }, refusal(401, "no")])

    await expect(client.ping(CALL)).resolves.toBeUndefined()
    expect(sent[0]?.url).toBe("https://api.example.test/api/v1")
    await expect(client.ping(CALL)).rejects.toMatchObject({ name: "AuthenticationError" })
  })

  it.each([undefined, "", "1234567", "x".repeat(256), "with space", "line\nbreak", "é".repeat(10)])(
    "sends no POST under the key %p (W8)",
    async (idempotencyKey) => {
      const { client, sent } = createTestClient([answer(CREATED_PAYMENT)])

      await expect(client.createPayment(create, { ...POST, idempotencyKey })).rejects.toMatchObject(
        {
          name: "InvalidInputError",
          field: "idempotencyKey",
          outcome: "none",
          retryable: false,
        }
      )
      expect(sent).toHaveLength(0)
    }
  )

  it.each(["12345678", "x".repeat(255)])(
    "sends a POST under a key of allowed length (W8)",
    async (key) => {
      const { client, sent } = createTestClient([answer(CREATED_PAYMENT)])
      await client.createPayment(create, { ...POST, idempotencyKey: key })
      expect(sent[0]?.headers["idempotency-key"]).toBe(key)
    }
  )

  it("sends no idempotency key with a GET", async () => {
    const { client, sent } = createTestClient([answer(CONFIG)])
    await client.getConfig(POST)
    expect(sent[0]?.headers).not.toHaveProperty("idempotency-key")
  })

  it("tries three times within 25 seconds unless told otherwise", async () => {
    const { client, sent } = createTestClient([refusal(500, "x")])

    await expect(client.getConfig(CALL)).rejects.toMatchObject({ name: "ServerError" })
    expect(sent).toHaveLength(3)
    await expect(client.getConfig({ ...CALL, maxAttempts: 1 })).rejects.toThrow()
    expect(sent).toHaveLength(4)
  })

  it("keeps the deadline it is given (R12)", async () => {
    const wait = { status: 429, headers: { "retry-after": "2" }, json: {} }
    const { client, sent } = createTestClient([wait, answer(CREATED_PAYMENT)])

    await expect(
      client.createPayment(create, { ...POST, deadlineMs: 1_500 })
    ).rejects.toMatchObject({ name: "RateLimitError" })
    expect(sent).toHaveLength(1)
  })

  it("spends the budget in the lane it is given (R19)", async () => {
    const budget = createInProcessBudget({ limit: 10 })
    const { client } = createTestClient([answer(CONFIG)], { budget, clock: Date.now })
    const once = (lane: "background" | "counter") => client.getConfig({ lane, deadlineMs: 500 })

    for (let i = 0; i < 6; i++) {
      await once("background")
    }
    await expect(once("background")).rejects.toMatchObject({ name: "BudgetExhaustedError" })
    await expect(once("counter")).resolves.toEqual(CONFIG)
  })

  it.each([
    ["Stripe Connect not configured", 400, /onboarding/],
    ["Terminal payments are disabled for this customer.", 403, /ask WolffPay/],
    ["This terminal reader is disabled in WolffPay dashboard.", 403, /switch it on/],
    ["Invalid amount. Minimum is 50 cents.", 400, /0\.50/],
  ])("turns %p into advice (W6)", async (text, status, advice) => {
    const { client } = createTestClient([refusal(status, text)])

    await expect(client.createPayment(create, POST)).rejects.toMatchObject({
      status,
      detail: text,
      merchantMessage: expect.stringMatching(advice),
    })
  })

  it("quotes a text that it does not know", async () => {
    const { client } = createTestClient([refusal(400, "Something new.")])
    await expect(client.createPayment(create, POST)).rejects.toMatchObject({
      merchantMessage: expect.stringContaining("Something new."),
    })
  })

  it("uses the system's fetch and clock when given none", async () => {
    const calls: string[] = []
    jest.spyOn(globalThis, "fetch").mockImplementation(async (url) => {
      calls.push(url instanceof Request ? url.url : url.toString())
      return new Response(JSON.stringify({ success: true, data: CONFIG }))
    })
    const client = new WolffPayClient({
      apiKey: TEST_KEY,
      baseUrl: "https://api.example.test",
      timeoutMs: 1_000,
      budget: createInProcessBudget({ limit: 10 }),
      version: "1.0.0",
    })

    await expect(client.getConfig(CALL)).resolves.toEqual(CONFIG)
    expect(calls).toEqual(["https://api.example.test/api/config"])
  })
})

describe("an answer that is not as documented", () => {
  it.each([
    ["success is false on a 200", { success: false, error: "no" }],
    ["success is missing", { data: CONFIG }],
    ["success is a text", { success: "true", data: CONFIG }],
    ["data is missing", { success: true }],
    ["data is a list", { success: true, data: [CONFIG] }],
    ["a field is missing", { success: true, data: { ...CONFIG, stripeAccountId: undefined } }],
    ["a field is null", { success: true, data: { ...CONFIG, stripeAccountId: null } }],
    ["a field is of another type", { success: true, data: { ...CONFIG, chargesEnabled: "yes" } }],
    ["it is a list", []],
    ["it is null", null],
    ["it is a text", "ok"],
  ])("is refused when %s (W4, W10)", async (_name, json) => {
    const { client, sent } = createTestClient([{ json }])

    await expect(client.getConfig(CALL)).rejects.toMatchObject({
      name: "UnexpectedResponseError",
      outcome: "none",
    })
    expect(sent).toHaveLength(1)
  })

  it("is described by place, never by value", async () => {
    const { client } = createTestClient([
      answer({ ...CREATED_PAYMENT, amount: "pi_3abc123_secret_xyz", currency: "Jansen" }),
    ])

    const error: unknown = await client.createPayment(create, POST).catch((thrown) => thrown)

    expect(String(error)).toContain("amount")
    expect(String(error)).not.toMatch(/secret_xyz|Jansen/)
  })
})
