/** A Stripe payment intent id, `pi_…`. */
export type PaymentIntentId = `pi_${string}` & { readonly __brand: "PaymentIntentId" }
/** A Stripe refund id, `re_…`. */
export type RefundId = `re_${string}` & { readonly __brand: "RefundId" }

const ID_TAIL = "[A-Za-z0-9_]{1,250}"
const PAYMENT_INTENT_ID = new RegExp(`^pi_${ID_TAIL}$`)
const REFUND_ID = new RegExp(`^re_${ID_TAIL}$`)

export function isPaymentIntentId(value: unknown): value is PaymentIntentId {
  return typeof value === "string" && PAYMENT_INTENT_ID.test(value)
}

export function isRefundId(value: unknown): value is RefundId {
  return typeof value === "string" && REFUND_ID.test(value)
}
