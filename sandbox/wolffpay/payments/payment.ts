import type { Mode } from "../core/api-key"
import type { JsonObject } from "../../shared/core/json"

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

/** What a shopper's browser began with a payment, as far as it has to be remembered. */
export interface ShopperAttempt {
  /** Names the bank's page or the 3-D Secure step: whoever holds it may answer there. */
  id: string
  method: OnlineMethod
  /** A test payment method, such as `pm_card_visa`. */
  paymentMethod: string
  step: "redirect" | "challenge" | null
  returnUrl: string | null
  /** Why it failed, once it did. */
  failure: string | null
}

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
  /** When a payment whose end is known leaves `processing`. Milliseconds. */
  settlesAt: number | null
  /** Then it fails instead. */
  settleFails?: boolean
  /** The last attempt by the stand-in for Stripe.js. */
  attempt?: ShopperAttempt
  sequence: number
  /** Milliseconds of the sandbox's clock. */
  createdAt: number
}

export function iso(ms: number): string {
  return new Date(ms).toISOString()
}
