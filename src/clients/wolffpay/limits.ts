/** What the documents limit, checked before anything is sent. Amounts in minor units. */
export const MIN_AMOUNT = 50 // W13, W21
export const MAX_AMOUNT = 99_999_999 // W13
export const CURRENCIES = ["eur", "usd", "gbp"] as const // W13
export const TERMINAL_CURRENCIES = ["eur"] as const // W21
export const MAX_DESCRIPTION = 1_000 // W13, W21
export const MAX_METADATA_BYTES = 8_192 // W13, W21, W28
export const PAYMENT_METHOD_TYPES = ["card", "ideal", "sepa_debit", "bancontact", "sofort"] as const // W13
export const CAPTURE_METHODS = ["automatic", "manual"] as const // W13, W21
export const REFUND_REASONS = ["duplicate", "fraudulent", "requested_by_customer"] as const // W28
export const MAX_PAGE = 100 // W15, W29
export const IDEMPOTENCY_KEY_LENGTH = { min: 8, max: 255 } as const // W8

export type Currency = (typeof CURRENCIES)[number]
export type PaymentMethodType = (typeof PAYMENT_METHOD_TYPES)[number]
export type CaptureMethod = (typeof CAPTURE_METHODS)[number]
export type RefundReason = (typeof REFUND_REASONS)[number]
/** Texts only: WolffPay hands it on to Stripe, which takes nothing else. */
export type Metadata = Readonly<Record<string, string>>
