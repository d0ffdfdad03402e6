import fc from "fast-check"
import { redact, redactText } from "./redact"

const SECRETS = {
  testKey: "wp_test_0123456789abcdef",
  liveKey: "wp_live_fedcba9876543210",
  clientSecret: "pi_3abc123_secret_xyzXYZ09",
  webhookSecret: "whsec_testABC/123+=",
  connectionToken: "pst_test_abcDEF123",
}

describe("redactText", () => {
  it.each([
    [`key ${SECRETS.testKey}!`, "key wp_test_[redacted]!"],
    [`key ${SECRETS.liveKey}`, "key wp_live_[redacted]"],
    [`"${SECRETS.clientSecret}"`, '"pi_3abc123_secret_[redacted]"'],
    ["seti_1A_secret_abc", "seti_1A_secret_[redacted]"],
    [SECRETS.webhookSecret, "whsec_[redacted]"],
    [SECRETS.connectionToken, "pst_test_[redacted]"],
    ["Authorization: Bearer abc.def-ghi", "Authorization: Bearer [redacted]"],
    ["authorization: basic dXNlcjpwYXNz", "authorization: basic [redacted]"],
    ["POST /hooks/billink/tok-3n/session", "POST /hooks/billink/[redacted]/session"],
    [`${SECRETS.testKey} ${SECRETS.testKey}`, "wp_test_[redacted] wp_test_[redacted]"],
  ])("%p becomes %p", (text, expected) => {
    expect(redactText(text)).toBe(expected)
  })

  it.each([
    "",
    "payment pi_3abc123 succeeded",
    "wp_test_",
    "a secret_ingredient",
    "whsec_",
    "5000",
  ])("leaves %p as it is", (text) => {
    expect(redactText(text)).toBe(text)
  })

  it("cuts a text that is too long, and finds the secrets before the cut", () => {
    const result = redactText(`${SECRETS.liveKey} ${"x".repeat(100_000)}`)

    expect(result.length).toBeLessThan(21_000)
    expect(result).not.toContain(SECRETS.liveKey)
  })
})

describe("redact", () => {
  it.each([
    "apiKey",
    "api_key",
    "API_KEY",
    "clientSecret",
    "client_secret",
    "webhookSecret",
    "webhook-token",
    "Authorization",
    "password",
    "username",
    "token",
    "Set-Cookie",
    "X-WolffPay-Signature",
  ])("blanks whatever stands under %s", (key) => {
    expect(redact({ [key]: "plain words" })).toEqual({ [key]: "[redacted]" })
    expect(redact({ [key]: { deep: ["plain words"] } })).toEqual({ [key]: "[redacted]" })
    expect(redact(new Map([[key, "plain words"]]))).toEqual({ [key]: "[redacted]" })
    expect(redact({ [key]: undefined })).toEqual({ [key]: undefined })
  })

  it("keeps what helps: ids, amounts, dates, order", () => {
    const value = { id: "pi_1", amount: 5_000, list: [1, "two", null, true], at: new Date(0) }

    expect(redact(value)).toEqual({ ...value, at: "1970-01-01T00:00:00.000Z" })
  })

  it("does not change what it was given", () => {
    const value = { apiKey: SECRETS.testKey, nested: { clientSecret: "s" } }
    redact(value)

    expect(value).toEqual({ apiKey: SECRETS.testKey, nested: { clientSecret: "s" } })
  })

  it("finds secrets in errors, headers, urls, sets and keys", () => {
    const error = Object.assign(new Error(`no ${SECRETS.testKey}`), {
      request: { authorization: "x", url: new URL(`https://host.test/?k=${SECRETS.liveKey}`) },
    })
    const text = JSON.stringify(
      redact([
        error,
        new Headers({ authorization: `Bearer ${SECRETS.testKey}`, accept: "text/plain" }),
        new Set([SECRETS.clientSecret]),
        { [SECRETS.webhookSecret]: 1 },
      ])
    )

    for (const secret of Object.values(SECRETS)) {
      expect(text).not.toContain(secret)
    }
    expect(text).toContain("text/plain")
    expect(text).toContain("no wp_test_[redacted]")
  })

  it("survives cycles, and shows the same object twice when it is no cycle", () => {
    const shared = { a: 1 }
    const value: Record<string, unknown> = { one: shared, two: shared }
    value.self = value

    expect(redact(value)).toEqual({ one: { a: 1 }, two: { a: 1 }, self: "[circular]" })
  })

  it("survives depth, breadth and bytes", () => {
    let deep: unknown = "bottom"
    for (let level = 0; level < 10_000; level++) {
      deep = { deep }
    }
    expect(JSON.stringify(redact(deep))).toContain("[too deep]")

    const wide = redact(Object.fromEntries(Array.from({ length: 5_000 }, (_, i) => [`k${i}`, i])))
    expect(Object.keys(wide as object)).toHaveLength(201)
    expect(redact(Array.from({ length: 5_000 }, (_, i) => i))).toHaveLength(201)
    expect(redact(Buffer.alloc(12))).toBe("[12 bytes]")
    expect(redact(new ArrayBuffer(3))).toBe("[3 bytes]")
  })

  it("survives values that do not want to be read", () => {
    const bad = {
      get trap(): string {
        throw new Error("no")
      },
    }
    const revoked = Proxy.revocable({}, {})
    revoked.revoke()

    expect(redact(bad)).toBe("[unreadable]")
    expect(redact({ inner: revoked.proxy })).toEqual({ inner: "[unreadable]" })
    expect(redact(new Date(Number.NaN))).toBe("[invalid date]")
    expect(redact([() => 1, 10n, Symbol("s"), undefined])).toEqual([
      "[function]",
      "10",
      "Symbol(s)",
      undefined,
    ])
  })

  it("lets no secret through, wherever it stands (property)", () => {
    const hex = fc
      .array(fc.constantFrom(..."0123456789abcdef"), { minLength: 8, maxLength: 40 })
      .map((digits) => digits.join(""))
    fc.assert(
      fc.property(
        fc.constantFrom("wp_live_", "wp_test_", "pi_3abc_secret_", "whsec_"),
        hex,
        fc.jsonValue({ maxDepth: 3 }),
        fc.string(),
        (prefix, tail, around, before) => {
          const secret = `${prefix}${tail}`
          const value = { around, list: [{ text: `${before} ${secret}` }], [secret]: around }
          expect(JSON.stringify(redact(value))).not.toContain(secret)
          expect(redactText(`${before}"${secret}"`)).not.toContain(tail)
        }
      )
    )
  })
})
