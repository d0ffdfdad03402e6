import {
  asObject,
  onlyFields,
  optionalChoice,
  optionalInteger,
  requiredChoice,
} from "../../shared/core/fields"
import {
  readRequestFields,
  readWebhookFields,
  REQUEST_FIELDS,
  WEBHOOK_FIELDS,
} from "../../shared/faults/fault-request"
import { PAYMENT_EVENTS } from "../webhooks/webhook-event"
import type { FaultRule } from "./fault-rule"
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
  if (requestKind) {
    onlyFields(body, [...REQUEST_FIELDS, "amount"], RULE)
    const amount = optionalInteger(body, "amount", 0, Number.MAX_SAFE_INTEGER)
    return { ...readRequestFields(body), kind: requestKind, amount }
  }
  onlyFields(body, WEBHOOK_FIELDS, RULE)
  return {
    ...readWebhookFields(body),
    kind: requiredChoice(body, "kind", WEBHOOK_FAULTS, RULE),
    event: optionalChoice(body, "event", PAYMENT_EVENTS, RULE),
  }
}
