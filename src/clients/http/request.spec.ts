import { createInProcessBudget } from "./budget"
import { createFakeTime } from "./__fixtures__/fake-time"
import { ok, setUp, status, API_KEY } from "./__fixtures__/request"
import type { RequestBudget } from "./lanes"
import { MIN_ATTEMPT_MS } from "./request"

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
