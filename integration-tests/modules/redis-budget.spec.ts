import { createInProcessBudget, createRedisBudget, LANES } from "../../src/clients/http"
import { GRANT_LIFE_MS } from "../../src/clients/http/budget-window"
import {
  acquire,
  drain,
  newKey,
  open,
  processWith,
  redis,
  report,
  SLACK_MS,
  useRedis,
} from "./redis-budget-kit"

useRedis()

it("counts by a clock that runs as fast as this machine's", async () => {
  const offsets: number[] = []
  for (let i = 0; i < 20; i++) {
    const [seconds, micros] = await redis.time()
    offsets.push(Number(seconds) * 1_000 + Number(micros) / 1_000 - Date.now())
    await new Promise((resolve) => setTimeout(resolve, 53))
  }
  expect(Math.max(...offsets) - Math.min(...offsets)).toBeLessThan(SLACK_MS)
})

describe("lanes (R19)", () => {
  it.each([
    ["counter", 20],
    ["checkout", 19],
    ["settlement", 16],
    ["background", 12],
  ] as const)("%s gets %i of 20", async (lane, expected) => {
    expect(await drain(processWith(newKey(), 20), lane)).toBe(expected)
  })

  it("leave room for the more urgent", async () => {
    const budget = processWith(newKey(), 20)
    const got: number[] = []
    for (const lane of [...LANES].reverse()) {
      got.push(await drain(budget, lane))
    }
    expect(got).toEqual([12, 4, 3, 1])
  })
})

describe("several processes", () => {
  it("together never get more than the limit, however many ask at once (W7)", async () => {
    const key = newKey()
    const processes = Array.from({ length: 4 }, () => processWith(key, 25, open()))

    const asked = processes.flatMap((one) =>
      Array.from({ length: 20 }, () => one.acquire("counter", { deadline: 0 }))
    )
    const settled = await Promise.allSettled(asked)

    expect(settled.filter((one) => one.status === "fulfilled")).toHaveLength(25)
  })

  it("hear of a 429 that one of them got", async () => {
    const key = newKey()
    const [one, other] = [processWith(key, 100), processWith(key, 100)]
    one.report({ blockedForMs: 30_000 })
    await one.acquire("counter", { deadline: 0 }).catch(() => undefined)

    await expect(other.acquire("counter", { deadline: 0 })).rejects.toMatchObject({
      name: "BudgetExhaustedError",
      retryAfterMs: expect.any(Number),
    })
  })

  it("hear of what the service counted", async () => {
    const key = newKey()
    const [one, other] = [processWith(key, 100), processWith(key, 100)]
    one.report({ remaining: 3, limit: 100, resetInMs: 30_000 })
    await one.acquire("counter", { deadline: 0 })

    expect(await drain(other, "counter")).toBe(2)
  })

  it("with other API keys have budgets of their own", async () => {
    expect(await drain(processWith(newKey(), 5), "counter")).toBe(5)
    expect(await drain(processWith(newKey(), 5), "counter")).toBe(5)
  })
})

describe("the window", () => {
  it("says when the oldest grant leaves, and grants then", async () => {
    const key = newKey()
    const ages = [GRANT_LIFE_MS - 400, 1_000]

    const [granted, waitMs] = await acquire(key, 2, "counter", ages)
    expect(granted).toBe(0)
    expect(waitMs).toBeGreaterThan(400 - SLACK_MS)
    expect(waitMs).toBeLessThanOrEqual(400)

    const before = Date.now()
    await processWith(key, 2).acquire("counter", { deadline: before + 5_000 })
    expect(Date.now() - before).toBeGreaterThanOrEqual((waitMs ?? 0) - SLACK_MS)
    expect((await acquire(key, 2, "counter"))[0]).toBe(0)
  })

  it("forgets a grant after a minute and a second, and not before", async () => {
    expect((await acquire(newKey(), 1, "counter", [GRANT_LIFE_MS]))[0]).toBe(1)
    expect((await acquire(newKey(), 1, "counter", [GRANT_LIFE_MS - 5_000]))[0]).toBe(0)
  })

  it("takes in what was granted while Redis was away", async () => {
    const key = newKey()
    expect((await acquire(key, 5, "counter", [3_000, 2_000, 1_000]))[0]).toBe(1)
    expect((await acquire(key, 5, "counter"))[0]).toBe(1)
    expect((await acquire(key, 5, "counter"))[0]).toBe(0)
  })

  it("leaves nothing behind for ever", async () => {
    const key = newKey()
    await acquire(key, 5, "counter")
    await report(key, 3, 100, 90_000, 120_000)

    const grantsTtl = await redis.pttl(`{${key}}:grants`)
    const stateTtl = await redis.pttl(`{${key}}:state`)
    expect(grantsTtl).toBeGreaterThan(GRANT_LIFE_MS - SLACK_MS)
    expect(grantsTtl).toBeLessThanOrEqual(GRANT_LIFE_MS + 1_000)
    expect(stateTtl).toBeGreaterThan(120_000 - SLACK_MS)
    expect(stateTtl).toBeLessThanOrEqual(121_000)
  })
})

describe("a Redis that goes away", () => {
  it("is done without, and told afterwards", async () => {
    const key = newKey()
    const outages: unknown[] = []
    let away = false
    let now = Date.now()
    const budget = createRedisBudget({
      limit: 3,
      key,
      clock: () => now,
      fallback: createInProcessBudget({ limit: 3, clock: () => now }),
      onFallback: (error) => outages.push(error),
      redis: {
        eval: async (...args) => {
          if (away) {
            throw new Error("ECONNREFUSED")
          }
          return await redis.eval(...args)
        },
      },
    })

    await budget.acquire("counter", { deadline: 0 })
    away = true
    await budget.acquire("counter", { deadline: 0 })
    away = false
    now += 5_000
    await budget.acquire("counter", { deadline: 0 })

    expect(outages).toHaveLength(1)
    expect(await redis.zcard(`{${key}}:grants`)).toBe(3)
    await expect(budget.acquire("counter", { deadline: 0 })).rejects.toMatchObject({
      name: "BudgetExhaustedError",
    })
  })
})
