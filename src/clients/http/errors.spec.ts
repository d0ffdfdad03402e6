import * as errors from "./errors"
import { redact } from "./redact"

const post = { service: "WolffPay", method: "POST", path: "/api/v1/payments" }
const get = { ...post, method: "GET" }

const cases = [
  {
    name: "ConnectionError",
    make: (input: errors.ApiErrorInput) =>
      new errors.ConnectionError({ ...input, timedOut: false }),
    retryable: true,
    outcome: "unknown",
  },
  {
    name: "RateLimitError",
    make: (input: errors.ApiErrorInput) => new errors.RateLimitError({ ...input, retryAfterMs: 5 }),
    retryable: true,
    outcome: "none",
  },
  {
    name: "InvalidRequestError",
    make: (input: errors.ApiErrorInput) => new errors.InvalidRequestError(input),
    retryable: false,
    outcome: "none",
  },
  {
    name: "AuthenticationError",
    make: (input: errors.ApiErrorInput) => new errors.AuthenticationError(input),
    retryable: false,
    outcome: "none",
  },
  {
    name: "PermissionError",
    make: (input: errors.ApiErrorInput) => new errors.PermissionError(input),
    retryable: false,
    outcome: "none",
  },
  {
    name: "NotFoundError",
    make: (input: errors.ApiErrorInput) => new errors.NotFoundError(input),
    retryable: false,
    outcome: "none",
  },
  {
    name: "ConflictError",
    make: (input: errors.ApiErrorInput) => new errors.ConflictError(input),
    retryable: true,
    outcome: "unknown",
  },
  {
    name: "ServerError",
    make: (input: errors.ApiErrorInput) => new errors.ServerError(input),
    retryable: true,
    outcome: "unknown",
  },
  {
    name: "UnexpectedResponseError",
    make: (input: errors.ApiErrorInput) => new errors.UnexpectedResponseError(input),
    retryable: false,
    outcome: "unknown",
  },
  {
    name: "BudgetExhaustedError",
    make: (input: errors.ApiErrorInput) =>
      new errors.BudgetExhaustedError({ ...input, retryAfterMs: 1_200 }),
    retryable: true,
    outcome: "none",
  },
] as const

describe.each(cases)("$name", ({ name, make, retryable, outcome }) => {
  it(`is ${retryable ? "" : "not "}retryable, and leaves the outcome of a POST ${outcome} (W37)`, () => {
    const error = make(post)

    expect(error).toBeInstanceOf(errors.ApiError)
    expect(error).toBeInstanceOf(Error)
    expect(error.name).toBe(name)
    expect(error.retryable).toBe(retryable)
    expect(error.outcome).toBe(outcome)
  })

  it("never leaves the outcome of a GET unknown", () => {
    const error = make(get)
    error.markOutcomeUnknown()

    expect(error.outcome).toBe("none")
  })

  it("says to the log what was asked of whom, and to merchant and shopper something else", () => {
    const error = make({ ...post, status: 418 })

    expect(error.message).toMatch(/^WolffPay POST \/api\/v1\/payments .+\(418\)/)
    expect(error.merchantMessage.length).toBeGreaterThan(20)
    expect(error.shopperMessage.length).toBeGreaterThan(20)
    expect(error.shopperMessage).not.toMatch(/WolffPay|API|key|dashboard/)
    expect(new Set([error.message, error.merchantMessage, error.shopperMessage]).size).toBe(3)
  })

  it("takes better advice for the merchant when there is some", () => {
    expect(make({ ...post, merchantMessage: "Do this." }).merchantMessage).toBe("Do this.")
  })
})

describe("ApiError", () => {
  it("becomes of unknown outcome when an earlier try under the same key was", () => {
    const error = new errors.AuthenticationError(post)
    expect(error.outcome).toBe("none")

    error.markOutcomeUnknown()

    expect(error.outcome).toBe("unknown")
  })

  it("keeps its cause out of what a logger walks through", () => {
    const cause = { headers: { authorization: "Bearer wp_test_00ff" } }
    const error = new errors.ConnectionError({ ...post, timedOut: true, cause })

    expect(error.cause).toBe(cause)
    expect(Object.keys(error)).not.toContain("cause")
    expect(JSON.stringify(error)).not.toContain("wp_test_00ff")
    expect(JSON.stringify(redact(error))).not.toContain("wp_test_00ff")
  })

  it("tells a time-out from a dropped connection", () => {
    expect(new errors.ConnectionError({ ...post, timedOut: true }).message).toContain("timed out")
    expect(new errors.ConnectionError({ ...post, timedOut: false }).message).not.toContain(
      "timed out"
    )
  })

  it("names the status only when there was one", () => {
    expect(new errors.NotFoundError({ ...get, status: 404 }).status).toBe(404)
    expect(new errors.NotFoundError(get).status).toBeUndefined()
    expect(new errors.NotFoundError(get).message).not.toContain("undefined")
  })
})

describe("outcomeFor", () => {
  it.each([
    ["GET", "unknown", "none"],
    ["get", "unknown", "none"],
    ["POST", "unknown", "unknown"],
    ["POST", "none", "none"],
    ["DELETE", "unknown", "unknown"],
  ] as const)("%s %s → %s", (method, outcome, expected) => {
    expect(errors.outcomeFor(method, outcome)).toBe(expected)
  })
})
