import { createHmac } from "node:crypto"
import { DEFAULT_ADAPTER, resolveAdapter } from "./adapter"
import { signBillinkPayload, verifyBillinkSignature } from "./webhook-signature"

const NOW = 1_800_000_000
const SECRET = Buffer.alloc(32, 9).toString("base64")
const BODY = Buffer.from('{"event":"order_paid","invoice_number_clean":"É1"}')
const settings = DEFAULT_ADAPTER.webhook

const hmac = (key: string | Buffer, message: Buffer) =>
  createHmac("sha256", key).update(message).digest("hex")
const signed = (body = BODY, timestamp = String(NOW), key: string | Buffer = SECRET) => ({
  "x-billink-webhook-signature": hmac(key, Buffer.concat([Buffer.from(timestamp), body])),
  "x-billink-webhook-timestamp": timestamp,
  "x-billink-webhook-id": "delivery-1",
})
const verify = (
  headers: Record<string, string | string[] | undefined>,
  over: Partial<Parameters<typeof verifyBillinkSignature>[0]> = {}
) =>
  verifyBillinkSignature({ rawBody: BODY, headers, secrets: [SECRET], settings, now: NOW, ...over })

describe("The signature of a v3 webhook (facts 3.4)", () => {
  it("is made over the timestamp and the raw body with nothing in between", () => {
    expect(verify(signed())).toEqual({ ok: true, timestamp: NOW, deliveryId: "delivery-1" })
    const dotted = hmac(SECRET, Buffer.from(`${NOW}.${BODY.toString()}`))
    expect(verify({ ...signed(), "x-billink-webhook-signature": dotted })).toEqual({
      ok: false,
      reason: "mismatch",
    })
  })

  it("holds for these bytes only", () => {
    const rewritten = Buffer.from(JSON.stringify(JSON.parse(BODY.toString()), null, 1))
    expect(verify(signed(), { rawBody: rewritten })).toEqual({ ok: false, reason: "mismatch" })
    expect(verify({ ...signed(), "x-billink-webhook-timestamp": String(NOW + 1) })).toMatchObject({
      reason: "mismatch",
    })
  })

  it("cannot be moved between timestamp and body, as both are fixed", () => {
    const headers = signed(Buffer.from(`0${BODY.toString()}`), "180000000")
    expect(verify({ ...headers }, { now: 180_000_000 }).ok).toBe(false)
  })

  it("may be in hex of either case", () => {
    const headers = signed()
    const upper = headers["x-billink-webhook-signature"].toUpperCase()
    expect(verify({ ...headers, "x-billink-webhook-signature": upper }).ok).toBe(true)
  })

  it.each([
    [0, true],
    [300, true],
    [-300, true],
    [301, false],
    [-301, false],
  ])("counts when its time is %i seconds off: %s", (offset, ok) => {
    expect(verify(signed(), { now: NOW + offset })).toMatchObject(
      ok ? { ok } : { ok, reason: "expired" }
    )
  })

  it("takes one of several secrets while one is replaced (facts 7.6)", () => {
    expect(verify(signed(), { secrets: ["other", SECRET] }).ok).toBe(true)
    expect(verify(signed(), { secrets: ["other"] }).ok).toBe(false)
    expect(verify(signed(), { secrets: [] }).ok).toBe(false)
  })

  it("takes the text or the decoded bytes as key (facts 7.4)", () => {
    const base64 = { ...settings, secretEncoding: "base64" as const }
    const headers = signed(BODY, String(NOW), Buffer.from(SECRET, "base64"))
    expect(verify(headers, { settings: base64 }).ok).toBe(true)
    expect(verify(headers).ok).toBe(false)
    expect(verify(signed(), { settings: base64 }).ok).toBe(false)
  })

  it("cannot be made with an empty key", () => {
    expect(verify(signed(BODY, String(NOW), ""), { secrets: [""] }).ok).toBe(false)
    const base64 = { ...settings, secretEncoding: "base64" as const }
    expect(verify(signed(BODY, String(NOW), ""), { secrets: ["!!"], settings: base64 }).ok).toBe(
      false
    )
  })

  it("is looked for under the configured names (facts 7.3)", () => {
    const { adapter } = resolveAdapter({
      webhook: { signatureHeader: "X-Sign", timestampHeader: "X-Time" },
    })
    const headers = {
      "x-sign": signed()["x-billink-webhook-signature"],
      "x-time": String(NOW),
    }
    expect(verify(headers, { settings: adapter.webhook }).ok).toBe(true)
    expect(verify(signed(), { settings: adapter.webhook })).toMatchObject({ reason: "missing" })
  })

  it.each([
    ["no signature", { "x-billink-webhook-signature": undefined }, "missing"],
    ["no timestamp", { "x-billink-webhook-timestamp": " " }, "missing"],
    ["a prefix", { "x-billink-webhook-signature": `sha256=${"a".repeat(64)}` }, "malformed"],
    ["too short", { "x-billink-webhook-signature": "ab" }, "malformed"],
    [
      "two signatures",
      { "x-billink-webhook-signature": ["a".repeat(64), "b".repeat(64)] },
      "malformed",
    ],
    ["no number", { "x-billink-webhook-timestamp": "now" }, "malformed"],
    ["not hex", { "x-billink-webhook-signature": "z".repeat(64) }, "malformed"],
  ])("is refused with %s", (_name, over, reason) => {
    expect(verify({ ...signed(), ...over })).toEqual({ ok: false, reason })
  })

  it("can be made for a shop's own tests", () => {
    const made = signBillinkPayload({ rawBody: BODY, secret: SECRET, timestamp: NOW })
    expect(made).toBe(signed()["x-billink-webhook-signature"])
    expect(signBillinkPayload({ rawBody: BODY, secret: "", timestamp: NOW })).toBeUndefined()
  })
})
