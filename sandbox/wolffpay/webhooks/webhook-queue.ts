import type { QueueOwner } from "../../shared/webhooks/delivery-queue"
import { DeliveryQueue } from "../../shared/webhooks/delivery-queue"
import type { Ids } from "../core/ids"
import type { State } from "../core/state"
import type { FaultDesk } from "../faults/fault-desk"
import type { Delivery } from "./delivery"
import type { WebhookEvent } from "./webhook-event"
import { webhookBody } from "./webhook-event"
import { signatureHeader } from "./webhook-signature"

/** Milliseconds after the first, second, … failed attempt. */
export const DEFAULT_RETRY_SCHEDULE: readonly number[] = [
  5_000, 30_000, 120_000, 600_000, 3_600_000,
]

interface Owner extends QueueOwner<Delivery> {
  readonly state: State
  readonly ids: Ids
  readonly faults: FaultDesk
}

/** Sends events and repeats them until they are answered with 2xx (W30–W33, W35). */
export class WebhookQueue extends DeliveryQueue<Delivery> {
  constructor(
    protected override readonly owner: Owner,
    private readonly retrySchedule: readonly number[]
  ) {
    super(owner)
  }

  emit(event: WebhookEvent): Delivery[] {
    const fault = this.owner.faults.takeWebhook(event.event)
    const body = webhookBody(event, this.owner.clock.iso())
    const copies = fault?.kind === "duplicate" ? 1 + (fault.count ?? 1) : 1
    const deliveries = Array.from({ length: copies }, () => this.record(this.draft(event, body)))
    this.dispatch(deliveries, fault)
    return deliveries
  }

  protected address(): string | null {
    return this.owner.state.settings.webhookUrl
  }

  protected headers(delivery: Delivery, attempt: number): Record<string, string> {
    const signedAt = Math.floor(this.owner.clock.signingTime() / 1000)
    const { webhookSecrets } = this.owner.state.settings
    return {
      "Content-Type": "application/json",
      "X-WolffPay-Signature": signatureHeader(delivery.body, webhookSecrets, signedAt),
      "X-WolffPay-Event": delivery.event,
      "X-WolffPay-Delivery-Attempt": String(attempt),
    }
  }

  protected wait(_delivery: Delivery, attempt: number): number | undefined {
    return this.retrySchedule[attempt - 1]
  }

  protected title(delivery: Delivery): string {
    return `${delivery.event} ${delivery.paymentIntentId}`
  }

  private draft(event: WebhookEvent, body: string): Delivery {
    return {
      id: this.owner.ids.delivery(),
      event: event.event,
      paymentIntentId: event.paymentIntentId,
      refundId: event.refundId,
      body,
      createdAt: this.owner.clock.iso(),
      state: "waiting",
      nextAttemptAt: null,
      releases: [],
      attempts: [],
    }
  }
}
