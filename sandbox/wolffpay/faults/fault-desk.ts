import type { Active } from "../../shared/faults/fault-list"
import { FaultList } from "../../shared/faults/fault-list"
import type { PaymentEvent } from "../webhooks/webhook-event"
import type { FaultRule, RequestFacts, RequestFault, WebhookFault } from "./fault-rule"
import { isRequestFault, matchesRequest } from "./fault-rule"

export type ActiveFault = Active<FaultRule>

export class FaultDesk extends FaultList<FaultRule> {
  takeRequest(request: RequestFacts): RequestFault | undefined {
    return this.take((rule) =>
      isRequestFault(rule) && matchesRequest(rule, request) ? rule : undefined
    )
  }

  takeWebhook(event: PaymentEvent): WebhookFault | undefined {
    return this.take((rule) =>
      !isRequestFault(rule) && (rule.event === undefined || rule.event === event) ? rule : undefined
    )
  }
}
