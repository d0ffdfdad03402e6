import { LookLimiter } from "./look-limiter"

describe("LookLimiter", () => {
  it("allows so many looks of a key in any minute (R19)", () => {
    let now = 0
    const limiter = new LookLimiter(() => now)
    expect([1, 2, 3].map(() => limiter.allow("a", 2))).toEqual([true, true, false])
    expect(limiter.allow("b", 2)).toBe(true)
    now = 59_999
    expect(limiter.allow("a", 2)).toBe(false)
    now = 60_000
    expect(limiter.allow("a", 2)).toBe(true)
  })

  it("gives a key its share again a minute later, also when the machine's clock was set back", () => {
    const passed = jest.spyOn(performance, "now").mockReturnValue(1_000_000)
    const wall = jest.spyOn(Date, "now").mockReturnValue(10_000_000)
    const limiter = new LookLimiter()
    expect(limiter.allow("a", 1)).toBe(true)
    wall.mockReturnValue(1000)
    passed.mockReturnValue(1_060_000)
    expect(limiter.allow("a", 1)).toBe(true)
  })
})
