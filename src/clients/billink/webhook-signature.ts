import { createHmac, timingSafeEqual } from "node:crypto"
import type { BillinkAdapter } from "./adapter"

export type BillinkSignatureRefusal = "missing" | "malformed" | "expired" | "mismatch"

export type BillinkSignatureResult =
  | { ok: true; timestamp: number; deliveryId: string | undefined }
  | { ok: false; reason: BillinkSignatureRefusal }

export type BillinkSecretEncoding = "utf8" | "base64"

export type VerifyBillinkSignatureInput = {
  /** The bytes as they came in; a parsed and re-written body has another signature. */
  rawBody: Buffer
  /** As Node gives them: names in lower case. */
  headers: Readonly<Record<string, string | string[] | undefined>>
  /** Every one is tried, so that a secret can be replaced without losing a webhook (7.6). */
  secrets: readonly string[]
  settings: BillinkAdapter["webhook"]
  /** Unix seconds. */
  now: number
}

/**
 * Whether Billink signed these bytes (3.4, D-v3): HMAC-SHA256 over the timestamp and the raw body with nothing in
 * between, in hex, compared in constant time; at most 300 seconds old or early. Never throws.
 */
export function verifyBillinkSignature(input: VerifyBillinkSignatureInput): BillinkSignatureResult {
  const { settings } = input
  const signature = single(input.headers[settings.signatureHeader.toLowerCase()])
  const timestamp = single(input.headers[settings.timestampHeader.toLowerCase()])
  if (signature === undefined || timestamp === undefined) {
    return { ok: false, reason: "missing" }
  }
  if (!/^[0-9a-fA-F]{64}$/.test(signature) || !/^[0-9]{1,15}$/.test(timestamp)) {
    return { ok: false, reason: "malformed" }
  }
  const given = Buffer.from(signature, "hex")
  // Before its age: "expired" then means a genuine webhook that came late or a clock that is wrong.
  const matches = input.secrets.map((secret) => {
    const expected = sign(secret, settings.secretEncoding, timestamp, input.rawBody)
    return expected !== undefined && timingSafeEqual(given, expected)
  })
  if (!matches.includes(true)) {
    return { ok: false, reason: "mismatch" }
  }
  // Written so that a NaN refuses.
  if (!(Math.abs(input.now - Number(timestamp)) <= settings.toleranceSeconds)) {
    return { ok: false, reason: "expired" }
  }
  const deliveryId = single(input.headers[settings.idHeader.toLowerCase()])
  return { ok: true, timestamp: Number(timestamp), deliveryId }
}

/** The signature that Billink would send for these bytes, for a shop's own tests. `timestamp` in Unix seconds. */
export function signBillinkPayload(input: {
  rawBody: Buffer | string
  secret: string
  timestamp: number
  encoding?: BillinkSecretEncoding
}): string | undefined {
  const body = Buffer.from(input.rawBody)
  return sign(input.secret, input.encoding ?? "utf8", String(input.timestamp), body)?.toString(
    "hex"
  )
}

/** Undefined for an empty key: anyone can sign with that. */
function sign(
  secret: string,
  encoding: BillinkSecretEncoding,
  timestamp: string,
  rawBody: Buffer
): Buffer | undefined {
  const key = Buffer.from(secret, encoding)
  return key.length === 0
    ? undefined
    : createHmac("sha256", key).update(timestamp).update(rawBody).digest()
}

function single(header: string | string[] | undefined): string | undefined {
  const text = Array.isArray(header) ? header.join(",") : header
  return text?.trim() || undefined
}
