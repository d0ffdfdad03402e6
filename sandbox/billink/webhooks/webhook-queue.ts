import type { JsonObject } from "../../shared/core/json"
import type { QueueOwner } from "../../shared/webhooks/delivery-queue"
import { DeliveryQueue } from "../../shared/webhooks/delivery-queue"
import type { Ids } from "../core/ids"
import type { State } from "../core/state"
import type { FaultDesk } from "../faults/fault-desk"
import type { WebhookFault } from "../faults/fault-rule"
import type { Delivery, Generation, Signing, WebhookKind } from "./delivery"
import { tampered } from "./payloads"
import { signV3 } from "./signature"

/** Milliseconds after the first, second and third failed attempt (3.3). */
export const DEFAULT_RETRY_SCHEDULE: readonly number[] = [5_000, 10_000, 15_000]

const STALE_SECONDS = 600

interface Owner extends QueueOwner<Delivery> {
  readonly state: State
  readonly ids: Ids
  readonly faults: FaultDesk
}

/** One thing to tell: a payload, and the name of the field that holds the event. */
export interface Webhook {
  kind: WebhookKind
  event: string
  invoiceNumber: string
  payload: JsonObject
}

/** Classic and signed webhooks, each to its own address; with both set, both are sent (3.4). */
export class WebhookQueue extends DeliveryQueue<Delivery> {
  constructor(
    protected override readonly owner: Owner,
    private readonly retrySchedule: readonly number[]
  ) {
    super(owner)
  }

  emit(webhook: Webhook): Delivery[] {
    const fault = this.owner.faults.takeWebhook(webhook.event)
    const { event, payload, signing } = altered(webhook, fault)
    const copies = fault?.kind === "duplicate" ? 1 + (fault.count ?? 1) : 1
    const deliveries = this.generations(webhook.kind).flatMap((generation) => {
      const webhookId = this.owner.ids.webhook()
      return Array.from({ length: copies }, () =>
        this.add({ ...webhook, event, payload }, generation, webhookId, signing)
      )
    })
    this.dispatch(deliveries, fault)
    return deliveries
  }

  /** Something that never happened: what anybody could send who knows the address. */
  forge(webhook: Webhook, generation: Generation, signing: Signing): Delivery {
    const delivery = this.add(webhook, generation, this.owner.ids.webhook(), signing)
    this.dispatch([delivery], undefined)
    return delivery
  }

  protected address({ kind, generation }: Delivery): string | null {
    const { settings } = this.owner.state
    if (kind === "session") {
      return generation === "v3" ? settings.sessionWebhookV3Url : settings.sessionWebhookUrl
    }
    return generation === "v3" ? settings.orderWebhookV3Url : settings.orderWebhookUrl
  }

  protected headers(delivery: Delivery): Record<string, string> {
    const type = { "Content-Type": "application/json" }
    const { settings } = this.owner.state
    const { signing, body } = delivery
    if (delivery.generation === "classic" || signing === "none") return type
    const now = Math.floor(this.owner.clock.signingTime() / 1000)
    const at = signing === "stale" ? now - STALE_SECONDS : now
    const signed = signing === "wrong" ? `${body} ` : body
    return {
      ...type,
      "X-Billink-Webhook-Id": delivery.webhookId,
      [settings.webhookTimestampHeader]: String(at),
      [settings.webhookSignatureHeader]: signV3(
        signed,
        at,
        settings.webhookSecret ?? "",
        settings.webhookSecretEncoding
      ),
    }
  }

  protected wait(_delivery: Delivery, attempt: number): number | undefined {
    return this.retrySchedule[attempt - 1]
  }

  protected title({ generation, event, invoiceNumber }: Delivery): string {
    return `${generation} ${event} ${invoiceNumber}`
  }

  /** Without any address the webhook is still listed, as a classic one. */
  private generations(kind: WebhookKind): Generation[] {
    const { settings } = this.owner.state
    const v3 = kind === "session" ? settings.sessionWebhookV3Url : settings.orderWebhookV3Url
    const classic = kind === "session" ? settings.sessionWebhookUrl : settings.orderWebhookUrl
    if (v3 === null) return ["classic"]
    return classic === null ? ["v3"] : ["classic", "v3"]
  }

  private add(
    { kind, event, invoiceNumber, payload }: Webhook,
    generation: Generation,
    webhookId: string,
    signing: Signing
  ): Delivery {
    return this.record({
      id: this.owner.ids.delivery(),
      kind,
      generation,
      event,
      invoiceNumber,
      webhookId,
      signing,
      body: JSON.stringify(payload),
      createdAt: this.owner.clock.iso(),
      state: "waiting",
      nextAttemptAt: null,
      releases: [],
      attempts: [],
    })
  }
}

function altered(
  { kind, event, payload }: Webhook,
  fault: WebhookFault | undefined
): { event: string; payload: JsonObject; signing: Signing } {
  switch (fault?.kind) {
    case "unknown_event": {
      const name = fault.name ?? "order_new_event"
      return {
        event: name,
        payload: { ...payload, [kind === "session" ? "status" : "event"]: name },
        signing: "right",
      }
    }
    case "tamper":
      return { event, payload: tampered(payload), signing: "wrong" }
    case "stale":
      return { event, payload, signing: "stale" }
    default:
      return { event, payload, signing: "right" }
  }
}
