/** Shapes of Stripe.js that the stand-in gives and takes, as far as it uses them. */
export interface StripeError {
  type: string
  message: string
  code?: string
  decline_code?: string
  param?: string
  payment_intent?: Intent
}

export interface Intent {
  id: string
  client_secret: string
  status: string
  payment_method_types: string[]
  last_payment_error: StripeError | null
  next_action: {
    type: string
    redirect_to_url?: { url: string }
    use_stripe_sdk?: { url: string }
  } | null
}

/** A test payment method, in the shape of Stripe's. */
export interface PaymentMethod {
  id: string
  object: "payment_method"
  type: string
  billing_details: { name: string | null; email: string | null }
  card?: { brand: string; last4: string; exp_month: number; exp_year: number }
  sepa_debit?: { country: string; last4: string }
}

export type Collected =
  | { error: StripeError; paymentMethod?: undefined }
  | { paymentMethod: PaymentMethod; error?: undefined }

export type Language = "nl" | "en"

/** What the element's page tells the shop's page. No number, no IBAN: only what Stripe tells. */
export type FromFrame =
  | { type: "ready" | "focus" | "blur" | "escape" }
  | { type: "height"; pixels: number }
  | {
      type: "change"
      empty: boolean
      complete: boolean
      collapsed: boolean
      method: string | null
      brand?: string
      error?: StripeError
    }
  | { type: "collected"; id: number; result: Collected }

export interface FrameSetup {
  type: "setup"
  variables: Record<string, string>
  theme: string
  chosen: string | null
  values: Record<string, string>
  readOnly: boolean
}

/** What the shop's page tells the element's. */
export type ToFrame =
  FrameSetup | { type: "collect"; id: number } | { type: "focus" | "blur" | "clear" | "collapse" }

export class IntegrationError extends Error {
  override readonly name = "IntegrationError"
}

export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null
}
