import fc from "fast-check"
import { createFakeTime } from "./__fixtures__/fake-time"
import { createInProcessBudget } from "./in-process-budget"
import { BudgetExhaustedError } from "./errors"
import { LANES, RATE_WINDOW_MS } from "./lanes"
import { GRANT_JITTER_MS } from "./wait-for-grant"

function setUp(limit: number, random = 0) {
  const time = createFakeTime()
  const budget = createInProcessBudget({ ...time, limit, random: () => random })
  return { time, budget }
}

describe("createInProcessBudget", () => {
  it("grants at once while there is room", async () => {
    const { time, budget } = setUp(3)

    await budget.acquire("counter", { deadline: 0 })
    await budget.acquire("counter", { deadline: 0 })
    await budget.acquire("counter", { deadline: 0 })

    expect(time.sleeps).toEqual([])
  })

  it("waits for room when the deadline allows", async () => {
    const { time, budget } = setUp(1)
    await budget.acquire("counter", { deadline: 0 })
    time.advance(50_000)

    await budget.acquire("counter", { deadline: time.clock() + 20_000 })

    expect(time.sleeps).toEqual([11_000])
  })

  it("spreads those who wait over a few ms", async () => {
    const { time, budget } = setUp(1, 0.5)
    await budget.acquire("counter", { deadline: 0 })

    await budget.acquire("counter", { deadline: time.clock() + 100_000 })

    expect(time.sleeps).toEqual([61_000 + GRANT_JITTER_MS / 2])
  })

  it("refuses at once, saying when there is room, when the wait does not fit", async () => {
    const { time, budget } = setUp(1)
    await budget.acquire("counter", { deadline: 0 })
    time.advance(31_000)

    const refused = budget.acquire("counter", { deadline: time.clock() + 30_000 })

    await expect(refused).rejects.toBeInstanceOf(BudgetExhaustedError)
    await expect(refused).rejects.toMatchObject({ retryAfterMs: 30_000, outcome: "none" })
    expect(time.sleeps).toEqual([])
  })

  it("does not wait at all with a deadline of 0", async () => {
    const { time, budget } = setUp(1)
    await budget.acquire("counter", { deadline: 0 })
    time.advance(60_999)

    await expect(budget.acquire("counter", { deadline: 0 })).rejects.toMatchObject({
      retryAfterMs: 1,
    })
    expect(time.sleeps).toEqual([])
  })

  it("spends nothing on a refusal", async () => {
    const { time, budget } = setUp(2)
    await budget.acquire("counter", { deadline: 0 })
    time.advance(30_000)
    await budget.acquire("counter", { deadline: 0 })
    for (let i = 0; i < 20; i++) {
      await expect(budget.acquire("counter", { deadline: 0 })).rejects.toThrow()
    }
    time.advance(31_000)

    await expect(budget.acquire("counter", { deadline: 0 })).resolves.toBeUndefined()
  })

  it("after a 429 waits out the block, whichever the lane (W7)", async () => {
    const { time, budget } = setUp(100)
    budget.report({ blockedForMs: 2_000 })

    await budget.acquire("background", { deadline: time.clock() + 10_000 })

    expect(time.sleeps).toEqual([2_000])
  })

  it("counts what another budget granted", async () => {
    const { budget } = setUp(2)
    budget.note()
    budget.note()

    await expect(budget.acquire("counter", { deadline: 0 })).rejects.toThrow(BudgetExhaustedError)
  })

  it.each([0, -1, 1.5, Number.NaN, Number.POSITIVE_INFINITY])("refuses a limit of %p", (limit) => {
    expect(() => createInProcessBudget({ limit })).toThrow(TypeError)
  })

  it("works by the system's clock when given none", async () => {
    const budget = createInProcessBudget({ limit: 1 })

    await budget.acquire("background", { deadline: Date.now() + 1_000 })
    await expect(
      budget.acquire("background", { deadline: Date.now() + 1_000 })
    ).rejects.toMatchObject({ name: "BudgetExhaustedError" })
  })

  it("never grants too many in 60 seconds nor anything after its deadline, waits included (property)", async () => {
    const arrival = fc.record({
      gap: fc.integer({ min: 0, max: 15_000 }),
      lane: fc.constantFrom(...LANES),
      patience: fc.integer({ min: 0, max: 90_000 }),
      blockedForMs: fc.option(fc.integer({ min: 0, max: 20_000 }), { nil: undefined }),
    })
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 1, max: 20 }),
        fc.array(arrival, { maxLength: 120 }),
        async (limit, arrivals) => {
          const { time, budget } = setUp(limit, 0.99)
          const granted: number[] = []
          let blockedUntil = 0
          for (const { gap, lane, patience, blockedForMs } of arrivals) {
            time.advance(gap)
            budget.report({ blockedForMs })
            blockedUntil = Math.max(blockedUntil, time.clock() + (blockedForMs ?? 0))
            const deadline = time.clock() + patience
            try {
              await budget.acquire(lane, { deadline })
              granted.push(time.clock())
              expect(time.clock()).toBeLessThanOrEqual(deadline)
              expect(time.clock()).toBeGreaterThanOrEqual(blockedForMs ? blockedUntil : 0)
            } catch (error) {
              expect(error).toBeInstanceOf(BudgetExhaustedError)
            }
          }
          granted.forEach((from, index) => {
            const limitTh = granted[index + limit]
            expect(limitTh === undefined || limitTh - from > RATE_WINDOW_MS).toBe(true)
          })
        }
      ),
      { numRuns: 150 }
    )
  })
})
