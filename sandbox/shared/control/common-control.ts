import type { Clock } from "../core/clock"
import { Refusal } from "../core/refusal"
import type { Scheduler } from "../core/scheduler"
import type { Active, Counted, FaultList } from "../faults/fault-list"
import type { QueuedDelivery } from "../webhooks/delivery"
import type { DeliveryQueue } from "../webhooks/delivery-queue"

/** What the switchboard needs of a running sandbox. */
export interface Controlled<D extends QueuedDelivery, Rule extends Counted, Settings> {
  readonly state: { clockOffsetMs: number; settings: Settings; deliveries: D[] }
  readonly clock: Clock
  readonly scheduler: Scheduler
  readonly faults: FaultList<Rule>
  readonly webhooks: DeliveryQueue<D>
  commit(): Promise<void>
}

/**
 * The part of the switchboard that every sandbox has: the clock, the settings, the network.
 * What is not possible throws a {@link Refusal}. Every change is on the disk before its promise resolves.
 */
export abstract class CommonControl<
  D extends QueuedDelivery,
  Rule extends Counted & { kind: string },
  Settings extends { webhooksPaused: boolean },
> {
  constructor(
    private readonly controlled: Controlled<D, Rule, Settings>,
    private readonly restart: () => void
  ) {}

  /** Moves the sandbox's clock; what falls due meanwhile happens. */
  async advance(ms: number): Promise<void> {
    if (!Number.isSafeInteger(ms) || ms < 0) {
      throw new Refusal(400, "Invalid advanceMs. Must be a whole number from 0.")
    }
    const { clock, state, scheduler } = this.controlled
    clock.offset += ms
    state.clockOffsetMs = clock.offset
    scheduler.wake()
    await this.controlled.commit()
  }

  /** Forgets all faults, lets held webhooks go and resumes sending. */
  clearFaults(): Promise<void> {
    return this.change(() => {
      const { faults, state, webhooks } = this.controlled
      faults.clear()
      state.settings.webhooksPaused = false
      webhooks.releaseHeld()
      webhooks.resume()
    })
  }

  /** Everything as it was when the sandbox was first started. */
  reset(): Promise<void> {
    return this.change(() => this.restart())
  }

  /** One delivery of the log once more: the same bytes. */
  resend(deliveryId: string): Promise<D> {
    return this.change(() => {
      const { state, webhooks } = this.controlled
      const delivery = state.deliveries.find((one) => one.id === deliveryId)
      if (!delivery) throw new Refusal(404, "Delivery not found")
      webhooks.resend(delivery)
      return delivery
    })
  }

  /** Sends every waiting webhook now, whenever its next attempt was planned. */
  async flushWebhooks(): Promise<void> {
    this.controlled.webhooks.flush()
    await this.webhooksIdle()
  }

  /** Resolves when no webhook is being sent and none is due. */
  webhooksIdle(): Promise<void> {
    return this.controlled.webhooks.idle()
  }

  protected changeSettings(read: () => Partial<Settings>): Promise<Settings> {
    return this.change(() => {
      const { state, webhooks } = this.controlled
      const wasPaused = state.settings.webhooksPaused
      Object.assign(state.settings, read())
      if (wasPaused && !state.settings.webhooksPaused) webhooks.resume()
      return state.settings
    })
  }

  /** `pause` and `resume` are carried out at once and do not stay in the list. */
  protected orderFaults(read: () => readonly Rule[]): Promise<Active<Rule>[]> {
    return this.change(() => {
      const { state, webhooks, faults } = this.controlled
      const added: Active<Rule>[] = []
      for (const rule of read()) {
        if (rule.kind === "pause") state.settings.webhooksPaused = true
        else if (rule.kind === "resume") {
          state.settings.webhooksPaused = false
          webhooks.resume()
        } else added.push(faults.add(rule))
      }
      return added
    })
  }

  protected async change<T>(act: () => T): Promise<T> {
    const result = structuredClone(act())
    await this.controlled.commit()
    return result
  }
}
