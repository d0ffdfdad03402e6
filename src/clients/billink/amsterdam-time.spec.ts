import fc from "fast-check"
import { parseAmsterdamTime } from "./amsterdam-time"

describe("A time in Amsterdam (facts 3.2, 7.24)", () => {
  it.each([
    ["2025-10-10 09:45:00", "2025-10-10T07:45:00.000Z"],
    ["2025-07-01 00:00:00", "2025-06-30T22:00:00.000Z"],
    ["2025-01-15 12:00:00", "2025-01-15T11:00:00.000Z"],
    ["2025-12-31 23:59:59", "2025-12-31T22:59:59.000Z"],
    ["2025-03-30 01:59:59", "2025-03-30T00:59:59.000Z"],
    ["2025-03-30 03:00:00", "2025-03-30T01:00:00.000Z"],
    // Left out by the clock, as it would have gone on.
    ["2025-03-30 02:30:00", "2025-03-30T01:30:00.000Z"],
    // Twice on the clock: the first pass.
    ["2025-10-26 02:30:00", "2025-10-26T00:30:00.000Z"],
    ["2025-10-26 03:00:00", "2025-10-26T02:00:00.000Z"],
    ["2024-02-29 10:00:00", "2024-02-29T09:00:00.000Z"],
  ])("reads %s as %s", (text, iso) => {
    expect(parseAmsterdamTime(text)?.toISOString()).toBe(iso)
  })

  it.each([
    undefined,
    null,
    5,
    "",
    "2025-02-29 10:00:00",
    "2025-13-01 10:00:00",
    "2025-01-01 24:00:00",
    "2025-01-01 10:60:00",
    "2025-01-01 10:00:60",
    "10-10-2025 09:45:00",
    "2025-10-10",
  ])("does not read %j", (text) => {
    expect(parseAmsterdamTime(text)).toBeUndefined()
  })

  it("is what a clock there shows", () => {
    const clock = new Intl.DateTimeFormat("sv-SE", {
      timeZone: "Europe/Amsterdam",
      dateStyle: "short",
      timeStyle: "medium",
    })
    fc.assert(
      fc.property(fc.integer({ min: 1_000_000_000, max: 2_000_000_000 }), (seconds) => {
        const shown = clock.format(new Date(seconds * 1_000))
        const read = parseAmsterdamTime(shown)
        expect(read && clock.format(read)).toBe(shown)
      })
    )
  })
})
