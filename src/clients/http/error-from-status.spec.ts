import { errorFromStatus, shortDetail } from "./error-from-status"

const base = {
  service: "WolffPay",
  method: "POST",
  path: "/api/v1/payments",
  headers: new Headers(),
  now: 1_800_000_000_000,
}

describe("errorFromStatus (W5)", () => {
  it.each([
    [400, "InvalidRequestError", false, "none"],
    [401, "AuthenticationError", false, "none"],
    [402, "InvalidRequestError", false, "none"],
    [403, "PermissionError", false, "none"],
    [404, "NotFoundError", false, "none"],
    [405, "InvalidRequestError", false, "none"],
    [408, "ServerError", true, "unknown"],
    [409, "ConflictError", true, "unknown"],
    [413, "InvalidRequestError", false, "none"],
    [422, "InvalidRequestError", false, "none"],
    [425, "ServerError", true, "unknown"],
    [429, "RateLimitError", true, "none"],
    [499, "InvalidRequestError", false, "none"],
    [500, "ServerError", true, "unknown"],
    [502, "ServerError", true, "unknown"],
    [503, "ServerError", true, "unknown"],
    [504, "ServerError", true, "unknown"],
    [599, "ServerError", true, "unknown"],
    [304, "ServerError", true, "unknown"],
  ])("%i is a %s", (status, name, retryable, outcome) => {
    expect(errorFromStatus({ ...base, status })).toMatchObject({ name, status, retryable, outcome })
  })

  it("hands the wait of a 429 and a 503 on", () => {
    const headers = new Headers({ "retry-after": "3" })

    expect(errorFromStatus({ ...base, status: 429, retryAfterMs: 3_000 })).toMatchObject({
      retryAfterMs: 3_000,
    })
    expect(errorFromStatus({ ...base, status: 503, headers })).toMatchObject({
      retryAfterMs: 3_000,
    })
  })

  it("quotes the service in the log and to the merchant", () => {
    const error = errorFromStatus({ ...base, status: 400, detail: "Invalid amount." })

    expect(error.message).toBe("WolffPay POST /api/v1/payments was refused (400): Invalid amount.")
    expect(error.merchantMessage).toContain("Invalid amount.")
    expect(error.shopperMessage).not.toContain("Invalid amount.")
  })
})

describe("shortDetail", () => {
  it.each([
    [undefined, undefined],
    ["", undefined],
    [" \n\t ", undefined],
    ["  two\r\nlines\u0000 ", "two lines"],
    ["key wp_live_00aa11 is wrong", "key wp_live_[redacted] is wrong"],
    ["no customer klant@example.com here", "no customer [e-mail] here"],
    ["intent pi_3abc_secret_def", "intent pi_3abc_secret_[redacted]"],
  ])("%p becomes %p", (text, expected) => {
    expect(shortDetail(text)).toBe(expected)
  })

  it("cuts what is long, after blanking secrets, so that no half of one is left", () => {
    const text = `${"x".repeat(190)} wp_live_${"ab".repeat(40)}`
    const detail = shortDetail(text) ?? ""

    expect(detail.length).toBeLessThanOrEqual(201)
    expect(detail).not.toContain("abab")
  })
})
