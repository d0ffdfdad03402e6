import type { QueuedDelivery } from "../../shared/webhooks/delivery"

export type { DeliveryAttempt, DeliveryState } from "../../shared/webhooks/delivery"

export const WEBHOOK_KINDS = ["session", "order"] as const
export const GENERATIONS = ["classic", "v3"] as const
export const SIGNINGS = ["right", "wrong", "none", "stale"] as const

export type WebhookKind = (typeof WEBHOOK_KINDS)[number]
export type Generation = (typeof GENERATIONS)[number]
/** `stale` is signed rightly, ten minutes ago. Of no meaning for classic webhooks. */
export type Signing = (typeof SIGNINGS)[number]

export interface Delivery extends QueuedDelivery {
  kind: WebhookKind
  generation: Generation
  /** The merchant's number. */
  invoiceNumber: string
  /** X-Billink-Webhook-Id: the same in every attempt and every copy. */
  webhookId: string
  signing: Signing
}
