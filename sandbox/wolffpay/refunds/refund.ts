import type { Mode } from "../core/api-key"
import type { JsonObject } from "../../shared/core/json"
import type { Currency } from "../payments/payment"

export const REFUND_REASONS = ["duplicate", "fraudulent", "requested_by_customer"] as const
export type RefundReason = (typeof REFUND_REASONS)[number]

export const REFUND_ENDS = ["succeeded", "failed", "canceled"] as const
export type RefundEnd = (typeof REFUND_ENDS)[number]
export type RefundStatus = "pending" | RefundEnd

export interface Refund {
  /** Document id: what the list calls `id` (W29). */
  documentId: string
  /** `re_…`: what create calls `id` (W28). */
  id: string
  paymentIntentId: string
  account: Mode
  /** Cents. */
  amount: number
  currency: Currency
  status: RefundStatus
  reason: RefundReason | null
  metadata: JsonObject
  sequence: number
  createdAt: number
}
