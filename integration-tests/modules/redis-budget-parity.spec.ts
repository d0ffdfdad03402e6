import { LANES } from "../../src/clients/http"
import {
  applyReport,
  createBudgetWindow,
  noteGrant,
  tryGrant,
} from "../../src/clients/http/budget-window"
import { acquire, drain, newKey, processWith, redis, report, useRedis } from "./redis-budget-kit"

/** Of two clocks. */
const ROUNDING_MS = 20

useRedis()

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
        // The second was asked a little later, which on a busy machine is more than a little.
        expect(Math.abs((waitMs ?? 0) - here.waitMs)).toBeLessThan(Date.now() - now + ROUNDING_MS)
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
    const startedAt = Date.now()
    await report(key, -1, -1, -1, 20_000)
    await report(key, -1, -1, -1, 1_000)
    const [, waitMs] = await acquire(key, 100, "counter")
    const passedMs = Date.now() - startedAt
    expect(Number(waitMs) + passedMs).toBeGreaterThanOrEqual(20_000 - ROUNDING_MS)
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
