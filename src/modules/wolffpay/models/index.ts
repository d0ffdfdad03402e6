export { Attention } from "./attention"
export { PaymentIntent } from "./payment-intent"
export { Refund } from "./refund"
export { WebhookEvent } from "./webhook-event"
