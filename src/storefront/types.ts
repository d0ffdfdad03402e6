import type { Stripe, StripeConstructorOptions, StripeElements } from "@stripe/stripe-js"
import type { MessageOverrides, Messages } from "./messages"
import type { ProblemCode, WolffPayError } from "./problems"

/** The provider to start a payment session with. */
export const WOLFFPAY_PROVIDER_ID = "pp_wolffpay_wolffpay"

export type Locale = "en" | "nl"

export interface StoreRequest {
  method?: string
  body?: Record<string, unknown>
  query?: Record<string, unknown>
  headers?: Record<string, string>
  signal?: AbortSignal
}

/** What asks Medusa's store API: `sdk.client` of @medusajs/js-sdk as it is, or `createStoreClient()`. */
export interface StoreClient {
  fetch<T>(path: string, init?: StoreRequest): Promise<T>
}

/** `GET /store/wolffpay/config` (W10): nothing of it is secret. */
export interface WolffPayConfig {
  /** The platform's key; it works only together with `stripeAccountId` (W11). */
  stripePublishableKey: string
  stripeAccountId: string
  chargesEnabled: boolean
  supportedPaymentMethods: string[]
}

export interface WolffPaySession {
  /** Medusa's payment session, `payses_…`. */
  id: string
  /** `pi_…` */
  intentId: string
  clientSecret: string
  /** Minor units. */
  amount: number
  /** ISO 4217, lower case. */
  currency: string
  status: string
}

/** As Medusa answers it: name more fields with `fields` where you need them. */
export interface StoreOrder {
  id: string
  display_id?: number
  [field: string]: unknown
}

export interface FailedCheckout {
  status: "failed"
  code: ProblemCode
  /** For the shopper, in the shopper's language. */
  message: string
  /** What Stripe says about it in the shopper's language, where it says more: "Your card has insufficient funds." */
  detail?: string
  cause?: unknown
}

export type CheckoutResult =
  | { status: "order"; order: StoreOrder }
  /** The money is on its way, the order comes when it arrives: nothing to do, and nothing to pay again. */
  | { status: "processing"; message: string }
  /** There is no order and the cart is kept: say why, let the shopper try again. */
  | FailedCheckout
  /** It may be paid: do not let the shopper pay again, look later. */
  | { status: "unknown"; message: string }

export interface Waiting {
  attempt: number
  elapsedMs: number
  message: string
}

export interface FinishOptions {
  signal?: AbortSignal
  /** Called before each wait. */
  onWait?: (waiting: Waiting) => void
  /** How long to look for the order; 45 seconds unless told. */
  timeoutMs?: number
  /** The query of the return page; the browser's own unless told. */
  query?: string | URLSearchParams
}

export interface ConfirmInput {
  elements: StripeElements
  cartId: string
  /** Absolute address of the return page, where a bank sends the shopper back to. */
  returnUrl: string
  signal?: AbortSignal
  onWait?: (waiting: Waiting) => void
}

export interface WolffPay {
  readonly locale: Locale
  /** What the browser may know of the account; asked once, a failure is asked again. Rejects with WolffPayError. */
  config: () => Promise<WolffPayConfig>
  /** Stripe.js for the account behind this shop; loaded once, a failure is tried again. Rejects with WolffPayError. */
  stripe: () => Promise<Stripe>
  /** The cart's payment session, made when there is none that still fits. Rejects with WolffPayError. */
  startSession: (cartId: string) => Promise<WolffPaySession>
  /** Pays what the shopper filled in, once however often it is called meanwhile. Rejects only when aborted. */
  confirm: (input: ConfirmInput) => Promise<CheckoutResult>
  /** For the return page: turns the paid cart into its order, or says why not. Safe to repeat. Rejects only when aborted. */
  finish: (cartId: string, options?: FinishOptions) => Promise<CheckoutResult>
  /** The sentence for anything that was thrown. */
  describe: (error: unknown) => WolffPayError
  /** All sentences in the shopper's language. */
  words: () => Messages
}

export type LoadStripe = (
  publishableKey: string,
  options: StripeConstructorOptions
) => Promise<Stripe | null>

export interface WolffPayOptions {
  client: StoreClient
  /** The language of the page unless told. */
  locale?: Locale
  /** Your own sentences: for both languages alike, or under `en` and `nl`. */
  messages?: MessageOverrides
  /** Instead of @stripe/stripe-js. */
  loadStripe?: LoadStripe
}
