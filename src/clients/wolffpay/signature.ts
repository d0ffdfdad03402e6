import { createHmac, timingSafeEqual } from "node:crypto"

/** W34 */
export const SIGNATURE_TOLERANCE_SECONDS = 300
const MAX_HEADER_LENGTH = 4_096

export type SignatureRefusal = "missing" | "malformed" | "expired" | "mismatch"

export type SignatureResult =
  { ok: true; timestamp: number } | { ok: false; reason: SignatureRefusal }

export type VerifyWebhookSignatureInput = {
  /** The bytes as they came in; a parsed and re-written body has another signature. */
  rawBody: Buffer
  /** `X-WolffPay-Signature`. */
  header: string | string[] | undefined
  /** Every one is tried, so that a secret can be replaced without losing an event. */
  secrets: readonly string[]
  /** Unix seconds. */
  now: number
  /** Seconds, to either side. */
  toleranceSeconds?: number
}

/**
 * Whether WolffPay signed these bytes (W32-W34): HMAC-SHA256 over `<t>.<raw body>`, in hex, compared in constant time
 * on the decoded bytes. Several `v1` may be given; one that matches suffices. Never throws.
 */
export function verifyWebhookSignature(input: VerifyWebhookSignatureInput): SignatureResult {
  const header = singleHeader(input.header)
  if (header === undefined) {
    return refused("missing")
  }
  const parsed = parseSignatureHeader(header)
  if (!parsed) {
    return refused("malformed")
  }
  // Before its age: "expired" then means a genuine event that came late or a clock that is wrong.
  const matches = input.secrets.map((secret) => isSignedWith(secret, parsed, input.rawBody))
  if (!matches.includes(true)) {
    return refused("mismatch")
  }
  const timestamp = Number(parsed.timestamp)
  const tolerance = input.toleranceSeconds ?? SIGNATURE_TOLERANCE_SECONDS
  // Written so that a NaN refuses.
  if (!(Math.abs(input.now - timestamp) <= tolerance)) {
    return refused("expired")
  }
  return { ok: true, timestamp }
}

/**
 * The header that WolffPay would send for these bytes (W32, W33), for a shop's own tests.
 * `timestamp` in Unix seconds.
 */
export function signWebhookPayload(input: {
  rawBody: Buffer | string
  secret: string
  timestamp: number
}): string {
  const signature = sign(input.secret, String(input.timestamp), Buffer.from(input.rawBody))
  return `t=${input.timestamp},v1=${signature.toString("hex")}`
}

type ParsedHeader = { timestamp: string; signatures: Buffer[] }

/** Exactly one `t` of digits and at least one `v1` of 64 hex digits; schemes that we do not know are passed over. */
function parseSignatureHeader(header: string): ParsedHeader | undefined {
  if (header.length > MAX_HEADER_LENGTH) {
    return undefined
  }
  const timestamps: string[] = []
  const signatures: Buffer[] = []
  for (const part of header.split(",")) {
    const [, key, value] = /^([A-Za-z0-9_]+)=(.*)$/s.exec(part) ?? []
    if (key === undefined || value === undefined) {
      return undefined
    }
    if (key === "t") {
      timestamps.push(value)
    }
    if (key === "v1" && /^[0-9a-fA-F]{64}$/.test(value)) {
      signatures.push(Buffer.from(value, "hex"))
    }
  }
  const [timestamp, ...others] = timestamps
  if (timestamp === undefined || others.length > 0) {
    return undefined
  }
  return /^[0-9]{1,15}$/.test(timestamp) && signatures.length > 0
    ? { timestamp, signatures }
    : undefined
}

function isSignedWith(secret: string, header: ParsedHeader, rawBody: Buffer): boolean {
  // Anyone can sign with an empty secret.
  if (secret === "") {
    return false
  }
  const expected = sign(secret, header.timestamp, rawBody)
  return header.signatures.map((signature) => timingSafeEqual(signature, expected)).includes(true)
}

function sign(secret: string, timestamp: string, rawBody: Buffer): Buffer {
  return createHmac("sha256", secret).update(`${timestamp}.`).update(rawBody).digest()
}

function singleHeader(header: string | string[] | undefined): string | undefined {
  const text = Array.isArray(header) ? header.join(",") : header
  return text?.trim() ? text : undefined
}

function refused(reason: SignatureRefusal): SignatureResult {
  return { ok: false, reason }
}
