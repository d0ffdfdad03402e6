import { FaultList } from "../../shared/faults/fault-list"
import type { RequestFacts } from "../../shared/faults/match"
import { matchesRequest } from "../../shared/faults/match"
import type { FaultRule, RequestFault, WebhookFault } from "./fault-rule"
import { isRequestFault } from "./fault-rule"

export class FaultDesk extends FaultList<FaultRule> {
  takeRequest(request: RequestFacts): RequestFault | undefined {
    return this.take((rule) =>
      isRequestFault(rule) && matchesRequest(rule, request) ? rule : undefined
    )
  }

  takeWebhook(event: string): WebhookFault | undefined {
    return this.take((rule) =>
      !isRequestFault(rule) && (rule.event === undefined || rule.event === event) ? rule : undefined
    )
  }
}
