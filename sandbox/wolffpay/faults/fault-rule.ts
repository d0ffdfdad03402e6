import type { PaymentEvent } from "../webhooks/webhook-event"

export const REQUEST_FAULTS = [
  /** The connection is cut, nothing was done. */
  "drop_before",
  /** Everything was done, then the connection is cut. */
  "drop_after",
  /** Refused with `status` before anything was done. */
  "status",
  /** Everything was done, then answered with `status` (500). */
  "status_after",
  /** Everything was done, and the answer comes `ms` later. */
  "slow",
  /** The answer names another amount than the one that was booked. */
  "wrong_amount",
  /** The answer is not JSON. */
  "garbage",
] as const

export const WEBHOOK_FAULTS = [
  /** `count` more copies. */
  "duplicate",
  "lose",
  /** The first attempt comes `ms` later. */
  "delay",
  /** Kept back until the next event was sent. */
  "reorder",
  /** Nothing is sent until `resume`. */
  "pause",
  "resume",
] as const

export type RequestFaultKind = (typeof REQUEST_FAULTS)[number]
export type WebhookFaultKind = (typeof WEBHOOK_FAULTS)[number]

interface Counted {
  /** How often the rule applies; 1 when absent. */
  times?: number | "always"
}

export interface RequestFault extends Counted {
  kind: RequestFaultKind
  method?: string
  /** A path, in which `*` stands for any text; any path when absent. */
  path?: string
  /** The `action` of the request's body. */
  action?: string
  status?: number
  /** Seconds, sent as Retry-After. */
  retryAfter?: number
  ms?: number
  /** Cents that `wrong_amount` tells; one cent too many when absent. */
  amount?: number
}

export interface WebhookFault extends Counted {
  kind: WebhookFaultKind
  event?: PaymentEvent
  count?: number
  ms?: number
}

export type FaultRule = RequestFault | WebhookFault

export interface RequestFacts {
  method: string
  path: string
  action: string | null
}

export function isRequestFault(rule: FaultRule): rule is RequestFault {
  return REQUEST_FAULTS.some((kind) => kind === rule.kind)
}

export function matchesRequest(rule: RequestFault, request: RequestFacts): boolean {
  return (
    (rule.method === undefined || rule.method.toUpperCase() === request.method) &&
    (rule.path === undefined || matchesPath(rule.path, request.path)) &&
    (rule.action === undefined || rule.action === request.action)
  )
}

export function matchesPath(pattern: string, path: string): boolean {
  const parts = pattern.split("*").map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, "\\$&"))
  return new RegExp(`^${parts.join(".*")}$`).test(path)
}
