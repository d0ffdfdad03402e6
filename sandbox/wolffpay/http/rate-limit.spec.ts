import { ManualClock, start } from "../testing/support"
import { RateLimiter } from "./rate-limit"

const OTHER = "wp_test_ffffffffffffffffffffffffffffffff"
const FIRST = "wp_test_00000000000000000000000000000000"

describe("the rate limit", () => {
  it("W7: every answer carries the three headers, refusals too", async () => {
    const clock = new ManualClock()
    const { get, url, post } = await start({ now: clock.now })
    const first = await get("/api/v1/payments")
    expect(first.headers).toMatchObject({
      "x-ratelimit-limit": "100",
      "x-ratelimit-remaining": "99",
      "x-ratelimit-reset": String(clock.ms / 1000 + 60),
    })
    expect((await get("/api/nothing")).headers["x-ratelimit-remaining"]).toBe("98")
    expect((await post("/api/v1/payments", {})).headers["x-ratelimit-remaining"]).toBe("97")
    const unknown = await fetch(`${url}/api/v1/payments`)
    expect(unknown.status).toBe(401)
    expect(unknown.headers.get("x-ratelimit-limit")).toBe("100")
  })

  it("W7: the 101st call of a minute gets 429 with the documented text and is a violation", async () => {
    const clock = new ManualClock()
    const { get, control } = await start({ now: clock.now })
    for (let i = 0; i < 100; i++) expect((await get("/api/v1")).status).toBe(200)
    const refused = await get("/api/v1")
    expect(refused.status).toBe(429)
    expect(refused.body).toEqual({ success: false, error: "Rate limit exceeded" })
    expect(refused.headers).toMatchObject({ "x-ratelimit-remaining": "0", "retry-after": "60" })
    expect(control.state().violations).toMatchObject([{ rule: "W7", path: "/api/v1" }])
  })

  it("W7: Retry-After can be left out, as the documents do not promise it", async () => {
    const { get, control } = await start({ requestsPerMinute: 1 })
    await control.settings({ retryAfterHeader: false })
    await get("/api/v1")
    const refused = await get("/api/v1")
    expect(refused.status).toBe(429)
    expect(refused.headers).not.toHaveProperty("retry-after")
  })

  it("W7: the window slides, so a burst around a full minute is refused", () => {
    const limiter = new RateLimiter(100)
    const allowed = (at: number) => limiter.take("key", at).allowed
    for (let i = 0; i < 100; i++) expect(allowed(59_000)).toBe(true)
    expect(allowed(60_001)).toBe(false)
    expect(allowed(118_999)).toBe(false)
    expect(allowed(119_000)).toBe(true)
  })

  it("W7: refused calls do not lengthen the wait", () => {
    const limiter = new RateLimiter(1)
    expect(limiter.take("key", 0).allowed).toBe(true)
    for (let at = 1000; at < 60_000; at += 1000) expect(limiter.take("key", at).allowed).toBe(false)
    expect(limiter.take("key", 60_000).allowed).toBe(true)
  })

  it("W7: X-RateLimit-Reset names a moment at which a call is allowed again", () => {
    const limiter = new RateLimiter(2)
    limiter.take("key", 1_500)
    limiter.take("key", 30_000)
    const { allowed, resetAt, retryAfter } = limiter.take("key", 31_000)
    expect({ allowed, resetAt, retryAfter }).toEqual({
      allowed: false,
      resetAt: 62,
      retryAfter: 31,
    })
    expect(limiter.take("key", resetAt * 1000).allowed).toBe(true)
  })

  it("W7: every API key has its own window", async () => {
    const { get } = await start({ apiKeys: [FIRST, OTHER], requestsPerMinute: 1 })
    expect((await get("/api/v1", FIRST)).status).toBe(200)
    expect((await get("/api/v1", FIRST)).status).toBe(429)
    expect((await get("/api/v1", OTHER)).status).toBe(200)
  })
})
