import { createHash } from "node:crypto"

/** The Redis key under which an API key's budget is shared. The limit is per API key (W7), which itself stays out of Redis. */
export function budgetKey(apiKey: string): string {
  const digest = createHash("sha256").update(apiKey).digest("hex")
  return `wolffpay:budget:${digest.slice(0, 32)}`
}
