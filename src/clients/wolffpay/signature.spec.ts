import { createHmac } from "node:crypto"
import { signWebhookPayload, verifyWebhookSignature } from "./signature"

const secret = "whsec_test0123456789"
const now = 1_771_418_096
const rawBody = Buffer.from(
  '{"event":"payment.succeeded","data":{"id":"pi_abc123","description":"Café €5"},"timestamp":"2026-02-18T12:34:56.789Z"}'
)
const hex = createHmac("sha256", secret).update(`${now}.`).update(rawBody).digest("hex")
const good = `t=${now},v1=${hex}`

function verify(header: string | string[] | undefined, changes: Record<string, unknown> = {}) {
  return verifyWebhookSignature({ rawBody, header, secrets: [secret], now, ...changes })
}

describe("verifyWebhookSignature (W32-W34)", () => {
  it("accepts what WolffPay signed", () => {
    expect(verify(good)).toEqual({ ok: true, timestamp: now })
  })

  it.each([
    ["upper-case hex", `t=${now},v1=${hex.toUpperCase()}`],
    ["mixed-case hex", `t=${now},v1=${hex.slice(0, 32)}${hex.slice(32).toUpperCase()}`],
    ["the parts the other way round", `v1=${hex},t=${now}`],
    ["a wrong signature beside a right one", `t=${now},v1=${"0".repeat(64)},v1=${hex}`],
    ["a right signature beside a wrong one", `t=${now},v1=${hex},v1=${"f".repeat(64)}`],
    ["a broken signature beside a right one", `t=${now},v1=abc,v1=${hex}`],
    ["a scheme of the future", `t=${now},v0=${"1".repeat(64)},v2=x=y==,v1=${hex}`],
    ["a header given as a list of one", [good]],
  ])("accepts %s", (_name, header) => {
    expect(verify(header)).toEqual({ ok: true, timestamp: now })
  })

  const bad: [string, string | string[] | undefined, string][] = [
    ["no header", undefined, "missing"],
    ["an empty header", "", "missing"],
    ["a blank header", "   ", "missing"],
    ["an empty list", [], "missing"],
    ["a list of an empty header", [""], "missing"],
    ["words", "valid", "malformed"],
    ["a bare signature", hex, "malformed"],
    ["no timestamp", `v1=${hex}`, "malformed"],
    ["no signature", `t=${now}`, "malformed"],
    ["an empty timestamp", `t=,v1=${hex}`, "malformed"],
    ["an empty signature", `t=${now},v1=`, "malformed"],
    ["two timestamps", `t=${now},t=${now},v1=${hex}`, "malformed"],
    ["a good and a bad timestamp", `t=${now},t=x,v1=${hex}`, "malformed"],
    ["two whole headers", [good, good], "malformed"],
    ["two whole headers in one line", `${good}, ${good}`, "malformed"],
    ["a negative timestamp", `t=-${now},v1=${hex}`, "malformed"],
    ["a timestamp with a sign", `t=+${now},v1=${hex}`, "malformed"],
    ["a timestamp with a fraction", `t=${now}.0,v1=${hex}`, "malformed"],
    ["an exponent", `t=1.771418096e9,v1=${hex}`, "malformed"],
    ["a hexadecimal timestamp", `t=0x6995b1b0,v1=${hex}`, "malformed"],
    ["a timestamp with letters behind it", `t=${now}abc,v1=${hex}`, "malformed"],
    ["an ISO timestamp", `t=2026-02-18T12:34:56Z,v1=${hex}`, "malformed"],
    ["other digits", `t=${"١٧٧١٤١٨٠٩٦"},v1=${hex}`, "malformed"],
    ["a timestamp without end", `t=${"9".repeat(40)},v1=${hex}`, "malformed"],
    ["Infinity", `t=Infinity,v1=${hex}`, "malformed"],
    ["NaN", `t=NaN,v1=${hex}`, "malformed"],
    ["a space after the comma", `t=${now}, v1=${hex}`, "malformed"],
    ["a space before the timestamp", `t= ${now},v1=${hex}`, "malformed"],
    ["a space at the end", `${good} `, "malformed"],
    ["a semicolon", `t=${now};v1=${hex}`, "malformed"],
    ["a comma at the end", `${good},`, "malformed"],
    ["a comma at the start", `,${good}`, "malformed"],
    ["a part without =", `t=${now},v1,v1=${hex}`, "malformed"],
    ["a part without a name", `=x,${good}`, "malformed"],
    ["quotes", `t="${now}",v1="${hex}"`, "malformed"],
    ["capital names", `T=${now},V1=${hex}`, "malformed"],
    ["only an older scheme", `t=${now},v0=${hex}`, "malformed"],
    ["a signature one digit short", `t=${now},v1=${hex.slice(1)}`, "malformed"],
    ["a signature one byte short", `t=${now},v1=${hex.slice(2)}`, "malformed"],
    ["a signature one digit long", `t=${now},v1=${hex}0`, "malformed"],
    ["a signature with 0x", `t=${now},v1=0x${hex}`, "malformed"],
    ["a signature that is not hex", `t=${now},v1=${"g".repeat(64)}`, "malformed"],
    ["hex with one other letter", `t=${now},v1=${hex.slice(0, 63)}z`, "malformed"],
    [
      "the signature in base64",
      `t=${now},v1=${Buffer.from(hex, "hex").toString("base64")}`,
      "malformed",
    ],
    ["a line break inside", `t=${now},v1=${hex.slice(0, 32)}\n${hex.slice(32)}`, "malformed"],
    ["a NUL inside", `t=${now}\u0000,v1=${hex}`, "malformed"],
    ["a header without end", `t=${now},${"v1=00,".repeat(10_000)}v1=${hex}`, "malformed"],
    [
      "one bit changed",
      `t=${now},v1=${hex.slice(0, 63)}${hex.endsWith("0") ? "1" : "0"}`,
      "mismatch",
    ],
    ["the digits of another body", `t=${now},v1=${"0".repeat(64)}`, "mismatch"],
    ["another timestamp over the same signature", `t=${now + 1},v1=${hex}`, "mismatch"],
    ["a zero in front of the timestamp", `t=0${now},v1=${hex}`, "mismatch"],
    [
      "a body signed without timestamp",
      `t=${now},v1=${createHmac("sha256", secret).update(rawBody).digest("hex")}`,
      "mismatch",
    ],
    [
      "SHA-1 padded",
      `t=${now},v1=${createHmac("sha1", secret).update(rawBody).digest("hex").padEnd(64, "0")}`,
      "mismatch",
    ],
  ]

  it("has at least 40 bad headers to try", () => {
    expect(new Set(bad.map(([, header]) => JSON.stringify(header))).size).toBeGreaterThanOrEqual(40)
  })

  it.each(bad)("refuses %s", (_name, header, reason) => {
    expect(verify(header)).toEqual({ ok: false, reason })
  })

  it.each([
    [-300, true],
    [300, true],
    [-301, false],
    [301, false],
    [-86_400, false],
    [10 ** 6, false],
  ])("an event %i s from now is taken: %p (W34)", (offset, taken) => {
    const header = signWebhookPayload({ rawBody, secret, timestamp: now + offset })
    expect(verify(header)).toEqual(
      taken ? { ok: true, timestamp: now + offset } : { ok: false, reason: "expired" }
    )
  })

  it("refuses a timestamp in milliseconds", () => {
    const header = signWebhookPayload({ rawBody, secret, timestamp: now * 1_000 })
    expect(verify(header)).toEqual({ ok: false, reason: "expired" })
  })

  it("keeps to another tolerance", () => {
    const header = signWebhookPayload({ rawBody, secret, timestamp: now - 11 })
    expect(verify(header, { toleranceSeconds: 11 })).toMatchObject({ ok: true })
    expect(verify(header, { toleranceSeconds: 10 })).toEqual({ ok: false, reason: "expired" })
  })

  it("refuses when the time is not known", () => {
    expect(verify(good, { now: Number.NaN })).toEqual({ ok: false, reason: "expired" })
    expect(verify(good, { toleranceSeconds: Number.NaN })).toEqual({ ok: false, reason: "expired" })
  })

  it("tries every secret while rotating, in whatever order", () => {
    const secrets = ["whsec_testOld", secret, "whsec_testNew"]
    for (const used of secrets) {
      const header = signWebhookPayload({ rawBody, secret: used, timestamp: now })
      expect(verify(header, { secrets })).toMatchObject({ ok: true })
      expect(verify(header, { secrets: secrets.filter((one) => one !== used) })).toEqual({
        ok: false,
        reason: "mismatch",
      })
    }
  })

  it("lets nobody sign with an empty secret, or with none", () => {
    const header = signWebhookPayload({ rawBody, secret: "", timestamp: now })
    expect(verify(header, { secrets: [""] })).toEqual({ ok: false, reason: "mismatch" })
    expect(verify(header, { secrets: [] })).toEqual({ ok: false, reason: "mismatch" })
    expect(verify(good, { secrets: ["", secret] })).toMatchObject({ ok: true })
  })

  it("does not trim a secret", () => {
    expect(verify(good, { secrets: [`${secret} `] })).toEqual({ ok: false, reason: "mismatch" })
  })

  it("goes by the bytes, not by what they mean", () => {
    const reordered = Buffer.from(JSON.stringify(JSON.parse(rawBody.toString()), null, 1))
    expect(verify(good, { rawBody: reordered })).toEqual({ ok: false, reason: "mismatch" })
    expect(verify(good, { rawBody: Buffer.concat([rawBody, Buffer.from("\n")]) })).toEqual({
      ok: false,
      reason: "mismatch",
    })
  })

  it("tells bytes apart that decode to the same text", () => {
    const one = Buffer.from([0x7b, 0xff, 0x7d])
    const other = Buffer.from([0x7b, 0xfe, 0x7d])
    expect(one.toString()).toBe(other.toString())
    const header = signWebhookPayload({ rawBody: one, secret, timestamp: now })

    expect(verify(header, { rawBody: one })).toMatchObject({ ok: true })
    expect(verify(header, { rawBody: other })).toEqual({ ok: false, reason: "mismatch" })
  })

  it("verifies an empty body and a large one", () => {
    for (const body of [Buffer.alloc(0), Buffer.alloc(1_000_000, "x")]) {
      const header = signWebhookPayload({ rawBody: body, secret, timestamp: now })
      expect(verify(header, { rawBody: body })).toMatchObject({ ok: true })
    }
  })
})
