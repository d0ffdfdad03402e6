import fc from "fast-check"
import {
  type ApiError,
  AuthenticationError,
  ConnectionError,
  InvalidRequestError,
  NotFoundError,
  PermissionError,
  RateLimitError,
  ServerError,
  UnexpectedResponseError,
} from "./errors"
import { decideRetry, RETRY_BASE_MS, RETRY_CAP_MS } from "./retry"

const at = { service: "WolffPay", method: "POST", path: "/api/v1/payments" }
const dropped = new ConnectionError({ ...at, timedOut: false })
const base = { attempt: 1, maxAttempts: 3, now: 1_000_000, deadline: 1_025_000, random: 0.5 }

const refusals: ApiError[] = [
  new InvalidRequestError({ ...at, status: 400 }),
  new AuthenticationError({ ...at, status: 401 }),
  new PermissionError({ ...at, status: 403 }),
  new NotFoundError({ ...at, status: 404 }),
  new UnexpectedResponseError({ ...at, status: 200 }),
]
const passing = (retryAfterMs?: number): ApiError[] => [
  dropped,
  new ConnectionError({ ...at, timedOut: true }),
  new RateLimitError({ ...at, status: 429, retryAfterMs }),
  new ServerError({ ...at, status: 503, retryAfterMs }),
]

describe("decideRetry (W37)", () => {
  it.each(passing().map((error) => [error.name, error] as const))(
    "retries a %s",
    (_name, error) => {
      expect(decideRetry({ ...base, error })).toMatchObject({ retry: true })
    }
  )

  it.each(refusals.map((error) => [error.name, error] as const))(
    "does not retry a %s",
    (_name, error) => {
      expect(decideRetry({ ...base, error })).toEqual({ retry: false })
    }
  )

  it.each([new Error("boom"), new TypeError("x is not a function"), "text", undefined, null])(
    "does not retry what is not a failed request: %p",
    (error) => {
      expect(decideRetry({ ...base, error })).toEqual({ retry: false })
    }
  )

  it.each([
    [1, 250],
    [2, 500],
    [3, 1_000],
    [4, 2_000],
    [5, 4_000],
    [6, 8_000],
    [7, 8_000],
    [60, 8_000],
  ])("after try %i waits at most %i ms, spread from 0 (full jitter)", (attempt, ceiling) => {
    const decide = (random: number) =>
      decideRetry({ ...base, error: dropped, attempt, maxAttempts: 100, random })

    expect(decide(0)).toEqual({ retry: true, delayMs: 0 })
    expect(decide(0.5)).toEqual({ retry: true, delayMs: ceiling / 2 })
    expect(decide(0.999999)).toEqual({ retry: true, delayMs: ceiling - 1 })
  })

  it("stops at the most tries allowed", () => {
    expect(decideRetry({ ...base, error: dropped, attempt: 2 })).toMatchObject({ retry: true })
    expect(decideRetry({ ...base, error: dropped, attempt: 3 })).toEqual({ retry: false })
    expect(decideRetry({ ...base, error: dropped, attempt: 4 })).toEqual({ retry: false })
    expect(decideRetry({ ...base, error: dropped, maxAttempts: 1 })).toEqual({ retry: false })
  })

  it("waits at least as long as it was asked to (W7)", () => {
    const error = new RateLimitError({ ...at, status: 429, retryAfterMs: 7_000.5 })

    expect(decideRetry({ ...base, error, random: 0 })).toEqual({ retry: true, delayMs: 7_001 })
    expect(decideRetry({ ...base, error, random: 0.999 })).toEqual({
      retry: true,
      delayMs: 7_001 + 249,
    })
  })

  it("does not begin a wait that the deadline cuts short", () => {
    const error = new RateLimitError({ ...at, status: 429, retryAfterMs: 10_000 })
    const decide = (deadline: number) => decideRetry({ ...base, error, deadline, random: 0 })

    expect(decide(base.now + 10_001)).toEqual({ retry: true, delayMs: 10_000 })
    expect(decide(base.now + 10_000)).toEqual({ retry: false })
    expect(decide(base.now - 1)).toEqual({ retry: false })
  })

  it("reads a nonsensical wait as none asked", () => {
    const error = new ServerError({ ...at, status: 503, retryAfterMs: Number.NaN })

    expect(decideRetry({ ...base, error, random: 0 })).toEqual({ retry: true, delayMs: 0 })
  })

  const anyInput = fc.record({
    attempt: fc.integer({ min: 1, max: 50 }),
    maxAttempts: fc.integer({ min: 1, max: 50 }),
    now: fc.integer({ min: 0, max: 2e12 }),
    left: fc.integer({ min: -10_000, max: 120_000 }),
    random: fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }),
    retryAfterMs: fc.option(fc.integer({ min: 0, max: 200_000 }), { nil: undefined }),
    which: fc.nat({ max: 3 }),
  })

  it("never starts a try at or after the deadline, nor one too many (property)", () => {
    fc.assert(
      fc.property(anyInput, ({ left, which, retryAfterMs, ...input }) => {
        const error = passing(retryAfterMs)[which]
        const deadline = input.now + left
        const decision = decideRetry({ ...input, error, deadline })
        if (!decision.retry) {
          return
        }
        expect(input.now + decision.delayMs).toBeLessThan(deadline)
        expect(input.attempt).toBeLessThan(input.maxAttempts)
        expect(decision.delayMs).toBeGreaterThanOrEqual(0)
        expect(Number.isInteger(decision.delayMs)).toBe(true)
      }),
      { numRuns: 500 }
    )
  })

  it("never comes back before it was told to, and never lets an unasked wait pass the cap (property)", () => {
    fc.assert(
      fc.property(anyInput, ({ left, which, retryAfterMs, ...input }) => {
        const error = passing(retryAfterMs)[which]
        const decision = decideRetry({ ...input, error, deadline: input.now + left })
        if (!decision.retry) {
          return
        }
        const asked = which >= 2 ? retryAfterMs : undefined
        if (asked === undefined) {
          expect(decision.delayMs).toBeLessThanOrEqual(RETRY_CAP_MS)
        } else {
          expect(decision.delayMs).toBeGreaterThanOrEqual(asked)
          expect(decision.delayMs).toBeLessThanOrEqual(asked + RETRY_BASE_MS)
        }
      }),
      { numRuns: 500 }
    )
  })

  it("never retries a definite refusal, whatever the rest (property)", () => {
    fc.assert(
      fc.property(anyInput, fc.constantFrom(...refusals), ({ left, ...input }, error) => {
        expect(decideRetry({ ...input, error, deadline: input.now + left })).toEqual({
          retry: false,
        })
      })
    )
  })
})
