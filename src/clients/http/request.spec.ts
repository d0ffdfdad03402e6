import fc from "fast-check"
import { createFakeFetch, networkError, type Step } from "./__fixtures__/fake-fetch"
import { createFakeTime } from "./__fixtures__/fake-time"
import { createInProcessBudget } from "./budget"
import { ApiError, ConnectionError } from "./errors"
import type { RequestBudget } from "./lanes"
import { type HttpRequest, type HttpTransport, MIN_ATTEMPT_MS, sendRequest } from "./request"

const API_KEY = "wp_test_0123456789abcdef"
const ok: Step = { json: { success: true, data: { id: "pi_1" } } }
const status = (code: number, error = "text", headers?: Record<string, string>): Step => ({
  status: code,
  json: { success: false, error },
  headers,
})

function setUp(steps: Step[], overrides: Partial<HttpTransport> = {}) {
  const time = createFakeTime()
  const fake = createFakeFetch(...steps)
  const transport: HttpTransport = {
    service: "WolffPay",
    baseUrl: "https://api.example.test",
    version: "1.2.3",
    headers: { authorization: `Bearer ${API_KEY}` },
    fetch: fake.fetch,
    clock: time.clock,
    sleep: time.sleep,
    random: () => 0.5,
    readErrorText: (body) => {
      const text: unknown = Reflect.get(Object(body), "error")
      return typeof text === "string" ? text : undefined
    },
    ...overrides,
  }
  const request: HttpRequest<unknown> = {
    method: "POST",
    path: "/api/v1/payments",
    body: { amount: 5_000 },
    idempotencyKey: "order-1-attempt-1",
    lane: "checkout",
    deadline: time.clock() + 25_000,
    maxAttempts: 3,
    timeoutMs: 10_000,
    parse: (value) => ({ ok: true, value }),
  }
  const send = (changes: Partial<HttpRequest<unknown>> = {}) =>
    sendRequest(transport, { ...request, ...changes })
  const fail = async (changes: Partial<HttpRequest<unknown>> = {}): Promise<ApiError> => {
    try {
      await send(changes)
    } catch (error) {
      if (error instanceof ApiError) {
        return error
      }
      throw error
    }
    throw new Error("It was expected to fail")
  }
  return { time, sent: fake.sent, send, fail }
}

describe("one request", () => {
  it("sends method, url, headers and body as told, and follows no redirect", async () => {
    const { send, sent } = setUp([ok])

    await expect(send()).resolves.toEqual({ success: true, data: { id: "pi_1" } })

    expect(sent).toHaveLength(1)
    expect(sent[0]).toMatchObject({
      url: "https://api.example.test/api/v1/payments",
      method: "POST",
      body: { amount: 5_000 },
    })
    expect(sent[0]?.headers).toEqual({
      accept: "application/json",
      authorization: `Bearer ${API_KEY}`,
      "content-type": "application/json",
      "idempotency-key": "order-1-attempt-1",
      "user-agent": "medusa-plugin-wolffpay/1.2.3",
    })
    expect(sent[0]?.init.redirect).toBe("error")
    expect(sent[0]?.init.signal).toBeInstanceOf(AbortSignal)
  })

  it("writes a query, without what is undefined, and no body on a GET", async () => {
    const { send, sent } = setUp([ok])
    const query = { limit: 10, starting_after: "a b&c=d", test_mode: false, none: undefined }

    await send({ method: "GET", body: undefined, idempotencyKey: undefined, query })

    expect(sent[0]?.url).toBe(
      "https://api.example.test/api/v1/payments?limit=10&starting_after=a+b%26c%3Dd&test_mode=false"
    )
    expect(sent[0]?.bodyText).toBeUndefined()
    expect(sent[0]?.headers).not.toHaveProperty("content-type")
    expect(sent[0]?.headers).not.toHaveProperty("idempotency-key")
  })

  it.each([
    ["https://api.example.test/", "https://api.example.test/api/v1/payments"],
    ["http://127.0.0.1:4010", "http://127.0.0.1:4010/api/v1/payments"],
    ["https://proxy.test/wolffpay//", "https://proxy.test/wolffpay/api/v1/payments"],
  ])("a base url of %s leads to %s", async (baseUrl, url) => {
    const { send, sent } = setUp([ok], { baseUrl })
    await send()
    expect(sent[0]?.url).toBe(url)
  })

  it("leaves out body fields that are undefined", async () => {
    const { send, sent } = setUp([ok])
    await send({ body: { amount: 1, metadata: undefined } })
    expect(sent[0]?.bodyText).toBe('{"amount":1}')
  })
})

describe("retries (W37)", () => {
  it.each([
    ["a dropped connection", { error: networkError("ECONNRESET") }],
    ["a 500", status(500)],
    ["a 502 that is a page", { status: 502, text: "<html>Bad gateway</html>" }],
    ["a 429", status(429, "Rate limit exceeded")],
    ["a 200 that is cut off", { text: '{"success": true, "da' }],
    ["a 200 that is a page", { text: "<html></html>" }],
    ["a 200 without a body", { text: "" }],
  ] as [string, Step][])("after %s sends the same bytes under the same key", async (_n, step) => {
    const { send, sent, time } = setUp([step, step, ok])

    await expect(send()).resolves.toMatchObject({ success: true })

    expect(sent).toHaveLength(3)
    expect(new Set(sent.map((one) => one.bodyText)).size).toBe(1)
    expect(sent.map((one) => one.headers["idempotency-key"])).toEqual(
      Array(3).fill("order-1-attempt-1")
    )
    expect(time.sleeps).toHaveLength(2)
  })

  it.each([400, 401, 402, 403, 404, 409, 413, 422])("takes a %i for an answer", async (code) => {
    const { fail, sent } = setUp([status(code), ok])

    const error = await fail()

    expect(error).toMatchObject({ status: code, retryable: false, outcome: "none" })
    expect(sent).toHaveLength(1)
  })

  it("backs off further every time, with full jitter", async () => {
    const { fail, time } = setUp([status(500)])

    await fail({ maxAttempts: 5 })

    expect(time.sleeps).toEqual([125, 250, 500, 1_000])
  })

  it("gives up after the tries allowed, with the last error", async () => {
    const { fail, sent } = setUp([status(500), status(502), status(503)])

    const error = await fail()

    expect(error).toMatchObject({ name: "ServerError", status: 503, outcome: "unknown" })
    expect(sent).toHaveLength(3)
  })

  it("waits as long as Retry-After asks, when that fits (W7)", async () => {
    const { send, time } = setUp([status(429, "Rate limit exceeded", { "retry-after": "6" }), ok])
    await send()
    expect(time.sleeps).toEqual([6_000 + 125])
  })

  it("does not wait when it does not fit, and says for how long it should have", async () => {
    const { fail, sent, time } = setUp([status(429, "no", { "retry-after": "60" }), ok])

    const error = await fail()

    expect(error).toMatchObject({ name: "RateLimitError", retryAfterMs: 60_000, outcome: "none" })
    expect(sent).toHaveLength(1)
    expect(time.sleeps).toEqual([])
  })

  it("starts no try that has no time to be answered", async () => {
    const { fail, sent, time } = setUp([status(500)], { random: () => 0 })

    await fail({ deadline: time.clock() + MIN_ATTEMPT_MS, maxAttempts: 10 })

    expect(sent).toHaveLength(1)
  })

  it("never starts a try after the deadline, whatever goes wrong (property)", async () => {
    const step = fc.constantFrom<Step>(
      status(500),
      status(429, "", { "retry-after": "2" }),
      status(503, "", { "retry-after": "9" }),
      { error: networkError("ECONNRESET") },
      { text: "?" }
    )
    await fc.assert(
      fc.asyncProperty(
        fc.array(step, { minLength: 1, maxLength: 8 }),
        fc.integer({ min: 1, max: 40_000 }),
        fc.double({ min: 0, max: 0.999, noNaN: true }),
        async (steps, patience, random) => {
          const startedAt: number[] = []
          const inner = createFakeFetch(...steps)
          const time = createFakeTime()
          const deadline = time.clock() + patience
          const { fail } = setUp(steps, {
            clock: time.clock,
            sleep: time.sleep,
            random: () => random,
            fetch: async (...args) => {
              startedAt.push(time.clock())
              time.advance(200)
              return await inner.fetch(...args)
            },
          })

          const error = await fail({ deadline, maxAttempts: 10 })

          expect(error.retryable).toBe(true)
          expect(startedAt.length).toBeGreaterThanOrEqual(1)
          expect(startedAt.every((at) => at < deadline)).toBe(true)
        }
      ),
      { numRuns: 100 }
    )
  })
})

describe("the outcome of all tries together", () => {
  const lost: Step = { error: networkError("ECONNRESET") }

  it.each([
    [401, "AuthenticationError"],
    [403, "PermissionError"],
    [409, "InvalidRequestError"],
  ])("stays unknown when a lost try is followed by a %i", async (code, name) => {
    const { fail } = setUp([lost, status(code)])
    expect(await fail()).toMatchObject({ name, status: code, outcome: "unknown" })
  })

  it("stays unknown when a lost try is followed by a 429", async () => {
    const { fail } = setUp([lost, status(429)])
    expect(await fail({ maxAttempts: 2 })).toMatchObject({ status: 429, outcome: "unknown" })
  })

  it("stays unknown when no budget is left for a second try", async () => {
    const time = createFakeTime()
    const budget = createInProcessBudget({ ...time, limit: 1 })
    const { fail } = setUp([lost, ok], { ...time, budget })
    expect(await fail()).toMatchObject({ name: "BudgetExhaustedError", outcome: "unknown" })
  })

  it("is none when the same key is then refused for good: it would have brought the answer back (W9)", async () => {
    const { fail } = setUp([lost, status(400)])
    expect(await fail()).toMatchObject({ status: 400, outcome: "none" })
  })

  it("is none when every try was refused before it was looked at", async () => {
    const { fail } = setUp([status(429), status(429), status(401)])
    expect(await fail()).toMatchObject({ status: 401, outcome: "none" })
  })

  it("is none for a GET, whatever happened", async () => {
    const { fail } = setUp([lost, status(500), status(401)])
    const error = await fail({ method: "GET", body: undefined, idempotencyKey: undefined })
    expect(error).toMatchObject({ status: 401, outcome: "none" })
  })
})

describe("time-outs", () => {
  beforeEach(() => {
    jest.useFakeTimers({ doNotFake: ["nextTick", "setImmediate", "queueMicrotask", "Date"] })
  })
  afterEach(() => {
    jest.useRealTimers()
  })

  it.each([
    ["a fetch that listens to its signal", { hang: "until-abort" }],
    ["a fetch that does not", { hang: "for-ever" }],
    [
      "a body that never ends",
      {
        respond: () =>
          new Response(new ReadableStream({ pull: () => new Promise(() => undefined) })),
      },
    ],
    [
      "an error body that never ends",
      {
        respond: () =>
          new Response(new ReadableStream({ pull: () => new Promise(() => undefined) }), {
            status: 500,
          }),
      },
    ],
  ] as [string, Step][])("cut off %s", async (_name, step) => {
    const { fail, sent } = setUp([step])
    const failing = fail({ maxAttempts: 1, timeoutMs: 4_000 })

    await jest.advanceTimersByTimeAsync(3_999)
    expect(sent[0]?.init.signal?.aborted).toBe(false)
    await jest.advanceTimersByTimeAsync(1)

    const error = await failing
    expect(error).toMatchObject({ name: "ConnectionError", timedOut: true, outcome: "unknown" })
    expect(sent[0]?.init.signal?.aborted).toBe(true)
  })

  it("hold for each try, and the next try goes under the same key", async () => {
    const { send, sent } = setUp([{ hang: "until-abort" }, ok])
    const sending = send({ timeoutMs: 4_000 })

    await jest.advanceTimersByTimeAsync(4_000)

    await expect(sending).resolves.toMatchObject({ success: true })
    expect(sent[0]?.headers["idempotency-key"]).toBe(sent[1]?.headers["idempotency-key"])
  })

  it("never reach beyond the deadline", async () => {
    const { fail, time } = setUp([{ hang: "until-abort" }])
    const failing = fail({ deadline: time.clock() + 1_500, maxAttempts: 1, timeoutMs: 10_000 })

    await jest.advanceTimersByTimeAsync(1_500)

    expect(await failing).toMatchObject({ timedOut: true })
  })

  it("leave no timer behind", async () => {
    const { send } = setUp([ok])
    await send()
    expect(jest.getTimerCount()).toBe(0)
  })
})

describe("answers that cannot be used", () => {
  it("drops more than 5 MB, and does not ask for it again", async () => {
    const { fail, sent } = setUp([{ text: `"${"x".repeat(5 * 1024 * 1024)}"` }])

    expect(await fail()).toMatchObject({ name: "UnexpectedResponseError", outcome: "unknown" })
    expect(sent).toHaveLength(1)
  })

  it.each([
    ["trailing commas", '{"success": true,}'],
    ["comments", '{"success": true} // fine'],
    ["single quotes", "{'success': true}"],
    ["NaN", '{"success": NaN}'],
    ["two documents", "{}{}"],
  ])("reads JSON strictly: no %s", async (_name, text) => {
    const { fail } = setUp([{ text }])
    expect(await fail({ maxAttempts: 1 })).toMatchObject({
      name: "UnexpectedResponseError",
      status: 200,
    })
  })

  it("refuses what is not UTF-8", async () => {
    const { fail } = setUp([{ respond: () => new Response(Uint8Array.of(0x22, 0xff, 0x22)) }])
    expect(await fail()).toMatchObject({ name: "UnexpectedResponseError" })
  })

  it("refuses what the reader of the endpoint does not understand, and does not ask again", async () => {
    const { fail, sent } = setUp([ok])
    const error = await fail({ parse: () => ({ ok: false, problem: "unreadable data.amount" }) })

    expect(error).toMatchObject({ name: "UnexpectedResponseError", outcome: "unknown" })
    expect(error.message).toContain("unreadable data.amount")
    expect(sent).toHaveLength(1)
  })

  it("does not go where a redirect points, and does not try again", async () => {
    const cause = new Error("unexpected redirect")
    const { fail, sent } = setUp([{ error: new TypeError("fetch failed", { cause }) }])

    expect(await fail()).toMatchObject({ name: "UnexpectedResponseError", outcome: "unknown" })
    expect(sent).toHaveLength(1)
  })

  it("calls a connection that breaks inside the body a broken connection", async () => {
    const breaking = () =>
      new Response(
        new ReadableStream({
          start: (controller) => controller.error(new TypeError("terminated")),
        })
      )
    const { send, sent } = setUp([{ respond: breaking }, ok])

    await expect(send()).resolves.toMatchObject({ success: true })
    expect(sent).toHaveLength(2)
  })

  it("keeps the status when the body of an error cannot be read", async () => {
    const breaking = () =>
      new Response(
        new ReadableStream({
          start: (controller) => controller.error(new TypeError("terminated")),
        }),
        { status: 403 }
      )
    const { fail } = setUp([{ respond: breaking }])
    expect(await fail()).toMatchObject({ name: "PermissionError", status: 403 })
  })

  it("does not read a large error body to its end", async () => {
    const { fail } = setUp([{ status: 400, text: "x".repeat(1_000_000) }])
    const error = await fail()
    expect(error).toMatchObject({ name: "InvalidRequestError", detail: undefined })
  })
})

describe("the budget", () => {
  it("is asked before every try, in the request's lane, leaving time to send", async () => {
    const asked: unknown[] = []
    const budget: RequestBudget = {
      acquire: async (lane, options) => void asked.push([lane, options.deadline]),
      report: () => undefined,
    }
    const { send, time } = setUp([status(500), ok], { budget })
    const deadline = time.clock() + 20_000

    await send({ lane: "settlement", deadline })

    expect(asked).toEqual([
      ["settlement", deadline - MIN_ATTEMPT_MS],
      ["settlement", deadline - MIN_ATTEMPT_MS],
    ])
  })

  it("is not waited for when there is hardly time to send", async () => {
    const asked: number[] = []
    const budget: RequestBudget = {
      acquire: async (_lane, options) => void asked.push(options.deadline),
      report: () => undefined,
    }
    const { send, time } = setUp([ok], { budget })

    await send({ deadline: time.clock() + MIN_ATTEMPT_MS })

    expect(asked).toEqual([0])
  })

  it("refuses without anything being sent", async () => {
    const time = createFakeTime()
    const budget = createInProcessBudget({ ...time, limit: 1 })
    await budget.acquire("counter", { deadline: 0 })
    const { fail, sent } = setUp([ok], { ...time, budget })

    const error = await fail()

    expect(error).toMatchObject({
      name: "BudgetExhaustedError",
      service: "WolffPay",
      method: "POST",
      path: "/api/v1/payments",
      outcome: "none",
    })
    expect(sent).toHaveLength(0)
  })

  it("sends nothing when the wait has used up the deadline", async () => {
    const time = createFakeTime()
    const budget: RequestBudget = {
      acquire: async () => time.advance(30_000),
      report: () => undefined,
    }
    const { fail, sent } = setUp([ok], { budget, clock: time.clock })

    expect(await fail({ deadline: time.clock() + 25_000 })).toMatchObject({
      name: "BudgetExhaustedError",
    })
    expect(sent).toHaveLength(0)
  })

  it("hears what every answer says, errors included (W7)", async () => {
    const reports: unknown[] = []
    const budget: RequestBudget = {
      acquire: async () => undefined,
      report: (report) => void reports.push(report),
    }
    const headers = { "x-ratelimit-limit": "100", "x-ratelimit-remaining": "12" }
    const { send } = setUp(
      [
        status(500, "x", headers),
        status(429, "x", { ...headers, "retry-after": "2" }),
        { ...ok, headers },
      ],
      { budget }
    )

    await send()

    expect(reports).toEqual([
      { limit: 100, remaining: 12, resetInMs: undefined, blockedForMs: undefined },
      { limit: 100, remaining: 12, resetInMs: undefined, blockedForMs: 2_000 },
      { limit: 100, remaining: 12, resetInMs: undefined, blockedForMs: undefined },
    ])
  })

  it("lets an error that is not its own through", async () => {
    const budget: RequestBudget = {
      acquire: async () => {
        throw new RangeError("bug")
      },
      report: () => undefined,
    }
    const { send } = setUp([ok], { budget })
    await expect(send()).rejects.toThrow(RangeError)
  })
})

describe("what an error gives away", () => {
  const secrets = [API_KEY, "Jansen", "klant@example.com", "pi_1_secret_abc", "order-1-attempt-1"]
  const body = { description: "Jansen", metadata: { customer: "klant@example.com" } }

  it.each([
    ["a refusal that quotes the request", status(400, `bad: ${API_KEY} klant@example.com`)],
    ["a 401 that quotes the key", status(401, `Bearer ${API_KEY} unknown`)],
    ["a page", { status: 500, text: `<html>${API_KEY} Jansen pi_1_secret_abc</html>` }],
    ["an unreadable 200", { text: `{"clientSecret":"pi_1_secret_abc","name":"Jansen` }],
    ["a dropped connection", { error: networkError(`ECONNRESET ${API_KEY}`) }],
  ] as [string, Step][])("%s gives away neither key nor body", async (_name, step) => {
    const { fail } = setUp([step])

    const error = await fail({ body, maxAttempts: 1 })
    const shown = [
      error.message,
      error.merchantMessage,
      error.shopperMessage,
      error.stack,
      JSON.stringify(error),
    ].join("\n")

    for (const secret of secrets) {
      expect(shown).not.toContain(secret)
    }
  })

  it("takes known advice for the merchant", async () => {
    const { fail } = setUp([status(403, "switched off")], {
      adviseMerchant: (code, text) => `${code} ${text}: switch it on`,
    })
    expect((await fail()).merchantMessage).toBe("403 switched off: switch it on")
  })

  it("keeps the cause of a broken connection for those who look for it", async () => {
    const broken = networkError("ECONNREFUSED")
    const { fail } = setUp([{ error: broken }])
    const error = await fail({ maxAttempts: 1 })
    expect(error).toBeInstanceOf(ConnectionError)
    expect(error.cause).toBe(broken)
  })
})
