import type { JsonObject } from "../../shared/core/json"

/** W30: there are no other events. */
export const PAYMENT_EVENTS = ["payment.succeeded", "payment.failed", "payment.refunded"] as const
export type PaymentEvent = (typeof PAYMENT_EVENTS)[number]

export interface WebhookEvent {
  event: PaymentEvent
  data: JsonObject
  paymentIntentId: string
  refundId: string | null
}

/** W31: exactly these three fields, and no id of the event. The text is signed and kept as it is. */
export function webhookBody(event: WebhookEvent, timestamp: string): string {
  return JSON.stringify({ event: event.event, data: event.data, timestamp })
}
