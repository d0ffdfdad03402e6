import { COMMON_REQUEST_FAULTS, COMMON_WEBHOOK_FAULTS } from "../../shared/faults/kinds"
import type { RequestFaultFields, WebhookFaultFields } from "../../shared/faults/fault-request"
import type { PaymentEvent } from "../webhooks/webhook-event"

export { matchesPath, matchesRequest } from "../../shared/faults/match"
export type { RequestFacts } from "../../shared/faults/match"

export const REQUEST_FAULTS = [
  ...COMMON_REQUEST_FAULTS,
  /** The answer names another amount than the one that was booked. */
  "wrong_amount",
] as const

export const WEBHOOK_FAULTS = COMMON_WEBHOOK_FAULTS

export type RequestFaultKind = (typeof REQUEST_FAULTS)[number]
export type WebhookFaultKind = (typeof WEBHOOK_FAULTS)[number]

export interface RequestFault extends RequestFaultFields {
  kind: RequestFaultKind
  /** Cents that `wrong_amount` tells; one cent too many when absent. */
  amount?: number
}

export interface WebhookFault extends WebhookFaultFields {
  kind: WebhookFaultKind
  event?: PaymentEvent
}

export type FaultRule = RequestFault | WebhookFault

export function isRequestFault(rule: FaultRule): rule is RequestFault {
  return REQUEST_FAULTS.some((kind) => kind === rule.kind)
}
