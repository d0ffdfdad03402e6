import { randomUUID } from "node:crypto"
import Redis from "ioredis"
import RedisMock from "ioredis-mock"
import {
  createInProcessBudget,
  createRedisBudget,
  type Lane,
  LANES,
  type RequestBudget,
} from "../../src/clients/http"
import {
  applyReport,
  createBudgetWindow,
  GRANT_LIFE_MS,
  noteGrant,
  tryGrant,
} from "../../src/clients/http/budget-window"
import { RESERVED_PERCENT } from "../../src/clients/http/lanes"
import { REDIS_BUDGET_SCRIPT } from "../../src/clients/http/redis-budget-script"

// A real Redis where REDIS_URL names one; else one in this process that runs the same Lua.
const url = process.env.REDIS_URL
const connect = () => (url ? new Redis(url) : new RedisMock())
const SLACK_MS = 250

const clients: Redis[] = []
const usedKeys: string[] = []
let redis: Redis

beforeAll(() => {
  redis = open()
})
beforeEach(() => {
  if (!url) {
    tellTheTime()
  }
})
afterAll(async () => {
  await redis.del(...usedKeys.flatMap((key) => [`{${key}}:grants`, `{${key}}:state`]))
  await Promise.all(clients.map((client) => client.quit()))
})

/**
 * ioredis-mock rounds the seconds of TIME and takes its microseconds from process.hrtime, which counts from elsewhere.
 * What it adds up to must be the time, as in Redis.
 */
function tellTheTime(): void {
  jest.spyOn(process, "hrtime").mockImplementation(() => {
    const now = Date.now()
    return [0, (now - Math.round(now / 1_000) * 1_000) * 1_000_000]
  })
}

function open(): Redis {
  const client = connect()
  clients.push(client)
  return client
}

function newKey(): string {
  const key = `wolffpay-test:${randomUUID()}`
  usedKeys.push(key)
  return key
}

/** One process of several that share a key. */
function processWith(key: string, limit: number, client = redis): RequestBudget {
  return createRedisBudget({
    limit,
    key,
    redis: client,
    fallback: createInProcessBudget({ limit }),
    redisTimeoutMs: 5_000,
    onFallback: (error) => {
      throw error
    },
  })
}

async function run(key: string, ...args: (string | number)[]): Promise<number[]> {
  const keys = [`{${key}}:grants`, `{${key}}:state`]
  const answer: unknown = await redis.eval(REDIS_BUDGET_SCRIPT, 2, ...keys, ...args)
  return Array.isArray(answer) ? answer.map(Number) : []
}

/** Asks for one grant after telling of grants of these ages in ms. */
const acquire = (key: string, limit: number, lane: Lane, ages: number[] = []) =>
  run(key, "acquire", limit, RESERVED_PERCENT[lane], ...ages)

const report = (key: string, remaining: number, limit: number, resetIn: number, blocked: number) =>
  run(key, "report", remaining, limit, resetIn, blocked)

async function drain(budget: RequestBudget, lane: Lane): Promise<number> {
  let granted = 0
  for (;;) {
    try {
      await budget.acquire(lane, { deadline: 0 })
      granted += 1
    } catch (error) {
      expect(error).toMatchObject({ name: "BudgetExhaustedError" })
      return granted
    }
  }
}

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

describe("the same as in one process", () => {
  // A generator of its own, so that a failure can be repeated.
  function randomFrom(seed: number) {
    let state = seed
    return (max: number) => {
      state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
      return Math.floor((state / 2 ** 32) * (max + 1))
    }
  }

  it.each(Array.from({ length: 40 }, (_, index) => index + 1))(
    "decides the same on the same past (%i)",
    async (seed) => {
      const random = randomFrom(seed)
      const key = newKey()
      const limit = 1 + random(30)
      const lane = LANES[random(3)] ?? "counter"
      // Kept away from the window's edge, where the ms between two clocks would decide.
      const ages = Array.from({ length: random(40) }, () => random(50_000)).sort((a, b) => b - a)
      const remaining = random(limit)
      const resetInMs = 5_000 + random(50_000)
      const blockedForMs = random(3) === 0 ? 5_000 + random(10_000) : undefined
      const hasReport = random(1) === 1

      const now = Date.now()
      const window = createBudgetWindow()
      if (hasReport) {
        applyReport(window, { remaining, limit, resetInMs, blockedForMs }, now)
        await report(key, remaining, limit, resetInMs, blockedForMs ?? -1)
      }
      // Told late, as after an outage: each counts with its age, and lowers what the service said was left.
      window.grants = ages.map((age) => now - age)
      if (window.reported) {
        window.reported.left -= ages.length
      }

      const here = tryGrant(window, lane, limit, now)
      const [granted, waitMs] = await acquire(key, limit, lane, ages)

      expect(granted).toBe(here.granted ? 1 : 0)
      if (!here.granted) {
        expect(Math.abs((waitMs ?? 0) - here.waitMs)).toBeLessThan(SLACK_MS)
      }
    }
  )

  it("keeps the lowest count of one window, and takes a later window's", async () => {
    const key = newKey()
    await report(key, 3, 100, 30_000, -1)
    await report(key, 9, 100, 29_500, -1)
    await report(key, 50, 100, 10_000, -1)
    expect(await drain(processWith(key, 100), "counter")).toBe(3)

    await report(key, 7, 100, 45_000, -1)
    expect(await drain(processWith(key, 100), "counter")).toBe(7)
  })

  it("lowers the limit that the service says is lower", async () => {
    const key = newKey()
    await report(key, 10, 10, 30_000, -1)
    expect(await drain(processWith(key, 100), "background")).toBe(6)
  })

  it("forgets a report at its reset", async () => {
    const key = newKey()
    await report(key, 0, 100, 300, -1)
    expect((await acquire(key, 100, "counter"))[0]).toBe(0)
    await new Promise((resolve) => setTimeout(resolve, 350))
    expect((await acquire(key, 100, "counter"))[0]).toBe(1)
  })

  it("does not let a shorter block cut a longer one short", async () => {
    const key = newKey()
    await report(key, -1, -1, -1, 20_000)
    await report(key, -1, -1, -1, 1_000)
    const [, waitMs] = await acquire(key, 100, "counter")
    expect(waitMs).toBeGreaterThan(20_000 - SLACK_MS)
  })

  it("counts every grant, also those of one ms", async () => {
    const window = createBudgetWindow()
    const now = Date.now()
    const key = newKey()
    noteGrant(window, now)
    noteGrant(window, now)
    await acquire(key, 100, "counter", [0, 0])
    expect(window.grants).toHaveLength(2)
    expect(await redis.zcard(`{${key}}:grants`)).toBe(3)
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
