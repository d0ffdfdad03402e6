import { COMMON_REQUEST_FAULTS, COMMON_WEBHOOK_FAULTS } from "../../shared/faults/kinds"
import type { Active } from "../../shared/faults/fault-list"
import type { RequestFaultFields, WebhookFaultFields } from "../../shared/faults/fault-request"

export const REQUEST_FAULTS = [
  ...COMMON_REQUEST_FAULTS,
  /** create-session names another invoice than the one that was booked. */
  "wrong_invoice",
] as const

/** A `duplicate` has the delivery id of its original. */
export const WEBHOOK_FAULTS = [
  ...COMMON_WEBHOOK_FAULTS,
  /** It names an event that nobody knows: `name`. */
  "unknown_event",
  /** It names another invoice; a v3 signature was made before that and does not fit. */
  "tamper",
  /** v3: signed ten minutes ago. */
  "stale",
] as const

export type RequestFaultKind = (typeof REQUEST_FAULTS)[number]
export type WebhookFaultKind = (typeof WEBHOOK_FAULTS)[number]

export interface RequestFault extends RequestFaultFields {
  kind: RequestFaultKind
}

export interface WebhookFault extends WebhookFaultFields {
  kind: WebhookFaultKind
  /** A session's status or an order's event; any when absent. */
  event?: string
  name?: string
}

export type FaultRule = RequestFault | WebhookFault
export type ActiveFault = Active<FaultRule>

export function isRequestFault(rule: FaultRule): rule is RequestFault {
  return REQUEST_FAULTS.some((kind) => kind === rule.kind)
}
