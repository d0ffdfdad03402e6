import { isPaymentIntentId, isRefundId, type PaymentIntentId, type RefundId } from "./ids"

export type WebhookEvent = {
  event: string
  data: Record<string, unknown> & { id: string }
  timestamp?: unknown
}

export type ParseWebhookEventResult =
  { ok: true; event: WebhookEvent } | { ok: false; problem: string }

/**
 * W31. The least that makes a body an event: a non-empty string `event` and an object `data` with a non-empty string
 * `id`. Whether the rest makes sense is judged after storing.
 */
export function parseWebhookEvent(body: unknown): ParseWebhookEventResult {
  if (!isObject(body)) {
    return problem("the body is not an object")
  }
  const { event, data, timestamp } = body
  if (!isFilled(event)) {
    return problem("event is not a non-empty string")
  }
  if (!isObject(data)) {
    return problem("data is not an object")
  }
  const { id } = data
  if (!isFilled(id)) {
    return problem("data.id is not a non-empty string")
  }
  return { ok: true, event: { event, data: { ...data, id }, timestamp } }
}

export type PaymentEventData = {
  paymentIntentId?: PaymentIntentId
  /** Minor units. */
  amount?: number
  /** Lower case. */
  currency?: string
  status?: string
  description?: string
  metadata: Record<string, unknown>
}

/** W31. What a payment event says, each field only when it is of the documented type. Never throws. */
export function readPaymentEventData(data: Record<string, unknown>): PaymentEventData {
  return {
    paymentIntentId: findPaymentIntentId(data),
    amount: readAmount(data.amount),
    currency: readCurrency(data.currency),
    status: isFilled(data.status) ? data.status : undefined,
    description: typeof data.description === "string" ? data.description : undefined,
    metadata: isObject(data.metadata) ? data.metadata : {},
  }
}

export type RefundEventData = {
  paymentIntentId?: PaymentIntentId
  refundId?: RefundId
  /** Whether `data` was a refund or the payment that was refunded; the documents leave it open. */
  kind: "refund" | "payment" | "unknown"
  /** Minor units: of the refund, or of the whole payment, by `kind`. */
  amount?: number
  currency?: string
  status?: string
}

/** W31. Which payment a refund event is about, whether it shows the payment or the refund. Never throws. */
export function readRefundEventData(data: Record<string, unknown>): RefundEventData {
  const refundId = [data.id, data.refundId, data.stripeRefundId].find(isRefundId)
  return {
    paymentIntentId: findPaymentIntentId(data),
    refundId,
    kind: refundId ? "refund" : isPaymentIntentId(data.id) ? "payment" : "unknown",
    amount: readAmount(data.amount),
    currency: readCurrency(data.currency),
    status: isFilled(data.status) ? data.status : undefined,
  }
}

/** W16: the intent goes by several names; the first that is a `pi_…` is it. */
function findPaymentIntentId(data: Record<string, unknown>): PaymentIntentId | undefined {
  const nested = data.payment_intent
  return [
    data.id,
    data.paymentIntentId,
    data.stripePaymentIntentId,
    nested,
    isObject(nested) ? nested.id : undefined,
  ].find(isPaymentIntentId)
}

function readAmount(value: unknown): number | undefined {
  return typeof value === "number" && Number.isSafeInteger(value) && value >= 0 ? value : undefined
}

function readCurrency(value: unknown): string | undefined {
  return typeof value === "string" && /^[A-Za-z]{3}$/.test(value) ? value.toLowerCase() : undefined
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value)
}

function isFilled(value: unknown): value is string {
  return typeof value === "string" && value.length > 0
}

function problem(text: string): ParseWebhookEventResult {
  return { ok: false, problem: text }
}
