import { randomUUID } from "node:crypto"
import { createInProcessBudget, type Lane, type RequestBudget } from "../../src/clients/http"
import {
  type CallOptions,
  type CreatePaymentInput,
  parseWebhookEvent,
  readPaymentEventData,
  readRefundEventData,
  verifyWebhookSignature,
  WolffPayClient,
} from "../../src/clients/wolffpay"
import { startWolffPaySandbox, type WolffPaySandbox } from "../../sandbox/wolffpay"
import { createServer, type IncomingHttpHeaders, type Server } from "node:http"
import type { AddressInfo } from "node:net"

const order: CreatePaymentInput = { amount: 5_000, currency: "eur", description: "Order 12345" }
const unlimited: RequestBudget = { acquire: async () => undefined, report: () => undefined }

type Hook = { headers: IncomingHttpHeaders; rawBody: Buffer }

let sandbox: WolffPaySandbox
let client: WolffPayClient
let shop: Server
let hooks: Hook[]

function connect(options: { apiKey?: string; budget?: RequestBudget; timeoutMs?: number } = {}) {
  return new WolffPayClient({
    apiKey: sandbox.apiKey,
    baseUrl: sandbox.url,
    timeoutMs: 2_000,
    budget: unlimited,
    version: "0.0.0-test",
    // Full speed: how long to wait is proved elsewhere, by an injected clock.
    sleep: async () => undefined,
    ...options,
  })
}

const get = (lane: Lane = "checkout"): CallOptions => ({ lane })
const post = (idempotencyKey: string = randomUUID()): CallOptions => ({
  lane: "checkout",
  idempotencyKey,
})

const state = () => sandbox.control.state()
const sent = () => state().requests.filter((request) => request.path.startsWith("/api"))

async function pay(created: { clientSecret: string }, outcome = "succeed", method = "card") {
  await sandbox.control.pay({ clientSecret: created.clientSecret, method, outcome })
}

beforeAll(async () => {
  shop = createServer((request, response) => {
    const chunks: Buffer[] = []
    request.on("data", (chunk: Buffer) => chunks.push(chunk))
    request.on("end", () => {
      hooks.push({ headers: request.headers, rawBody: Buffer.concat(chunks) })
      response.end("{}")
    })
  })
  await new Promise<void>((resolve) => shop.listen(0, "127.0.0.1", resolve))
})
afterAll(async () => {
  await new Promise((resolve) => shop.close(resolve))
})

beforeEach(async () => {
  hooks = []
  const { port } = shop.address() as AddressInfo
  sandbox = await startWolffPaySandbox({
    apiKeys: ["wp_test_0123456789abcdef", "wp_live_fedcba9876543210"],
    webhookUrl: `http://127.0.0.1:${port}/hooks/wolffpay`,
    webhookSecret: "whsec_test0123456789",
    requestsPerMinute: 1_000,
  })
  client = connect()
})
afterEach(async () => {
  await sandbox.close()
})

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
    await sandbox.close()
    sandbox = await startWolffPaySandbox({ requestsPerMinute: 20 })
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
    await sandbox.close()
    sandbox = await startWolffPaySandbox({ requestsPerMinute: 10 })
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

describe("payments", () => {
  it("W13: both ends of every limit are taken", async () => {
    await client.createPayment({ ...order, amount: 50 }, post())
    await client.createPayment({ ...order, amount: 99_999_999 }, post())
    await client.createPayment({ ...order, description: "x".repeat(1_000) }, post())
    await client.createPayment({ ...order, currency: "usd", paymentMethodTypes: ["card"] }, post())
    await client.createPayment({ ...order, metadata: { cart: "cart_1" } }, post())
    expect(state().violations).toEqual([])
  })

  it("W13: beyond the limits nothing is sent", async () => {
    for (const wrong of [
      { amount: 49 },
      { amount: 100_000_000 },
      { description: "" },
      { description: "x".repeat(1_001) },
      { metadata: { note: "x".repeat(8_192) } },
    ]) {
      await expect(client.createPayment({ ...order, ...wrong }, post())).rejects.toMatchObject({
        name: "InvalidInputError",
      })
    }
    expect(sent()).toEqual([])
  })

  it("W14: a created payment", async () => {
    const created = await client.createPayment(
      { ...order, paymentMethodTypes: ["card", "ideal"] },
      post()
    )
    expect(created).toEqual({
      paymentIntentId: expect.stringMatching(/^pi_/),
      clientSecret: expect.stringContaining(`${created.paymentIntentId}_secret_`),
      amount: 5_000,
      currency: "eur",
      status: "requires_payment_method",
      description: "Order 12345",
      paymentMethodTypes: ["card", "ideal"],
      captureMethod: "automatic",
      createdAt: expect.stringMatching(/^\d{4}-\d\d-\d\dT/),
    })
  })

  it("W15: page by page, every payment once, test mode as asked", async () => {
    const made = new Set<string>()
    for (let i = 0; i < 7; i++) {
      made.add((await client.createPayment(order, post())).paymentIntentId)
    }
    const seen: string[] = []
    let startingAfter: string | undefined
    let pages = 0
    do {
      const page = await client.listPayments({ limit: 3, startingAfter, testMode: true }, get())
      seen.push(...page.items.map((item) => item.paymentIntentId))
      startingAfter = page.nextCursor
      pages += 1
    } while (startingAfter !== undefined)

    expect(pages).toBe(3)
    expect(seen).toHaveLength(7)
    expect(new Set(seen)).toEqual(made)
    expect((await client.listPayments({ testMode: false }, get())).items).toEqual([])
    expect((await client.listPayments({ limit: 100 }, get())).items).toHaveLength(7)
    expect(state().violations).toEqual([])
  })

  it("W16: one payment, by document id or by intent, under the same names as in a list", async () => {
    const { paymentIntentId } = await client.createPayment(order, post())
    const byIntent = await client.getPayment(paymentIntentId, get())
    const byDocument = await client.getPayment(byIntent.documentId, get())

    expect(byIntent).toMatchObject({ paymentIntentId, amount: 5_000, currency: "eur" })
    expect(byDocument).toEqual(byIntent)
    expect((await client.listPayments({}, get())).items).toEqual([byIntent])
  })

  it("W17: capture takes all, cancel lets go", async () => {
    const manual: CreatePaymentInput = {
      ...order,
      captureMethod: "manual",
      paymentMethodTypes: ["card"],
    }
    const taken = await client.createPayment(manual, post())
    await pay(taken)
    expect(await client.capturePayment(taken.paymentIntentId, post())).toEqual({
      documentId: expect.any(String),
      paymentIntentId: taken.paymentIntentId,
      status: "succeeded",
      action: "capture",
    })

    const dropped = await client.createPayment(manual, post())
    expect(await client.cancelPayment(dropped.paymentIntentId, post())).toMatchObject({
      status: "canceled",
      action: "cancel",
    })
    await expect(client.capturePayment(dropped.paymentIntentId, post())).rejects.toMatchObject({
      name: "InvalidRequestError",
      outcome: "none",
    })
  })

  it("W18: every status of a payment's life is passed on", async () => {
    const statusAfter = async (outcome: string, input = order, method = "ideal") => {
      const created = await client.createPayment(input, post())
      await pay(created, outcome, method)
      return (await client.getPayment(created.paymentIntentId, get())).status
    }
    const manual = { ...order, captureMethod: "manual", paymentMethodTypes: ["card"] } as const
    expect(await statusAfter("succeed")).toBe("succeeded")
    expect(await statusAfter("decline")).toBe("requires_payment_method")
    expect(await statusAfter("process")).toBe("processing")
    expect(await statusAfter("require_action")).toBe("requires_action")
    expect(await statusAfter("succeed", manual, "card")).toBe("requires_capture")
  })
})

describe("terminal", () => {
  const sale = { amount: 5_000, description: "Bestelling 456" }

  it("W19: a connection token", async () => {
    const token = await client.createConnectionToken({ locationId: "tml_abc123" }, post())
    expect(token).toMatchObject({ secret: expect.any(String), locationId: "tml_abc123" })
    await expect(client.createConnectionToken({}, post())).resolves.toMatchObject({
      secret: expect.any(String),
    })
  })

  it("W20: every action goes to the one endpoint by its name", async () => {
    await sandbox.control.addReader({ id: "tmr_abc123", auto: "tap" })
    const readerId = "tmr_abc123"
    const { paymentIntentId } = await client.createTerminalIntent(sale, post())
    await client.collectPaymentMethod({ readerId, paymentIntentId }, post())
    await client.processPayment({ readerId, paymentIntentId }, post())
    const next = await client.createTerminalIntent({ ...sale, captureMethod: "manual" }, post())
    await client.collectAndProcess({ readerId, paymentIntentId: next.paymentIntentId }, post())
    await client.captureTerminalPayment(next, post())
    await client.cancelReaderAction({ readerId }, post())
    const last = await client.createTerminalIntent(sale, post())
    await client.cancelTerminalPayment({ paymentIntentId: last.paymentIntentId }, post())

    expect(new Set(sent().map((request) => request.path))).toEqual(
      new Set(["/api/v1/payments/terminal"])
    )
    expect(new Set(sent().map((request) => request.action))).toEqual(
      new Set([
        "create_intent",
        "collect_payment_method",
        "process_payment",
        "collect_and_process",
        "capture_payment",
        "cancel_reader_action",
        "cancel_payment",
      ])
    )
    expect(state().violations).toEqual([])
  })

  it("W21: a card-present intent", async () => {
    await expect(client.createTerminalIntent(sale, post())).resolves.toMatchObject({
      paymentIntentId: expect.stringMatching(/^pi_/),
      amount: 5_000,
      currency: "eur",
      status: "requires_payment_method",
      captureMethod: "automatic",
      paymentMethodTypes: ["card_present"],
      connect: { destination: expect.stringMatching(/^acct_/) },
    })
  })

  it("W22: the fee is the fixed part and the percentage", async () => {
    const { fee } = await client.createTerminalIntent(sale, post())
    expect(fee).toEqual({
      applicationFeeAmount: 150,
      fixedFee: 25,
      percentageFee: 2.5,
      calculatedPercentageFee: 125,
    })
  })

  it("W23: collect and process waits for the card and says what was received", async () => {
    await sandbox.control.addReader({ id: "tmr_abc123" })
    const { paymentIntentId } = await client.createTerminalIntent(sale, post())
    const paying = client.collectAndProcess({ readerId: "tmr_abc123", paymentIntentId }, post())

    await whenReaderWaits()
    await sandbox.control.presentCard("tmr_abc123", "tap")

    await expect(paying).resolves.toEqual({
      paymentIntentId,
      status: "succeeded",
      amountReceived: 5_000,
    })
  })

  it("W23: cut off while the customer looks for a card, the intent tells what became of it", async () => {
    await sandbox.control.addReader({ id: "tmr_abc123" })
    const { paymentIntentId } = await client.createTerminalIntent(sale, post())

    await expect(
      client.collectAndProcess(
        { readerId: "tmr_abc123", paymentIntentId },
        { ...post(), timeoutMs: 200 }
      )
    ).rejects.toMatchObject({ name: "ConnectionError", timedOut: true, outcome: "unknown" })
    await sandbox.control.presentCard("tmr_abc123", "tap")

    expect(await client.getPayment(paymentIntentId, get())).toMatchObject({ status: "succeeded" })
    expect(sent().filter((request) => request.action === "collect_and_process")).toHaveLength(1)
  })

  it("W24: its two halves", async () => {
    await sandbox.control.addReader({ id: "tmr_abc123", auto: "tap" })
    const { paymentIntentId } = await client.createTerminalIntent(sale, post())
    const reader = { readerId: "tmr_abc123", paymentIntentId }

    await client.collectPaymentMethod(reader, post())
    expect(await client.getPayment(paymentIntentId, get())).not.toMatchObject({
      status: "succeeded",
    })
    await expect(client.processPayment(reader, post())).resolves.toMatchObject({
      status: "succeeded",
      amountReceived: 5_000,
    })
  })

  it("W25: cancelling the reader frees it, and leaves the intent to be cancelled", async () => {
    await sandbox.control.addReader({ id: "tmr_abc123" })
    const { paymentIntentId } = await client.createTerminalIntent(sale, post())
    const paying = client
      .collectAndProcess({ readerId: "tmr_abc123", paymentIntentId }, post())
      .catch((error: unknown) => error)
    await whenReaderWaits()

    await client.cancelReaderAction({ readerId: "tmr_abc123" }, post())
    expect(await paying).toMatchObject({ name: "InvalidRequestError" })
    await client.cancelTerminalPayment({ paymentIntentId }, post())

    expect(sandbox.control.payment(paymentIntentId).status).toBe("canceled")
  })

  it("W26: a terminal or a reader that is switched off", async () => {
    await sandbox.control.addReader({ id: "tmr_abc123", disabled: true })
    const { paymentIntentId } = await client.createTerminalIntent(sale, post())
    await expect(
      client.collectAndProcess({ readerId: "tmr_abc123", paymentIntentId }, post())
    ).rejects.toMatchObject({ merchantMessage: expect.stringMatching(/switch it on/) })

    await sandbox.control.settings({ terminalEnabled: false })
    await expect(client.createTerminalIntent(sale, post())).rejects.toMatchObject({
      name: "PermissionError",
      outcome: "none",
    })
  })

  async function whenReaderWaits(): Promise<void> {
    while (!state().readers.some((reader) => reader.waitingFor !== null)) {
      await new Promise((resolve) => setTimeout(resolve, 5))
    }
  }
})

describe("refunds", () => {
  async function paid(): Promise<string> {
    const created = await client.createPayment(order, post())
    await pay(created)
    return created.paymentIntentId
  }

  it("W28: a part, then the rest", async () => {
    const paymentIntentId = await paid()

    const part = await client.createRefund(
      {
        paymentIntentId,
        amount: 2_000,
        reason: "requested_by_customer",
        metadata: { refund: "ref_1" },
      },
      post()
    )
    const rest = await client.createRefund({ paymentIntentId }, post())

    expect(part).toEqual({
      refundId: expect.stringMatching(/^re_/),
      paymentIntentId,
      amount: 2_000,
      currency: "eur",
      status: "succeeded",
      reason: "requested_by_customer",
      createdAt: expect.any(String),
    })
    expect(rest.amount).toBe(3_000)
    await expect(client.createRefund({ paymentIntentId, amount: 1 }, post())).rejects.toMatchObject(
      { name: "InvalidRequestError", outcome: "none" }
    )
  })

  it.each(["pending", "failed"] as const)(
    "W28: a refund that is %s is passed on",
    async (status) => {
      const paymentIntentId = await paid()
      await sandbox.control.settings({ refundStatus: status })
      await expect(client.createRefund({ paymentIntentId }, post())).resolves.toMatchObject({
        status,
      })
    }
  )

  it("W29: the refunds of one payment, page by page", async () => {
    const paymentIntentId = await paid()
    await client.createRefund({ paymentIntentId: await paid() }, post())
    for (const amount of [100, 200, 300]) {
      await client.createRefund({ paymentIntentId, amount }, post())
    }

    const first = await client.listRefunds({ paymentIntentId, limit: 2 }, get())
    const second = await client.listRefunds(
      { paymentIntentId, limit: 2, startingAfter: first.nextCursor },
      get()
    )

    expect([first.hasMore, second.hasMore]).toEqual([true, false])
    const amounts = [...first.items, ...second.items].map((refund) => refund.amount)
    expect(amounts.sort()).toEqual([100, 200, 300])
    expect(first.items[0]).toMatchObject({
      refundId: expect.stringMatching(/^re_/),
      documentId: expect.any(String),
      paymentIntentId,
    })
    expect((await client.listRefunds({}, get())).items).toHaveLength(4)
    expect(state().violations).toEqual([])
  })
})

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

describe("what the documents ask of an integration", () => {
  it.each(["drop_before", "drop_after", "status_after", "garbage"] as const)(
    "W37: one payment, whatever happens to the first answer (%s)",
    async (kind) => {
      await sandbox.control.addFaults({ kind })

      const created = await client.createPayment(order, post("attempt-0001"))

      expect(created.amount).toBe(5_000)
      expect(state().payments).toHaveLength(1)
      expect(sent().map((request) => request.idempotencyKey)).toEqual([
        "attempt-0001",
        "attempt-0001",
      ])
      expect(state().violations).toEqual([])
    }
  )

  it.each([429, 500, 502, 503])(
    "W37: tried again after a %i, one refund in the end",
    async (status) => {
      const created = await client.createPayment(order, post())
      await pay(created)
      await sandbox.control.addFaults({
        kind: "status",
        status,
        retryAfter: 1,
        times: 2,
        path: "*/refunds",
      })

      await client.createRefund({ paymentIntentId: created.paymentIntentId, amount: 100 }, post())

      expect(state().refunds).toHaveLength(1)
      expect(sent().filter((request) => request.path.endsWith("/refunds"))).toHaveLength(3)
    }
  )

  it("W37: a slow answer is cut off, and the same key brings the payment back", async () => {
    await sandbox.control.addFaults({ kind: "slow", ms: 3_000 })
    const hasty = connect({ timeoutMs: 150 })

    const created = await hasty.createPayment(order, post())

    expect(state().payments.map((payment) => payment.id)).toEqual([created.paymentIntentId])
  })

  it("W37: all tries lost, the outcome is unknown; the next call with the key finds the payment", async () => {
    await sandbox.control.addFaults({ kind: "drop_after", times: 3 })
    await expect(client.createPayment(order, post("attempt-0001"))).rejects.toMatchObject({
      name: "ConnectionError",
      outcome: "unknown",
      retryable: true,
    })

    await client.createPayment(order, post("attempt-0001"))
    expect(state().payments).toHaveLength(1)
  })

  it("W39: an error gives away neither the key nor a client secret", async () => {
    await sandbox.control.addFaults({ kind: "garbage", times: "always" })
    const error: unknown = await client.createPayment(order, post()).catch((thrown) => thrown)

    expect(error).toMatchObject({ name: "UnexpectedResponseError" })
    expect(JSON.stringify([String(error), error])).not.toMatch(/wp_test_0|_secret_|Order 12345/)
  })
})
