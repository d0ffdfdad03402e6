import type { WebhookEventState } from "../../modules/wolffpay/tables/webhook-events"
import type { SettleOutcome } from "../settle-payment/outcome"

/** Closed for good, or to be tried again (after `seconds`, else by the schedule). */
export type EventResult =
  | { close: Exclude<WebhookEventState, "received">; outcome: string }
  | { problem: string; seconds?: number }

export function toEventResult(outcome: SettleOutcome): EventResult {
  switch (outcome.kind) {
    case "settled":
      return { close: "done", outcome: "settled" }
    case "waiting":
      return { close: "done", outcome: "noted" }
    case "attention":
      return { close: "attention", outcome: outcome.reason }
    case "retry":
      return { problem: outcome.problem }
  }
}
