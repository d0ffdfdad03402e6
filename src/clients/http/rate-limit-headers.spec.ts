import {
  MAX_RESET_MS,
  parseReset,
  parseRetryAfter,
  readRateLimitHeaders,
  UNTOLD_BLOCK_MS,
} from "./rate-limit-headers"

const now = Date.parse("2026-03-01T12:00:00.000Z")
const unix = now / 1_000

describe("parseRetryAfter", () => {
  it.each([
    ["30", 30_000],
    ["0", 0],
    ["1.5", 1_500],
    [" 7 ", 7_000],
    ["Sun, 01 Mar 2026 12:00:20 GMT", 20_000],
    ["Sun, 01 Mar 2026 11:59:00 GMT", 0],
    ["999999999", 15 * 60_000],
    ["Sun, 01 Mar 2037 12:00:20 GMT", 15 * 60_000],
  ])("%p is %i ms", (value, expected) => {
    expect(parseRetryAfter(value, now)).toBe(expected)
  })

  it.each([
    null,
    "",
    "   ",
    "-5",
    "soon",
    "1e3",
    "0x10",
    "Infinity",
    "2026",
    "12:30",
    "Sun, 99 Foo",
  ])("%p says nothing", (value) => {
    const parsed = parseRetryAfter(value, now)
    // A bare year is a number of seconds, and capped.
    expect(parsed).toBe(value === "2026" ? 15 * 60_000 : undefined)
  })
})

describe("parseReset (W7: Unix time)", () => {
  it.each([
    [String(unix + 42), 42_000],
    [String(now + 42_000), 42_000],
    ["42", 42_000],
    [String(unix - 5), 0],
    [String(unix + 86_400), MAX_RESET_MS],
    [String(unix + 1.5), 1_500],
  ])("%p is %i ms away", (value, expected) => {
    expect(parseReset(value, now)).toBeCloseTo(expected, 3)
  })

  it.each([null, "", "tomorrow", "-1", "1e10", "12,5"])("%p says nothing", (value) => {
    expect(parseReset(value, now)).toBeUndefined()
  })
})

describe("readRateLimitHeaders", () => {
  const read = (headers: Record<string, string>, status = 200) =>
    readRateLimitHeaders(new Headers(headers), status, now)

  it("reads limit, remaining and reset of every answer (W7)", () => {
    expect(
      read({
        "X-RateLimit-Limit": "100",
        "X-RateLimit-Remaining": "41",
        "X-RateLimit-Reset": String(unix + 30),
      })
    ).toEqual({ limit: 100, remaining: 41, resetInMs: 30_000, blockedForMs: undefined })
  })

  it("says nothing where the headers say nothing", () => {
    const nothing = {
      limit: undefined,
      remaining: undefined,
      resetInMs: undefined,
      blockedForMs: undefined,
    }
    expect(read({})).toEqual(nothing)
    expect(read({ "x-ratelimit-limit": "lots", "x-ratelimit-remaining": "-3" })).toEqual(nothing)
  })

  it("blocks on a 429 only", () => {
    expect(read({ "retry-after": "9" }, 503).blockedForMs).toBeUndefined()
    expect(read({ "retry-after": "9" }, 200).blockedForMs).toBeUndefined()
    expect(read({ "retry-after": "9" }, 429).blockedForMs).toBe(9_000)
  })

  it("takes Retry-After before X-RateLimit-Reset, and a second where neither is sent", () => {
    const reset = { "x-ratelimit-reset": String(unix + 30) }
    expect(read({ ...reset, "retry-after": "4" }, 429).blockedForMs).toBe(4_000)
    expect(read(reset, 429).blockedForMs).toBe(30_000)
    expect(read({}, 429).blockedForMs).toBe(UNTOLD_BLOCK_MS)
  })

  it("measures by the service's own clock when it tells it", () => {
    const tenMinutesFast = new Date(now + 600_000)
    const headers = {
      date: tenMinutesFast.toUTCString(),
      "x-ratelimit-remaining": "3",
      "x-ratelimit-reset": String(tenMinutesFast.getTime() / 1_000 + 20),
    }
    expect(read(headers).resetInMs).toBe(20_000)
    expect(read({ ...headers, date: "garbage" }).resetInMs).toBe(MAX_RESET_MS)
  })
})
