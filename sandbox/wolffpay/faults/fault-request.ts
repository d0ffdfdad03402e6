import {
  asObject,
  onlyFields,
  optionalChoice,
  optionalInteger,
  optionalText,
  requiredChoice,
} from "../core/fields"
import type { JsonObject } from "../core/json"
import { Refusal } from "../core/refusal"
import { PAYMENT_EVENTS } from "../webhooks/webhook-event"
import type { FaultRule, RequestFaultKind } from "./fault-rule"
import { REQUEST_FAULTS, WEBHOOK_FAULTS } from "./fault-rule"

const RULE = "switchboard"

/** One rule, or a list of them. */
export function parseFaults(input: unknown): FaultRule[] {
  return (Array.isArray(input) ? input : [input]).map(parseFault)
}

function parseFault(input: unknown): FaultRule {
  const body = asObject(input)
  const kind = requiredChoice(body, "kind", [...REQUEST_FAULTS, ...WEBHOOK_FAULTS], RULE)
  const requestKind = REQUEST_FAULTS.find((known) => known === kind)
  if (requestKind) return parseRequestFault(body, requestKind)
  onlyFields(body, ["kind", "times", "event", "count", "ms"], RULE)
  return {
    kind: requiredChoice(body, "kind", WEBHOOK_FAULTS, RULE),
    times: parseTimes(body["times"]),
    event: optionalChoice(body, "event", PAYMENT_EVENTS, RULE),
    count: optionalInteger(body, "count", 1, 100),
    ms: optionalInteger(body, "ms", 0, 604_800_000),
  }
}

function parseRequestFault(body: JsonObject, kind: RequestFaultKind): FaultRule {
  onlyFields(
    body,
    ["kind", "times", "method", "path", "action", "status", "retryAfter", "ms", "amount"],
    RULE
  )
  return {
    kind,
    times: parseTimes(body["times"]),
    method: optionalText(body, "method", 10, RULE),
    path: optionalText(body, "path", 300, RULE),
    action: optionalText(body, "action", 60, RULE),
    status: optionalInteger(body, "status", 400, 599),
    retryAfter: optionalInteger(body, "retryAfter", 0, 86_400),
    ms: optionalInteger(body, "ms", 0, 600_000),
    amount: optionalInteger(body, "amount", 0, Number.MAX_SAFE_INTEGER),
  }
}

function parseTimes(value: unknown): number | "always" | undefined {
  if (value === undefined || value === "always") return value
  if (typeof value === "number" && Number.isInteger(value) && value > 0) return value
  throw new Refusal(400, 'Invalid times. Must be a whole number from 1, or "always".', RULE)
}
