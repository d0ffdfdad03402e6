import { createScanDetector } from "./scanner"

/** Presses keys one after the other, `gap` milliseconds apart; gives what the last one was taken for. */
function type(keys: string[], gap: number, detector = createScanDetector()) {
  return keys.reduce<string | null>((_, key, at) => detector.press(key, 1_000 + at * gap), null)
}

describe("a scanner that acts as a keyboard", () => {
  it("is told from a person by its speed", () => {
    expect(type([..."8710000000017", "Enter"], 8)).toBe("8710000000017")
    expect(type([..."8710000000017", "Enter"], 120)).toBeNull()
  })

  it("may use Shift, and ends with Enter", () => {
    expect(type(["Shift", "M", "Shift", "O", "K", "-", "1", "Enter"], 5)).toBe("MOK-1")
    expect(type([..."8710000000017"], 5)).toBeNull()
  })

  it("is not taken for one by a short word and a quick Enter, nor after other keys", () => {
    expect(type([..."12", "Enter"], 10)).toBeNull()
    expect(type([..."8710", "Tab", "1", "2", "Enter"], 10)).toBeNull()
  })

  it("leaves out what somebody typed slowly just before", () => {
    const detector = createScanDetector()
    type([..."abc"], 200, detector)
    const scanned = [..."8710", "Enter"].map((key, at) => detector.press(key, 9_000 + at * 5))
    expect(scanned.at(-1)).toBe("8710")
  })

  it("tells its first key, so that what it typed can be taken back", () => {
    const detector = createScanDetector()
    detector.press("8", 1_000)
    expect(detector.isFirst()).toBe(true)
    detector.press("7", 1_010)
    expect(detector.isFirst()).toBe(false)
    detector.press("Enter", 1_020)
    expect(detector.isFirst()).toBe(false)
  })
})
