import fc from "fast-check"
import { createFakeFetch, networkError, type Step } from "./__fixtures__/fake-fetch"
import { createFakeTime } from "./__fixtures__/fake-time"
import { ok, setUp, status } from "./__fixtures__/request"
import { createInProcessBudget } from "./budget"
import { MIN_ATTEMPT_MS } from "./request"

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

  it.each([400, 401, 402, 403, 404, 413, 422])("takes a %i for an answer", async (code) => {
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
    [404, "NotFoundError"],
    [409, "ConflictError"],
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

  it.each(["ECONNREFUSED", "ENOTFOUND", "EAI_AGAIN", "UND_ERR_CONNECT_TIMEOUT"])(
    "is none when no try got a connection (%s)",
    async (code) => {
      const { fail, sent } = setUp([{ error: networkError(code) }])
      expect(await fail()).toMatchObject({ name: "ConnectionError", outcome: "none" })
      expect(sent.length).toBeGreaterThan(1)
    }
  )

  it("stays unknown when a lost try is followed by none that got a connection", async () => {
    const { fail } = setUp([lost, { error: networkError("ECONNREFUSED") }])
    expect(await fail()).toMatchObject({ name: "ConnectionError", outcome: "unknown" })
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
