import { createInProcessBudget, type Lane } from "../../src/clients/http"
import type { CreatePaymentInput } from "../../src/clients/wolffpay"
import {
  client,
  connect,
  get,
  order,
  pay,
  post,
  restartSandbox,
  sandbox,
  sent,
  state,
  useSandbox,
} from "./wolffpay-client-kit"

useSandbox()

describe("basics", () => {
  it("W1: the API lies below /api/v1, the configuration beside it", async () => {
    await client.getConfig(get())
    await client.listPayments({}, get())
    expect(sent().map((request) => request.path)).toEqual(["/api/config", "/api/v1/payments"])
  })

  it("W2: every call carries the key, and test and live are separate accounts", async () => {
    const live = connect({ apiKey: "wp_live_fedcba9876543210" })
    await client.ping(get())
    const { paymentIntentId } = await client.createPayment(order, post())

    expect([client.live, live.live]).toEqual([false, true])
    await expect(live.getPayment(paymentIntentId, get())).rejects.toMatchObject({
      name: "NotFoundError",
    })
    expect((await live.listPayments({}, get())).items).toEqual([])
  })

  it("W3: amounts are whole cents, there and back", async () => {
    const created = await client.createPayment({ ...order, amount: 1_999 }, post())
    expect(created.amount).toBe(1_999)
    expect(sandbox.control.payment(created.paymentIntentId).amount).toBe(1_999)
  })

  it("W4: data comes out of its envelope, an error with the text of its own", async () => {
    await expect(client.getPayment("pi_none", get())).rejects.toMatchObject({
      name: "NotFoundError",
      detail: expect.any(String),
    })
    await expect(client.listRefunds({}, get())).resolves.toEqual({ items: [], hasMore: false })
  })

  it("W5: every status has its error", async () => {
    const byStatus = async (status: number) => {
      await sandbox.control.addFaults({ kind: "status", status })
      return await client
        .createPayment(order, { ...post(), maxAttempts: 1 })
        .catch((error: unknown) => error)
    }
    for (const [status, name, outcome] of [
      [400, "InvalidRequestError", "none"],
      [401, "AuthenticationError", "none"],
      [403, "PermissionError", "none"],
      [404, "NotFoundError", "none"],
      [429, "RateLimitError", "none"],
      [500, "ServerError", "unknown"],
      [503, "ServerError", "unknown"],
    ] as const) {
      expect(await byStatus(status)).toMatchObject({ name, status, outcome })
    }
    expect(state().payments).toEqual([])
  })

  it("W5: a wrong key and an inactive account", async () => {
    const stranger = connect({ apiKey: "wp_test_ffffffffffffffff" })
    await expect(stranger.ping(get())).rejects.toMatchObject({ name: "AuthenticationError" })

    await sandbox.control.settings({ accountActive: false })
    await expect(client.listPayments({}, get())).rejects.toMatchObject({ name: "PermissionError" })
  })

  it("W6: the documented texts become advice", async () => {
    await sandbox.control.settings({ connectConfigured: false })
    await expect(client.createPayment(order, post())).rejects.toMatchObject({
      detail: "Stripe Connect not configured",
      merchantMessage: expect.stringMatching(/onboarding/),
    })
    await sandbox.control.settings({ connectConfigured: true, terminalEnabled: false })
    await expect(client.createConnectionToken({}, post())).rejects.toMatchObject({
      name: "PermissionError",
      merchantMessage: expect.stringMatching(/ask WolffPay/),
    })
  })

  it("W7: the budget keeps within the limit, so that WolffPay never has to refuse", async () => {
    await restartSandbox({ requestsPerMinute: 20 })
    const careful = connect({ budget: createInProcessBudget({ limit: 20 }) })

    const calls = Array.from({ length: 60 }, () =>
      careful.listPayments({}, { lane: "counter", deadlineMs: 1_500 })
    )
    const settled = await Promise.allSettled(calls)

    const refused = settled.filter((one) => one.status === "rejected")
    expect(settled.length - refused.length).toBe(20)
    expect(refused.map((one) => one.reason.name)).toEqual(Array(40).fill("BudgetExhaustedError"))
    expect(sent().map((request) => request.status)).toEqual(Array(20).fill(200))
  })

  it("W7: what the service reports holds even when our own count would allow more", async () => {
    await restartSandbox({ requestsPerMinute: 10 })
    const optimist = connect({ budget: createInProcessBudget({ limit: 1_000 }) })
    const once = (lane: Lane) => optimist.listPayments({}, { lane, deadlineMs: 500 })

    for (let i = 0; i < 10; i++) {
      await once("counter")
    }
    await expect(once("counter")).rejects.toMatchObject({ name: "BudgetExhaustedError" })
    expect(sent()).toHaveLength(10)
    expect(state().violations).toEqual([])
  })

  it("W7: after a 429 nothing is sent until Retry-After is over", async () => {
    await sandbox.control.addFaults({ kind: "status", status: 429, retryAfter: 30 })
    const patient = connect({ budget: createInProcessBudget({ limit: 100 }) })
    const once = () => patient.listPayments({}, { lane: "counter", deadlineMs: 1_500 })

    await expect(once()).rejects.toMatchObject({ name: "RateLimitError", retryAfterMs: 30_000 })
    await expect(once()).rejects.toMatchObject({ name: "BudgetExhaustedError" })
    expect(sent()).toHaveLength(1)
  })
})

describe("idempotency", () => {
  it("W8: every POST carries a key, and none is sent without one", async () => {
    await expect(client.createPayment(order, get())).rejects.toMatchObject({
      field: "idempotencyKey",
    })
    expect(sent()).toEqual([])
    await client.createPayment(order, post("attempt-0001"))
    expect(sent().map((request) => request.idempotencyKey)).toEqual(["attempt-0001"])
  })

  it("W9: a repeat gets the original answer", async () => {
    const first = await client.createPayment(order, post("attempt-0001"))
    const again = await client.createPayment(order, post("attempt-0001"))

    expect(again).toEqual(first)
    expect(sent().map((request) => request.replayed)).toEqual([false, true])
    expect(state().payments).toHaveLength(1)
  })

  it("W9: the original answer to another amount is refused", async () => {
    await client.createPayment(order, post("attempt-0001"))

    await expect(
      client.createPayment({ ...order, amount: 7_500 }, post("attempt-0001"))
    ).rejects.toMatchObject({
      name: "MismatchedResponseError",
      expected: { amount: 7_500 },
      received: { amount: 5_000 },
    })
  })

  it("W9: a key is one for all payments, so a capture answered about another payment is refused", async () => {
    const manual: CreatePaymentInput = {
      ...order,
      captureMethod: "manual",
      paymentMethodTypes: ["card"],
    }
    const one = await client.createPayment(manual, post())
    const other = await client.createPayment(manual, post())
    await pay(one)
    await pay(other)
    await client.capturePayment(one.paymentIntentId, post("capture-0001"))

    await expect(
      client.capturePayment(other.paymentIntentId, post("capture-0001"))
    ).rejects.toMatchObject({ name: "MismatchedResponseError", outcome: "unknown" })
    expect(sandbox.control.payment(other.paymentIntentId).status).toBe("requires_capture")
  })

  it("W9: a wrong amount in the answer is refused", async () => {
    await sandbox.control.addFaults({ kind: "wrong_amount" })
    await expect(client.createPayment(order, post())).rejects.toMatchObject({
      name: "MismatchedResponseError",
      received: { amount: 5_001 },
    })
  })
})

describe("configuration", () => {
  it("W10, W11: what the browser needs, and not the API key", async () => {
    const config = await client.getConfig(get())
    expect(config).toEqual({
      stripePublishableKey: expect.stringMatching(/^pk_test_/),
      stripeAccountId: expect.stringMatching(/^acct_/),
      chargesEnabled: true,
      supportedPaymentMethods: expect.any(Array),
    })
    expect(JSON.stringify(config)).not.toContain(sandbox.apiKey)
  })

  it("W12: the methods follow the capabilities", async () => {
    await sandbox.control.settings({ capabilities: ["card_payments", "ideal_payments"] })
    const { supportedPaymentMethods } = await client.getConfig(get())
    expect([...supportedPaymentMethods].sort()).toEqual(["card", "ideal"])
  })
})
