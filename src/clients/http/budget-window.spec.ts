import fc from "fast-check"
import {
  applyReport,
  createBudgetWindow,
  GRANT_LIFE_MS,
  noteGrant,
  tryGrant,
} from "./budget-window"
import { LANES, RATE_WINDOW_MS, type Lane } from "./lanes"

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

describe("the sliding log (W7)", () => {
  it("never holds more than the limit in any 60 seconds, whenever requests come (property)", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 40 }),
        fc.array(
          fc.record({ gap: fc.integer({ min: 0, max: 20_000 }), lane: fc.constantFrom(...LANES) }),
          { maxLength: 300 }
        ),
        (limit, arrivals) => {
          const window = createBudgetWindow()
          const granted: number[] = []
          let now = start
          for (const { gap, lane } of arrivals) {
            now += gap
            if (tryGrant(window, lane, limit, now).granted) {
              granted.push(now)
            }
          }
          for (const from of granted) {
            const inWindow = granted.filter((at) => at >= from && at <= from + RATE_WINDOW_MS)
            expect(inWindow.length).toBeLessThanOrEqual(limit)
          }
        }
      ),
      { numRuns: 300 }
    )
  })

  it("says how long to wait, and grants exactly then, not a ms before (property)", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 50 }),
        fc.array(fc.integer({ min: 0, max: 59_000 }), { minLength: 1, maxLength: 80 }),
        fc.constantFrom(...LANES),
        (limit, ages, lane) => {
          const build = () => {
            const window = createBudgetWindow()
            noteAges(window, ages)
            return window
          }
          const first = tryGrant(build(), lane, limit, start)
          if (first.granted) {
            return
          }
          expect(first.waitMs).toBeLessThanOrEqual(GRANT_LIFE_MS)
          expect(tryGrant(build(), lane, limit, start + first.waitMs - 1).granted).toBe(false)
          expect(tryGrant(build(), lane, limit, start + first.waitMs).granted).toBe(true)
        }
      )
    )
  })

  it("counts a grant for a minute and a second, so that slow and fast requests do not meet at the other end", () => {
    const window = createBudgetWindow()
    grantMany(window, 100)

    expect(tryGrant(window, "counter", 100, start + 60_999)).toEqual({ granted: false, waitMs: 1 })
    expect(tryGrant(window, "counter", 100, start + 61_000)).toEqual({ granted: true })
  })

  it("does not grow: what left the window is forgotten", () => {
    const window = createBudgetWindow()
    for (let i = 0; i < 1_000; i++) {
      tryGrant(window, "counter", 100, start + i * 1_000)
    }
    expect(window.grants.length).toBeLessThanOrEqual(100)
  })

  it("keeps every age when the clock is set back, neither stuck nor too free", () => {
    const window = createBudgetWindow()
    grantMany(window, 100)
    const hourBack = start - 3_600_000

    const refused = tryGrant(window, "counter", 100, hourBack)
    expect(refused).toEqual({ granted: false, waitMs: GRANT_LIFE_MS })
    expect(tryGrant(window, "counter", 100, hourBack + GRANT_LIFE_MS).granted).toBe(true)
  })
})

describe("a clock that is set back", () => {
  it("keeps what is left of a block and of a report", () => {
    const window = createBudgetWindow()
    applyReport(window, { blockedForMs: 5_000, remaining: 0, resetInMs: 20_000 }, start)
    const hourBack = start - 3_600_000

    expect(tryGrant(window, "counter", 100, hourBack)).toEqual({ granted: false, waitMs: 20_000 })
    expect(tryGrant(window, "counter", 100, hourBack + 20_000)).toEqual({ granted: true })
  })

  it("never frees a place too early, however often it jumps (property)", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 10 }),
        fc.array(
          fc.record({
            passes: fc.integer({ min: 0, max: 20_000 }),
            setBack: fc.option(fc.integer({ min: 1, max: 7_200_000 }), { nil: 0, freq: 3 }),
          }),
          { maxLength: 100 }
        ),
        (limit, steps) => {
          const window = createBudgetWindow()
          const granted: number[] = []
          let really = 0
          let shown = start
          for (const { passes, setBack } of steps) {
            really += passes
            shown += passes - setBack
            if (tryGrant(window, "counter", limit, shown).granted) {
              granted.push(really)
            }
          }
          granted.forEach((from, index) => {
            const next = granted[index + limit]
            expect(next === undefined || next - from > RATE_WINDOW_MS).toBe(true)
          })
        }
      )
    )
  })
})

describe("what the service reports (W7)", () => {
  const report = (remaining: number, resetInMs = 30_000, limit?: number) => ({
    remaining,
    resetInMs,
    limit,
  })

  it("is believed when it leaves less than our own count", () => {
    const window = createBudgetWindow()
    applyReport(window, report(7), start)

    expect(drain("checkout", 100, window)).toBe(2)
    expect(drain("counter", 100, window)).toBe(5)
  })

  it("is not believed when it leaves more", () => {
    const window = createBudgetWindow()
    grantMany(window, 98)
    applyReport(window, report(100), start)

    expect(drain("counter", 100, window)).toBe(2)
  })

  it("counts our own grants since", () => {
    const window = createBudgetWindow()
    applyReport(window, report(10), start)
    grantMany(window, 4)

    expect(drain("counter", 100, window)).toBe(6)
  })

  it("is forgotten at its reset, and the wait ends there", () => {
    const window = createBudgetWindow()
    applyReport(window, report(0, 12_000), start)

    expect(tryGrant(window, "counter", 100, start)).toEqual({ granted: false, waitMs: 12_000 })
    expect(tryGrant(window, "counter", 100, start + 11_999).granted).toBe(false)
    expect(tryGrant(window, "counter", 100, start + 12_000).granted).toBe(true)
  })

  it("only goes down within one window, in whatever order answers arrive", () => {
    const window = createBudgetWindow()
    applyReport(window, report(3, 30_000), start)
    applyReport(window, report(9, 29_500), start)
    applyReport(window, report(8, 30_900), start)

    expect(drain("counter", 100, window)).toBe(3)
  })

  it("is replaced by a later window and not by an earlier one", () => {
    const window = createBudgetWindow()
    applyReport(window, report(2, 10_000), start)
    applyReport(window, report(50, 40_000), start)
    applyReport(window, report(1, 10_000), start)

    expect(drain("counter", 100, window)).toBe(50)
  })

  it("lowers the limit, and with it every lane's share, while it lasts", () => {
    const window = createBudgetWindow()
    applyReport(window, report(10, 30_000, 10), start)
    expect(drain("background", 100, window)).toBe(6)

    const generous = createBudgetWindow()
    applyReport(generous, report(500, 30_000, 500), start)
    expect(drain("background", 100, generous)).toBe(60)

    const absurd = createBudgetWindow()
    applyReport(absurd, report(50, 30_000, 0), start)
    expect(drain("counter", 100, absurd)).toBe(50)
  })

  it("says nothing without a reset: a zero must not block for ever", () => {
    const window = createBudgetWindow()
    applyReport(window, { remaining: 0 }, start)
    applyReport(window, { remaining: 0, resetInMs: 0 }, start)

    expect(tryGrant(window, "background", 100, start).granted).toBe(true)
  })

  it.each(LANES)("a 429 blocks the %s lane until it is over", (lane) => {
    const window = createBudgetWindow()
    applyReport(window, { blockedForMs: 5_000 }, start)

    expect(tryGrant(window, lane, 100, start)).toEqual({ granted: false, waitMs: 5_000 })
    expect(tryGrant(window, lane, 100, start + 4_999)).toEqual({ granted: false, waitMs: 1 })
    expect(tryGrant(window, lane, 100, start + 5_000)).toEqual({ granted: true })
  })

  it("a shorter 429 does not cut a longer one short", () => {
    const window = createBudgetWindow()
    applyReport(window, { blockedForMs: 9_000 }, start)
    applyReport(window, { blockedForMs: 1_000 }, start)

    expect(tryGrant(window, "counter", 100, start)).toEqual({ granted: false, waitMs: 9_000 })
  })

  it("the longest of several reasons decides", () => {
    const window = createBudgetWindow()
    grantMany(window, 100)
    applyReport(window, { blockedForMs: 5_000, remaining: 0, resetInMs: 90_000 }, start)

    expect(tryGrant(window, "counter", 100, start)).toEqual({ granted: false, waitMs: 90_000 })
  })
})
