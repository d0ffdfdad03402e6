import { createHmac } from "node:crypto"
import type { Settings } from "../core/settings"

/** 3.4: lower-case hex HMAC-SHA256 over the timestamp (Unix seconds) directly followed by the raw body. */
export function signV3(
  body: string,
  at: number,
  secret: string,
  encoding: Settings["webhookSecretEncoding"]
): string {
  return createHmac("sha256", Buffer.from(secret, encoding)).update(`${at}${body}`).digest("hex")
}
