import type { Clock } from "../core/clock"
import { remember } from "../core/logs"
import type { Scheduler } from "../core/scheduler"
import { postWebhook } from "../http/post-webhook"
import type { QueuedDelivery } from "./delivery"

/** What an order for a fault does to a webhook that is about to be queued. */
export interface QueueFault {
  kind: string
  ms?: number
}

export interface QueueOwner<D extends QueuedDelivery> {
  readonly state: { deliveries: D[]; settings: { webhooksPaused: boolean } }
  readonly clock: Clock
  readonly scheduler: Scheduler
  readonly log: (line: string) => void
  commit(): Promise<void>
}

/** Sends webhooks and repeats them until they are answered with 2xx. What they are and where they go is for a subclass. */
export abstract class DeliveryQueue<D extends QueuedDelivery> {
  private readonly underWay = new Map<string, Promise<void>>()
  private readonly stop = new AbortController()

  constructor(protected readonly owner: QueueOwner<D>) {}

  /** null: nobody has said where to. */
  protected abstract address(delivery: D): string | null
  /** Headers of one attempt, apart from the length. */
  protected abstract headers(delivery: D, attempt: number): Record<string, string>
  /** Milliseconds from a failed attempt to the next; undefined: there is no next. */
  protected abstract wait(delivery: D, attempt: number): number | undefined
  /** How the log calls it. */
  protected abstract title(delivery: D): string

  /** The same bytes again, at once, with the next attempt number. */
  resend(delivery: D): void {
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

  protected record(delivery: D): D {
    remember(this.owner.state.deliveries, delivery)
    return delivery
  }

  /** Lets recorded deliveries go, each as the fault has it. */
  protected dispatch(deliveries: readonly D[], fault: QueueFault | undefined): void {
    for (const delivery of deliveries) {
      if (fault?.kind === "lose") delivery.state = "lost"
      else if (this.address(delivery) === null) delivery.state = "no_url"
      else if (fault?.kind === "reorder") delivery.state = "held"
      else this.plan(delivery, fault?.kind === "delay" ? (fault.ms ?? 0) : 0)
    }
    this.letGoAfter(deliveries.find((one) => one.state === "waiting"))
  }

  private letGoAfter(next: D | undefined): void {
    if (!next) return
    const spokenFor = new Set(this.owner.state.deliveries.flatMap((one) => one.releases))
    next.releases = this.owner.state.deliveries
      .filter((one) => one.state === "held" && !spokenFor.has(one.id))
      .map((one) => one.id)
  }

  private plan(delivery: D, inMs: number): void {
    delivery.state = "waiting"
    delivery.nextAttemptAt = this.owner.clock.now() + inMs
    this.arm(delivery)
  }

  private arm(delivery: D): void {
    const dueAt = delivery.nextAttemptAt ?? this.owner.clock.now()
    this.owner.scheduler.schedule(`webhook:${delivery.id}`, dueAt, () => this.start(delivery))
  }

  private start(delivery: D): void {
    if (this.owner.state.settings.webhooksPaused || this.stop.signal.aborted) return
    if (this.underWay.has(delivery.id)) return
    const work = this.attempt(delivery)
      .catch((error: unknown) => this.owner.log(`webhook ${delivery.id}: ${String(error)}`))
      .finally(() => this.underWay.delete(delivery.id))
    this.underWay.set(delivery.id, work)
  }

  private async attempt(delivery: D): Promise<void> {
    const url = this.address(delivery)
    if (url === null) {
      delivery.state = "no_url"
      delivery.nextAttemptAt = null
      return
    }
    const number = (delivery.attempts.at(-1)?.number ?? 0) + 1
    const at = this.owner.clock.iso()
    const headers = {
      "Content-Length": String(Buffer.byteLength(delivery.body)),
      ...this.headers(delivery, number),
    }
    const result = await postWebhook(url, delivery.body, headers, this.stop.signal)
    const forgotten = !this.owner.state.deliveries.includes(delivery)
    if (this.stop.signal.aborted || forgotten) return
    delivery.attempts.push({ at, number, url, ...result })
    const { status } = result
    this.conclude(delivery, number, status !== null && status >= 200 && status < 300)
    this.owner.log(`webhook ${this.title(delivery)} #${number}: ${status ?? result.error}`)
    await this.owner.commit()
  }

  private conclude(delivery: D, number: number, accepted: boolean): void {
    const wait = this.wait(delivery, number)
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
