import { timingSafeEqual } from "node:crypto"
import type { Mode } from "../core/api-key"
import { keyFingerprint, modeOfKey, sha256 } from "../core/api-key"
import { Refusal } from "../../shared/core/refusal"

export interface Caller {
  account: Mode
  /** Stands for the key wherever something is kept. */
  fingerprint: string
}

/** W2, W5: 401 for a key that is missing, misshaped or unknown. The text never repeats the key. */
export function authenticate(header: string | undefined, apiKeys: readonly string[]): Caller {
  if (header === undefined)
    throw unauthorized("API key is required. Use Authorization: Bearer <key>")
  const match = /^Bearer (\S+)$/.exec(header)
  const key = match?.[1]
  if (key === undefined) throw unauthorized("Invalid Authorization header. Use Bearer <key>")
  const account = modeOfKey(key)
  if (!account || !apiKeys.some((known) => sameText(known, key))) {
    throw unauthorized("Invalid API key")
  }
  return { account, fingerprint: keyFingerprint(key) }
}

function sameText(a: string, b: string): boolean {
  return timingSafeEqual(Buffer.from(sha256(a)), Buffer.from(sha256(b)))
}

function unauthorized(text: string): Refusal {
  return new Refusal(401, text, "W2", { "WWW-Authenticate": "Bearer" })
}
