import { ApiError, InvalidRequestError } from "../http"
import { InvalidInputError, MismatchedResponseError } from "./errors"

const request = { method: "POST", path: "/api/v1/refunds" }

describe("InvalidInputError", () => {
  const error = new InvalidInputError({ ...request, field: "amount", limit: "must be small" })

  it("is a refusal like WolffPay's own, only earlier", () => {
    expect(error).toBeInstanceOf(InvalidRequestError)
    expect(error).toMatchObject({
      name: "InvalidInputError",
      service: "WolffPay",
      status: undefined,
      retryable: false,
      outcome: "none",
    })
  })
})

describe("MismatchedResponseError (W9)", () => {
  const error = new MismatchedResponseError({
    ...request,
    expected: { id: "pi_1", amount: 2_500 },
    received: { id: "re_1 of pi_2", amount: 2_400, currency: "eur" },
  })

  it("is not retried, and its outcome is unknown: there is money that was not asked for", () => {
    expect(error).toBeInstanceOf(ApiError)
    expect(error).not.toBeInstanceOf(InvalidRequestError)
    expect(error).toMatchObject({
      name: "MismatchedResponseError",
      retryable: false,
      outcome: "unknown",
    })
  })

  it("carries both sides", () => {
    expect(error.expected).toEqual({ id: "pi_1", amount: 2_500 })
    expect(error.received).toEqual({ id: "re_1 of pi_2", amount: 2_400, currency: "eur" })
    expect(error.message).toContain("asked pi_1 2500, got re_1 of pi_2 2400 eur")
  })

  it("sends the merchant to the dashboard, and tells the shopper nothing of it", () => {
    expect(error.merchantMessage).toMatch(/dashboard/)
    expect(error.shopperMessage).not.toMatch(/WolffPay|2500|2400/)
  })
})
