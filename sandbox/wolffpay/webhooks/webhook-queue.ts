import type { Clock } from "../core/clock"
import type { Ids } from "../core/ids"
import { remember } from "../core/logs"
import type { Scheduler } from "../core/scheduler"
import type { State } from "../core/state"
import type { FaultDesk } from "../faults/fault-desk"
import type { Delivery } from "./delivery"
import type { WebhookEvent } from "./webhook-event"
import { webhookBody } from "./webhook-event"
import { postWebhook } from "./webhook-post"
import { signatureHeader } from "./webhook-signature"

/** Milliseconds after the first, second, … failed attempt. */
export const DEFAULT_RETRY_SCHEDULE: readonly number[] = [
  5_000, 30_000, 120_000, 600_000, 3_600_000,
]

interface Owner {
  readonly state: State
  readonly clock: Clock
  readonly ids: Ids
  readonly scheduler: Scheduler
  readonly faults: FaultDesk
  readonly log: (line: string) => void
  commit(): Promise<void>
}

/** Sends events and repeats them until they are answered with 2xx (W30–W33, W35). */
export class WebhookQueue {
  private readonly underWay = new Map<string, Promise<void>>()
  private readonly stop = new AbortController()

  constructor(
    private readonly owner: Owner,
    private readonly retrySchedule: readonly number[]
  ) {}

  emit(event: WebhookEvent): Delivery[] {
    const fault = this.owner.faults.takeWebhook(event.event)
    const body = webhookBody(event, this.owner.clock.iso())
    const copies = fault?.kind === "duplicate" ? 1 + (fault.count ?? 1) : 1
    const deliveries = Array.from({ length: copies }, () => this.record(event, body))
    for (const delivery of deliveries) {
      if (fault?.kind === "lose") delivery.state = "lost"
      else if (this.owner.state.settings.webhookUrl === null) delivery.state = "no_url"
      else if (fault?.kind === "reorder") delivery.state = "held"
      else this.plan(delivery, fault?.kind === "delay" ? (fault.ms ?? 0) : 0)
    }
    this.letGoAfter(deliveries.find((one) => one.state === "waiting"))
    return deliveries
  }

  /** The same bytes again, at once, with the next attempt number. */
  resend(delivery: Delivery): void {
    this.plan(delivery, 0)
  }

  /** Takes up what a restart, a pause or a closed sandbox left waiting. */
  resume(): void {
    for (const delivery of this.owner.state.deliveries) {
      if (delivery.state === "waiting") this.arm(delivery)
    }
  }

  releaseHeld(): void {
    for (const delivery of this.owner.state.deliveries) {
      if (delivery.state === "held") this.plan(delivery, 0)
    }
  }

  /** Sends everything that waits now, whenever it was due. */
  flush(): void {
    for (const delivery of this.owner.state.deliveries) {
      if (delivery.state === "waiting") this.plan(delivery, 0)
    }
    this.owner.scheduler.wake()
  }

  /** Resolves when nothing is being sent and nothing is due. */
  async idle(): Promise<void> {
    for (;;) {
      this.owner.scheduler.wake()
      if (this.underWay.size === 0) return
      await Promise.all(this.underWay.values())
    }
  }

  close(): void {
    this.stop.abort()
  }

  private record(event: WebhookEvent, body: string): Delivery {
    const delivery: Delivery = {
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
    remember(this.owner.state.deliveries, delivery)
    return delivery
  }

  private letGoAfter(next: Delivery | undefined): void {
    if (!next) return
    const spokenFor = new Set(this.owner.state.deliveries.flatMap((one) => one.releases))
    next.releases = this.owner.state.deliveries
      .filter((one) => one.state === "held" && !spokenFor.has(one.id))
      .map((one) => one.id)
  }

  private plan(delivery: Delivery, inMs: number): void {
    delivery.state = "waiting"
    delivery.nextAttemptAt = this.owner.clock.now() + inMs
    this.arm(delivery)
  }

  private arm(delivery: Delivery): void {
    const dueAt = delivery.nextAttemptAt ?? this.owner.clock.now()
    this.owner.scheduler.schedule(`webhook:${delivery.id}`, dueAt, () => this.start(delivery))
  }

  private start(delivery: Delivery): void {
    if (this.owner.state.settings.webhooksPaused || this.stop.signal.aborted) return
    if (this.underWay.has(delivery.id)) return
    const work = this.attempt(delivery)
      .catch((error: unknown) => this.owner.log(`webhook ${delivery.id}: ${String(error)}`))
      .finally(() => this.underWay.delete(delivery.id))
    this.underWay.set(delivery.id, work)
  }

  private async attempt(delivery: Delivery): Promise<void> {
    const { webhookUrl: url, webhookSecrets } = this.owner.state.settings
    if (url === null) {
      delivery.state = "no_url"
      delivery.nextAttemptAt = null
      return
    }
    const number = (delivery.attempts.at(-1)?.number ?? 0) + 1
    const signedAt = Math.floor(this.owner.clock.signingTime() / 1000)
    const at = this.owner.clock.iso()
    const headers = {
      "Content-Type": "application/json",
      "Content-Length": String(Buffer.byteLength(delivery.body)),
      "X-WolffPay-Signature": signatureHeader(delivery.body, webhookSecrets, signedAt),
      "X-WolffPay-Event": delivery.event,
      "X-WolffPay-Delivery-Attempt": String(number),
    }
    const result = await postWebhook(url, delivery.body, headers, this.stop.signal)
    const forgotten = !this.owner.state.deliveries.includes(delivery)
    if (this.stop.signal.aborted || forgotten) return
    delivery.attempts.push({ at, number, url, ...result })
    const { status } = result
    this.conclude(delivery, number, status !== null && status >= 200 && status < 300)
    this.owner.log(
      `webhook ${delivery.event} ${delivery.paymentIntentId} #${number}: ${status ?? result.error}`
    )
    await this.owner.commit()
  }

  private conclude(delivery: Delivery, number: number, accepted: boolean): void {
    const wait = this.retrySchedule[number - 1]
    delivery.nextAttemptAt = null
    if (accepted) delivery.state = "delivered"
    else if (wait === undefined) delivery.state = "given_up"
    else this.plan(delivery, wait)
    const released = delivery.releases
    delivery.releases = []
    for (const other of this.owner.state.deliveries) {
      if (other.state === "held" && released.includes(other.id)) this.plan(other, 0)
    }
  }
}
