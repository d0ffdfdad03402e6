import fc from "fast-check"
import { applyReport, createBudgetWindow, noteGrant, tryGrant } from "./budget-window"
import { LANES, maxEarlierGrants, type Lane } from "./lanes"

const start = 1_800_000_000_000

function grantMany(window: ReturnType<typeof createBudgetWindow>, count: number, now = start) {
  for (let i = 0; i < count; i++) {
    noteGrant(window, now)
  }
}

function noteAges(window: ReturnType<typeof createBudgetWindow>, ages: number[]) {
  for (const age of [...ages].sort((a, b) => b - a)) {
    noteGrant(window, start - age)
  }
}

/** How many a lane gets in one instant. */
function drain(lane: Lane, limit: number, window = createBudgetWindow(), now = start): number {
  let granted = 0
  while (tryGrant(window, lane, limit, now).granted) {
    granted += 1
  }
  return granted
}

describe("lanes (R19)", () => {
  it.each([
    ["counter", 100, 100],
    ["checkout", 100, 95],
    ["settlement", 100, 80],
    ["background", 100, 60],
    ["counter", 1_000, 1_000],
    ["background", 1_000, 600],
    ["counter", 10, 10],
    ["checkout", 10, 10],
    ["settlement", 10, 8],
    ["background", 10, 6],
    ["counter", 1, 1],
    ["background", 1, 1],
  ] as const)("%s with a limit of %i is served %i times at once", (lane, limit, expected) => {
    expect(drain(lane, limit)).toBe(expected)
  })

  it.each([
    ["background", 40],
    ["settlement", 20],
    ["checkout", 5],
    ["counter", 0],
  ] as const)("%s is served while more than %i of 100 are left, not at it", (lane, left) => {
    const atMark = createBudgetWindow()
    grantMany(atMark, 100 - left)
    expect(tryGrant(atMark, lane, 100, start).granted).toBe(false)

    const above = createBudgetWindow()
    grantMany(above, 100 - left - 1)
    expect(tryGrant(above, lane, 100, start).granted).toBe(true)
  })

  it("serves the more urgent wherever it serves the less urgent (property)", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 1_000 }),
        fc.array(fc.integer({ min: 0, max: 70_000 }), { maxLength: 120 }),
        fc.option(fc.record({ remaining: fc.nat({ max: 1_000 }), resetInMs: fc.nat(60_000) })),
        (limit, ages, report) => {
          const served = LANES.map((lane) => {
            const window = createBudgetWindow()
            noteAges(window, ages)
            if (report) {
              applyReport(window, report, start)
            }
            return tryGrant(window, lane, limit, start).granted
          })
          const firstRefused = served.indexOf(false)
          const lastServed = served.lastIndexOf(true)
          expect(firstRefused === -1 || lastServed < firstRefused).toBe(true)
        }
      )
    )
  })

  it("never has the least urgent lane wait for ever, whatever the limit", () => {
    for (let limit = 1; limit <= 1_000; limit++) {
      const most = LANES.map((lane) => maxEarlierGrants(lane, limit))
      expect(Math.min(...most)).toBeGreaterThanOrEqual(0)
      expect(most).toEqual([...most].sort((a, b) => b - a))
      expect(most[0]).toBe(limit - 1)
    }
  })
})
