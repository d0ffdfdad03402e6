import { createFakeTime } from "./__fixtures__/fake-time"
import { BudgetExhaustedError } from "./errors"
import { createInProcessBudget } from "./in-process-budget"
import { createRedisBudget, REDIS_PAUSE_MS, type RedisBudgetOptions } from "./redis-budget"

type Answer = unknown[] | Error | "never"

/** A Redis that answers by script; the last answer repeats. */
function setUp(answers: Answer[], options: Partial<RedisBudgetOptions> = {}) {
  const time = createFakeTime()
  const calls: { numKeys: number; keys: unknown[]; args: unknown[] }[] = []
  const outages: unknown[] = []
  const fallback = createInProcessBudget({ ...time, limit: 3, random: () => 0 })
  const budget = createRedisBudget({
    ...time,
    limit: 3,
    random: () => 0,
    key: "test",
    fallback,
    onFallback: (error) => outages.push(error),
    redisTimeoutMs: 20,
    redis: {
      eval: async (_script, numKeys, ...rest) => {
        const answer = answers.length > 1 ? answers.shift() : answers[0]
        calls.push({ numKeys, keys: rest.slice(0, numKeys), args: rest.slice(numKeys) })
        if (answer === "never") {
          return await new Promise(() => undefined)
        }
        if (answer instanceof Error) {
          throw answer
        }
        return answer
      },
    },
    ...options,
  })
  return { time, budget, fallback, calls, outages, answers }
}

const settle = () => new Promise((resolve) => setImmediate(resolve))
const down = new Error("ECONNREFUSED")

describe("createRedisBudget", () => {
  it("asks Redis with the lane's reserve, both keys in one cluster slot", async () => {
    const { budget, calls, outages } = setUp([[1, 0]])

    await budget.acquire("settlement", { deadline: 0 })

    expect(calls).toEqual([
      { numKeys: 2, keys: ["{test}:grants", "{test}:state"], args: ["acquire", 3, 20] },
    ])
    expect(outages).toEqual([])
  })

  it("waits as long as Redis says", async () => {
    const { time, budget } = setUp([
      [0, 4_000],
      [1, 0],
    ])

    await budget.acquire("checkout", { deadline: time.clock() + 10_000 })

    expect(time.sleeps).toEqual([4_000])
  })

  it("refuses when that does not fit before the deadline", async () => {
    const { time, budget } = setUp([[0, 4_000]])

    await expect(
      budget.acquire("checkout", { deadline: time.clock() + 3_000 })
    ).rejects.toMatchObject({ name: "BudgetExhaustedError", retryAfterMs: 4_000 })
    expect(time.sleeps).toEqual([])
  })

  it("shares what the service reported, -1 for what it did not say", () => {
    const { budget, calls } = setUp([[1, 0]])

    budget.report({ remaining: 7, limit: 100, resetInMs: 1_500.2 })
    budget.report({ blockedForMs: 9_000 })

    expect(calls.map((call) => call.args)).toEqual([
      ["report", 7, 100, 1_501, -1],
      ["report", -1, -1, -1, 9_000],
    ])
  })

  it.each([
    ["refuses the connection", down],
    ["does not answer in time", "never"],
    ["answers nonsense", ["x", null]],
    ["answers nothing", []],
    ["answers a refusal without a wait", [0, 0]],
  ] as [string, Answer][])("falls back to its own window when Redis %s", async (_name, answer) => {
    const { budget, outages } = setUp([answer])

    await budget.acquire("counter", { deadline: 0 })
    await budget.acquire("counter", { deadline: 0 })
    await budget.acquire("counter", { deadline: 0 })

    await expect(budget.acquire("counter", { deadline: 0 })).rejects.toThrow(BudgetExhaustedError)
    expect(outages).toHaveLength(1)
  })

  it("leaves a failed Redis alone for a while, then tries again", async () => {
    const { time, budget, calls, outages } = setUp([down])

    await budget.acquire("counter", { deadline: 0 })
    await budget.acquire("counter", { deadline: 0 })
    budget.report({ remaining: 1, resetInMs: 1 })
    expect(calls).toHaveLength(1)

    time.advance(REDIS_PAUSE_MS)
    await budget.acquire("counter", { deadline: 0 })
    expect(calls).toHaveLength(2)
    expect(outages).toEqual([down])
  })

  it("reports every outage once", async () => {
    const { time, budget, outages, answers } = setUp([down])
    await budget.acquire("counter", { deadline: 0 })
    time.advance(REDIS_PAUSE_MS)
    await budget.acquire("counter", { deadline: 0 })
    expect(outages).toHaveLength(1)

    answers.splice(0, answers.length, [1, 0])
    time.advance(REDIS_PAUSE_MS)
    await budget.acquire("counter", { deadline: 0 })
    answers.splice(0, answers.length, down)
    time.advance(120_000)
    await budget.acquire("counter", { deadline: 0 })
    expect(outages).toHaveLength(2)
  })

  it("takes into an outage what it was granted before it", async () => {
    const { budget, answers } = setUp([[1, 0]])
    await budget.acquire("counter", { deadline: 0 })
    await budget.acquire("counter", { deadline: 0 })
    answers.splice(0, answers.length, down)

    await budget.acquire("counter", { deadline: 0 })

    await expect(budget.acquire("counter", { deadline: 0 })).rejects.toThrow(BudgetExhaustedError)
  })

  it("tells Redis afterwards, once, what it granted in the meantime", async () => {
    const { time, budget, calls, answers } = setUp([down])
    await budget.acquire("counter", { deadline: 0 })
    time.advance(2_000)
    await budget.acquire("counter", { deadline: 0 })
    answers.splice(0, answers.length, [1, 0])
    time.advance(REDIS_PAUSE_MS)

    await budget.acquire("counter", { deadline: 0 })
    await budget.acquire("counter", { deadline: 0 })

    expect(calls.map((call) => call.args)).toEqual([
      ["acquire", 3, 0],
      ["acquire", 3, 0, 7_000, 5_000],
      ["acquire", 3, 0],
    ])
  })

  it("keeps it for the next time when that fails too", async () => {
    const { time, budget, calls, answers } = setUp([down])
    await budget.acquire("counter", { deadline: 0 })
    time.advance(REDIS_PAUSE_MS)
    await budget.acquire("counter", { deadline: 0 })
    answers.splice(0, answers.length, [1, 0])
    time.advance(30_000)

    await budget.acquire("counter", { deadline: 0 })

    expect(calls.at(-1)?.args).toEqual(["acquire", 3, 0, 35_000, 30_000])
  })

  it("does not tell what is too old to count", async () => {
    const { time, budget, calls, answers } = setUp([down])
    await budget.acquire("counter", { deadline: 0 })
    answers.splice(0, answers.length, [1, 0])
    time.advance(62_000)

    await budget.acquire("counter", { deadline: 0 })

    expect(calls.at(-1)?.args).toEqual(["acquire", 3, 0])
  })

  it("takes a 429 of an outage into account", async () => {
    const { time, budget } = setUp([down])
    await budget.acquire("counter", { deadline: 0 })
    budget.report({ blockedForMs: 3_000 })

    await budget.acquire("counter", { deadline: time.clock() + 10_000 })

    expect(time.sleeps).toEqual([3_000])
  })

  it("notices an outage when reporting, without an unhandled rejection", async () => {
    const { budget, outages } = setUp([down])

    budget.report({ remaining: 50, resetInMs: 10_000 })
    await settle()

    expect(outages).toEqual([down])
  })

  it("keeps no more of an outage than could count", async () => {
    const { time, budget, calls, answers } = setUp([down])
    for (let i = 0; i < 10; i++) {
      await budget.acquire("counter", { deadline: time.clock() + 200_000 })
      time.advance(100)
    }
    answers.splice(0, answers.length, [1, 0])
    time.advance(REDIS_PAUSE_MS)
    await budget.acquire("counter", { deadline: time.clock() + 200_000 })

    expect((calls.at(-1)?.args.length ?? 99) - 3).toBeLessThanOrEqual(3)
  })

  it("refuses a senseless limit", () => {
    expect(() => setUp([[1, 0]], { limit: 0 })).toThrow(TypeError)
  })
})
