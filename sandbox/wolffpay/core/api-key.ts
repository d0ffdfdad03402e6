import { createHash } from "node:crypto"

/** A live and a test account are separate for ever (W2); the key says which one it opens. */
export type Mode = "live" | "test"

const FORMAT = /^wp_(live|test)_[0-9a-f]{8,128}$/

/** The key of a sandbox that was given none: the same on every machine, so that it can stand in an example. */
export const DEFAULT_API_KEY = `wp_test_${sha256("wolffpay sandbox demo key").slice(0, 32)}`

export const DEFAULT_WEBHOOK_SECRET = `whsec_${sha256("wolffpay sandbox demo secret").slice(0, 32)}`

export function modeOfKey(key: string): Mode | undefined {
  const match = FORMAT.exec(key)
  if (!match) return undefined
  return match[1] === "live" ? "live" : "test"
}

/** What is stored in place of a key: neither the state file nor the log ever holds the key itself. */
export function keyFingerprint(key: string): string {
  return sha256(key).slice(0, 16)
}

export function sha256(text: string): string {
  return createHash("sha256").update(text).digest("hex")
}
