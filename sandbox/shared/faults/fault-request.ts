import type { JsonObject } from "../core/json"
import { optionalInteger, optionalText } from "../core/fields"
import { Refusal } from "../core/refusal"
import type { Counted } from "./fault-list"
import type { RequestTarget } from "./match"

const RULE = "switchboard"

/** The fields that every fault of a request may have. */
export interface RequestFaultFields extends Counted, RequestTarget {
  status?: number
  /** Seconds, sent as Retry-After. */
  retryAfter?: number
  ms?: number
}

/** The fields that every fault of a webhook may have, beside the event. */
export interface WebhookFaultFields extends Counted {
  count?: number
  ms?: number
}

export const REQUEST_FIELDS = [
  "kind",
  "times",
  "method",
  "path",
  "action",
  "status",
  "retryAfter",
  "ms",
] as const
export const WEBHOOK_FIELDS = ["kind", "times", "event", "count", "ms"] as const

export function readRequestFields(body: JsonObject): RequestFaultFields {
  return {
    times: times(body["times"]),
    method: optionalText(body, "method", 10, RULE),
    path: optionalText(body, "path", 300, RULE),
    action: optionalText(body, "action", 60, RULE),
    status: optionalInteger(body, "status", 400, 599),
    retryAfter: optionalInteger(body, "retryAfter", 0, 86_400),
    ms: optionalInteger(body, "ms", 0, 600_000),
  }
}

export function readWebhookFields(body: JsonObject): WebhookFaultFields {
  return {
    times: times(body["times"]),
    count: optionalInteger(body, "count", 1, 100),
    ms: optionalInteger(body, "ms", 0, 604_800_000),
  }
}

function times(value: unknown): number | "always" | undefined {
  if (value === undefined || value === "always") return value
  if (typeof value === "number" && Number.isInteger(value) && value > 0) return value
  throw new Refusal(400, 'Invalid times. Must be a whole number from 1, or "always".', RULE)
}
