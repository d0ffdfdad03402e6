import type { Mode } from "../core/api-key"
import type { JsonObject } from "../core/json"

/** Stripe's statuses (W18), and `failed` for a debit that the bank took back. */
export type PaymentStatus =
  | "requires_payment_method"
  | "requires_confirmation"
  | "requires_action"
  | "processing"
  | "requires_capture"
  | "succeeded"
  | "canceled"
  | "failed"

/** W13 */
export const ONLINE_METHODS = ["card", "ideal", "sepa_debit", "bancontact", "sofort"] as const
export type OnlineMethod = (typeof ONLINE_METHODS)[number]
export type PaymentMethod = OnlineMethod | "card_present"

export const CURRENCIES = ["eur", "usd", "gbp"] as const
export type Currency = (typeof CURRENCIES)[number]

export const CAPTURE_METHODS = ["automatic", "manual"] as const
export type CaptureMethod = (typeof CAPTURE_METHODS)[number]

export interface Payment {
  /** Document id: what list and get call `id` (W16). */
  documentId: string
  /** `pi_…`: what create calls `id`. */
  id: string
  clientSecret: string
  account: Mode
  /** Cents. */
  amount: number
  currency: Currency
  description: string
  metadata: JsonObject
  paymentMethodTypes: PaymentMethod[]
  captureMethod: CaptureMethod
  status: PaymentStatus
  /** Cents that were really taken from the shopper. */
  captured: number
  /** What the shopper paid with, once known. */
  method: PaymentMethod | null
  /** Made by another shop on the same account, not through this sandbox's API. */
  foreign: boolean
  /** When a payment that is sure to succeed leaves `processing`. Milliseconds. */
  settlesAt: number | null
  sequence: number
  /** Milliseconds of the sandbox's clock. */
  createdAt: number
}

export function iso(ms: number): string {
  return new Date(ms).toISOString()
}
