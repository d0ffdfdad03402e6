import {
  asObject,
  onlyFields,
  optionalChoice,
  optionalText,
  requiredChoice,
} from "../../shared/core/fields"
import {
  readRequestFields,
  readWebhookFields,
  REQUEST_FIELDS,
  WEBHOOK_FIELDS,
} from "../../shared/faults/fault-request"
import { ORDER_EVENTS } from "../orders/order"
import { SESSION_STATUSES } from "../sessions/session"
import type { FaultRule } from "./fault-rule"
import { REQUEST_FAULTS, WEBHOOK_FAULTS } from "./fault-rule"

const RULE = "switchboard"
const EVENTS = [...SESSION_STATUSES, ...ORDER_EVENTS]

/** One rule, or a list of them. */
export function parseFaults(input: unknown): FaultRule[] {
  return (Array.isArray(input) ? input : [input]).map(parseFault)
}

function parseFault(input: unknown): FaultRule {
  const body = asObject(input)
  const kind = requiredChoice(body, "kind", [...REQUEST_FAULTS, ...WEBHOOK_FAULTS], RULE)
  const requestKind = REQUEST_FAULTS.find((known) => known === kind)
  if (requestKind) {
    onlyFields(body, REQUEST_FIELDS, RULE)
    return { ...readRequestFields(body), kind: requestKind }
  }
  onlyFields(body, [...WEBHOOK_FIELDS, "name"], RULE)
  return {
    ...readWebhookFields(body),
    kind: requiredChoice(body, "kind", WEBHOOK_FAULTS, RULE),
    event: optionalChoice(body, "event", EVENTS, RULE),
    name: optionalText(body, "name", 60, RULE),
  }
}
