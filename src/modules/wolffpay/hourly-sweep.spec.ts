import { HourlySweep } from "./hourly-sweep"

const MINUTE_MS = 60 * 1000

describe("HourlySweep", () => {
  const now = Date.now()

  it("is due when the process starts, and an hour after it was done", () => {
    const sweep = new HourlySweep()
    expect(sweep.isDue(now)).toBe(true)
    sweep.noteDone(now)
    expect(sweep.isDue(now + 60 * MINUTE_MS - 1)).toBe(false)
    expect(sweep.isDue(now + 60 * MINUTE_MS)).toBe(true)
  })

  it("is due again five minutes after it broke off", () => {
    const sweep = new HourlySweep()
    sweep.noteBrokenOff(now)
    expect(sweep.isDue(now + 5 * MINUTE_MS - 1)).toBe(false)
    expect(sweep.isDue(now + 5 * MINUTE_MS)).toBe(true)
  })

  it("is due an hour later, also when the machine's clock was set back meanwhile", () => {
    const passed = jest.spyOn(performance, "now").mockReturnValue(MINUTE_MS)
    const wall = jest.spyOn(Date, "now").mockReturnValue(now)
    const sweep = new HourlySweep()
    sweep.noteDone()
    wall.mockReturnValue(now - 24 * 60 * MINUTE_MS)
    passed.mockReturnValue(61 * MINUTE_MS)
    expect(sweep.isDue()).toBe(true)
  })
})
