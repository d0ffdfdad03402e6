import { LOOK_AGAIN_MS, MOST_LOOKS, nextLook } from "./look-again"

describe("Looking again at an order", () => {
  it("goes on while the shopper sees the page", () => {
    expect(nextLook(0, false)).toBe("look")
    expect(nextLook(MOST_LOOKS - 1, false)).toBe("look")
  })

  it("waits while the tab is hidden", () => {
    expect(nextLook(0, true)).toBe("wait")
  })

  it("stops after a few minutes of looking", () => {
    expect(nextLook(MOST_LOOKS, false)).toBe("stop")
    expect(nextLook(MOST_LOOKS, true)).toBe("stop")
    expect(MOST_LOOKS * LOOK_AGAIN_MS).toBeLessThanOrEqual(5 * 60_000)
  })
})
