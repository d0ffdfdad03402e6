import type { JsonObject } from "../../shared/core/json"
import { isJsonObject } from "../../shared/core/json"
import { Refusal } from "../../shared/core/refusal"
import type { Settings } from "../core/settings"

const MAX_BYTES = 8 * 1024
const MAX_KEYS = 50
const MAX_KEY_LENGTH = 40
const MAX_VALUE_LENGTH = 500

/** W13: an object of at most 8 KB of JSON. With the rules `stripe` also what Stripe, where it ends up, would take. */
export function parseMetadata(
  value: unknown,
  rules: Settings["metadataRules"],
  rule: string
): JsonObject {
  if (value === undefined) return {}
  if (!isJsonObject(value)) throw new Refusal(400, "Invalid metadata. Must be an object.", rule)
  if (Buffer.byteLength(JSON.stringify(value)) > MAX_BYTES) {
    throw new Refusal(400, "Invalid metadata. Must not be larger than 8 KB.", rule)
  }
  if (rules === "stripe") checkAsStripe(value, rule)
  return value
}

function checkAsStripe(metadata: JsonObject, rule: string): void {
  const entries = Object.entries(metadata)
  if (entries.length > MAX_KEYS) {
    throw new Refusal(400, `Invalid metadata. Stripe takes at most ${MAX_KEYS} keys.`, rule)
  }
  for (const [key, value] of entries) {
    const name = key.slice(0, 60)
    if (key.length === 0 || key.length > MAX_KEY_LENGTH) {
      throw new Refusal(400, `Invalid metadata key ${name}. Stripe takes 1 to 40 characters.`, rule)
    }
    if (typeof value !== "string" || value.length > MAX_VALUE_LENGTH) {
      throw new Refusal(
        400,
        `Invalid metadata value of ${name}. Stripe takes a text of at most ${MAX_VALUE_LENGTH} characters.`,
        rule
      )
    }
  }
}
