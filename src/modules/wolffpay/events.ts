/** Names of the events that the plugin emits on Medusa's event bus. */
export const WOLFFPAY_EVENTS = {
  /** Internal: a verified webhook stands in the inbox. `{ id, event_type }` */
  webhookReceived: "wolffpay.webhook.received",
  /** Internal: an intent should be looked at and settled now. `{ id }` of our intent row. */
  settlementRequested: "wolffpay.settlement.requested",
  /** Internal: an invoice of Billink's should be settled now. `{ id }` of our invoice row. */
  billinkSettlementRequested: "wolffpay.billink.settlement.requested",
  /** Money is in and the order agrees. `{ payment_session_id, intent_id, order_id, amount, currency }`, minor units. */
  paymentSucceeded: "wolffpay.payment.succeeded",
  /** A payment failed. `{ payment_session_id, intent_id, order_id, amount, currency }`, minor units. */
  paymentFailed: "wolffpay.payment.failed",
  /** A refund is booked. `{ intent_id, refund_id, medusa_refund_id, amount, currency }`, minor units. */
  paymentRefunded: "wolffpay.payment.refunded",
  /** Something only a person can settle. `{ id, reason }` of the attention. */
  attentionRequired: "wolffpay.attention.required",
} as const
