import { createFakeTime } from "./__fixtures__/fake-time"
import type { GrantDecision } from "./budget-window"
import { GRANT_JITTER_MS, waitForGrant } from "./wait-for-grant"

function setUp(decisions: GrantDecision[], random = 0) {
  const time = createFakeTime()
  let asked = 0
  const wait = (deadline: number) =>
    waitForGrant({
      ...time,
      random: () => random,
      lane: "checkout",
      deadline,
      ask: async () => {
        const decision = decisions[Math.min(asked, decisions.length - 1)]
        asked += 1
        return decision ?? { granted: true }
      },
    })
  return { time, wait, askedTimes: () => asked }
}

const later = (waitMs: number): GrantDecision => ({ granted: false, waitMs })
const now: GrantDecision = { granted: true }

describe("waitForGrant", () => {
  it("does not sleep when granted at once", async () => {
    const { time, wait, askedTimes } = setUp([now])
    await wait(0)
    expect(time.sleeps).toEqual([])
    expect(askedTimes()).toBe(1)
  })

  it("asks again after each sleep: another may have been faster", async () => {
    const { time, wait, askedTimes } = setUp([later(100), later(40), now])
    await wait(time.clock() + 1_000)
    expect(time.sleeps).toEqual([100, 40])
    expect(askedTimes()).toBe(3)
  })

  it("counts every sleep against the one deadline", async () => {
    const { time, wait } = setUp([later(400)])
    await expect(wait(time.clock() + 1_000)).rejects.toMatchObject({
      name: "BudgetExhaustedError",
      retryAfterMs: 400,
    })
    expect(time.sleeps).toEqual([400, 400])
  })

  it.each([
    [101, true],
    [100, false],
    [99, false],
  ])("of a wait of 100 ms and a deadline in %i ms: waits %p", async (patience, waits) => {
    const { time, wait } = setUp([later(100), now])
    const waiting = wait(time.clock() + patience)
    await (waits ? waiting : expect(waiting).rejects.toThrow("no room"))
    expect(time.sleeps).toEqual(waits ? [100] : [])
  })

  it("adds at most a little jitter, and none to what it says", async () => {
    const { time, wait } = setUp([later(100), now], 0.999)
    await wait(time.clock() + 1_000)
    expect(time.sleeps[0]).toBeLessThanOrEqual(100 + GRANT_JITTER_MS)
    expect(time.sleeps[0]).toBeGreaterThan(100)

    const impatient = setUp([later(100)], 0.999)
    await expect(impatient.wait(0)).rejects.toMatchObject({ retryAfterMs: 100 })
  })

  it("names the lane, and that nothing was sent", async () => {
    await expect(setUp([later(5)]).wait(0)).rejects.toMatchObject({
      path: "checkout",
      outcome: "none",
      retryable: true,
    })
  })

  it("passes on what goes wrong with asking", async () => {
    const asking = waitForGrant({
      lane: "counter",
      deadline: 0,
      ask: async () => {
        throw new RangeError("bug")
      },
    })
    await expect(asking).rejects.toThrow(RangeError)
  })

  it("sleeps by the system's timer when given none", async () => {
    let asked = 0
    const before = Date.now()
    await waitForGrant({
      lane: "counter",
      deadline: before + 5_000,
      ask: async () => (asked++ === 0 ? later(20) : now),
    })
    expect(Date.now() - before).toBeGreaterThanOrEqual(19)
  })
})
