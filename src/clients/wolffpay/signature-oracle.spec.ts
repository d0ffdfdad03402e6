import fc from "fast-check"
import Stripe from "stripe"
import { signWebhookPayload, verifyWebhookSignature } from "./signature"

const secret = "whsec_test0123456789"
const now = 1_771_418_096
const rawBody = Buffer.from('{"event":"payment.succeeded","data":{"id":"pi_abc123"}}')
const hex = signWebhookPayload({ rawBody, secret, timestamp: now }).slice(-64)

function verify(header: string | string[] | undefined, changes: Record<string, unknown> = {}) {
  return verifyWebhookSignature({ rawBody, header, secrets: [secret], now, ...changes })
}

describe("against Stripe's own header, the same scheme (t=, v1=)", () => {
  const payload = rawBody.toString()

  it("writes what Stripe writes", () => {
    const theirs = Stripe.webhooks.generateTestHeaderString({ payload, secret, timestamp: now })
    expect(signWebhookPayload({ rawBody, secret, timestamp: now })).toBe(theirs)
  })

  it("accepts what Stripe signs, and Stripe accepts what we sign (property)", () => {
    fc.assert(
      fc.property(
        fc.json(),
        // Stripe's library takes a blank secret for one that is missing.
        fc.string({ minLength: 1 }).filter((text) => text.trim() !== ""),
        fc.integer({ min: 1_000_000_000, max: 2_000_000_000 }),
        (body, anySecret, timestamp) => {
          const header = Stripe.webhooks.generateTestHeaderString({
            payload: body,
            secret: anySecret,
            timestamp,
          })
          const input = { rawBody: Buffer.from(body), secrets: [anySecret], now: timestamp }
          expect(verifyWebhookSignature({ ...input, header })).toEqual({ ok: true, timestamp })

          const ours = signWebhookPayload({ rawBody: body, secret: anySecret, timestamp })
          expect(Stripe.webhooks.signature?.verifyHeader(body, ours, anySecret, 0)).toBe(true)
        }
      ),
      { numRuns: 50 }
    )
  })
})

describe("verifyWebhookSignature, whatever comes (properties)", () => {
  const bytes = fc.uint8Array({ maxLength: 300 }).map((array) => Buffer.from(array))

  it("accepts exactly what was signed with a known secret in time", () => {
    fc.assert(
      fc.property(
        bytes,
        fc.string({ minLength: 1 }),
        fc.integer({ min: -600, max: 600 }),
        (body, anySecret, age) => {
          const header = signWebhookPayload({
            rawBody: body,
            secret: anySecret,
            timestamp: now - age,
          })
          const result = verifyWebhookSignature({
            rawBody: body,
            header,
            secrets: [anySecret],
            now,
          })
          expect(result.ok).toBe(Math.abs(age) <= 300)
        }
      )
    )
  })

  it("refuses a body with one bit changed", () => {
    fc.assert(
      fc.property(
        fc.uint8Array({ minLength: 1, maxLength: 200 }),
        fc.nat(),
        fc.nat({ max: 7 }),
        (array, position, bit) => {
          const body = Buffer.from(array)
          const header = signWebhookPayload({ rawBody: body, secret, timestamp: now })
          const changed = Buffer.from(body)
          const index = position % changed.length
          changed.writeUInt8(changed.readUInt8(index) ^ (1 << bit), index)
          expect(verify(header, { rawBody: changed })).toEqual({ ok: false, reason: "mismatch" })
        }
      )
    )
  })

  it("refuses another secret", () => {
    fc.assert(
      fc.property(bytes, fc.string(), fc.string({ minLength: 1 }), (body, signer, known) => {
        fc.pre(signer !== known && !isSameHmacKey(signer, known))
        const header = signWebhookPayload({ rawBody: body, secret: signer, timestamp: now })
        expect(verify(header, { rawBody: body, secrets: [known] }).ok).toBe(false)
      })
    )
  })

  it("never throws and never accepts a header that was not signed", () => {
    const piece = fc.constantFrom(
      "t",
      "v1",
      "=",
      ",",
      String(now),
      hex.slice(0, 63),
      " ",
      "v0",
      "\n"
    )
    const garbage = fc.oneof(
      fc.string({ maxLength: 200 }),
      fc.array(piece, { maxLength: 12 }).map((parts) => parts.join("")),
      fc.array(fc.string(), { maxLength: 3 })
    )
    fc.assert(
      fc.property(garbage, (header) => {
        expect(verify(header).ok).toBe(false)
      }),
      { numRuns: 1_000 }
    )
  })
})

/** HMAC pads a short key with zero bytes, so that keys which differ only in those are one key. */
function isSameHmacKey(one: string, other: string): boolean {
  const pad = (key: string) => Buffer.from(key.padEnd(64, "\u0000"))
  return pad(one).equals(pad(other))
}
