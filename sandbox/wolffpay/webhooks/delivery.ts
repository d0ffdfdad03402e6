import type { QueuedDelivery } from "../../shared/webhooks/delivery"
import type { PaymentEvent } from "./webhook-event"

export type { DeliveryAttempt, DeliveryState } from "../../shared/webhooks/delivery"

export interface Delivery extends QueuedDelivery {
  event: PaymentEvent
  paymentIntentId: string
  refundId: string | null
}
