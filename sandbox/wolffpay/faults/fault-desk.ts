import type { PaymentEvent } from "../webhooks/webhook-event"
import type { FaultRule, RequestFacts, RequestFault, WebhookFault } from "./fault-rule"
import { isRequestFault, matchesRequest } from "./fault-rule"

export type ActiveFault = FaultRule & { id: string; left: number | "always" }

/** The faults that are ordered, in the order of their arrival. The first that fits is used up. */
export class FaultDesk {
  private rules: ActiveFault[] = []

  constructor(private readonly newId: () => string) {}

  add(rule: FaultRule): ActiveFault {
    const active = { ...rule, id: this.newId(), left: rule.times ?? 1 }
    this.rules.push(active)
    return active
  }

  list(): ActiveFault[] {
    return [...this.rules]
  }

  clear(): void {
    this.rules = []
  }

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

  private take<T extends FaultRule>(pick: (rule: FaultRule) => T | undefined): T | undefined {
    for (const rule of this.rules) {
      const found = pick(rule)
      if (!found) continue
      if (rule.left !== "always") rule.left -= 1
      this.rules = this.rules.filter((one) => one.left === "always" || one.left > 0)
      return found
    }
    return undefined
  }
}
