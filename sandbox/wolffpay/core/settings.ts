import { DEFAULT_WEBHOOK_SECRET } from "./api-key"

/** W12 */
export const CAPABILITIES = [
  "card_payments",
  "ideal_payments",
  "sepa_debit_payments",
  "bancontact_payments",
  "sofort_payments",
  "card_present",
] as const

export type Capability = (typeof CAPABILITIES)[number]

export const LIST_ORDERS = ["newest", "oldest", "random"] as const
export const REFUND_STATUSES = ["succeeded", "pending", "failed"] as const
export const REFUND_EVENT_SHAPES = ["refund", "payment"] as const
export const METADATA_RULES = ["stripe", "documented"] as const
export const TERMINAL_DECLINES = ["error", "status"] as const

/** What WolffPay's people, Stripe and the merchant's dashboard decide about an account. */
export interface Settings {
  accountActive: boolean
  connectConfigured: boolean
  chargesEnabled: boolean
  terminalEnabled: boolean
  capabilities: Capability[]
  webhookUrl: string | null
  /** Every secret adds a `v1` to the signature header; the documents know one. */
  webhookSecrets: string[]
  webhooksPaused: boolean
  /** The status that new refunds get. */
  refundStatus: (typeof REFUND_STATUSES)[number]
  /** The documents do not show the data of payment.refunded: a refund or a payment. */
  refundEventShape: (typeof REFUND_EVENT_SHAPES)[number]
  /** The documents do not say in which order a list comes. */
  listOrder: (typeof LIST_ORDERS)[number]
  /** The documents do not say whether a 429 carries Retry-After. */
  retryAfterHeader: boolean
  /** Lists the repeat of an idempotency key with another request as a violation. */
  strictIdempotency: boolean
  /** `stripe`: flat, at most 50 keys of 40 and values of 500 characters; `documented`: any object up to 8 KB. */
  metadataRules: (typeof METADATA_RULES)[number]
  /** A declined card at the counter is answered with a 400 or with the intent's status. */
  terminalDecline: (typeof TERMINAL_DECLINES)[number]
  /** How long a reader waits for a card, in milliseconds of the sandbox's clock. */
  readerTimeoutMs: number
  /** How long a payment that will succeed stays in `processing`, in milliseconds of the sandbox's clock. */
  paymentLatencyMs: number
  /** Cents (W22). */
  fixedFee: number
  /** Per cent of the amount (W22). */
  percentageFee: number
}

export function defaultSettings(): Settings {
  return {
    accountActive: true,
    connectConfigured: true,
    chargesEnabled: true,
    terminalEnabled: true,
    capabilities: [
      "card_payments",
      "ideal_payments",
      "sepa_debit_payments",
      "bancontact_payments",
      "card_present",
    ],
    webhookUrl: null,
    webhookSecrets: [DEFAULT_WEBHOOK_SECRET],
    webhooksPaused: false,
    refundStatus: "succeeded",
    refundEventShape: "refund",
    listOrder: "newest",
    retryAfterHeader: true,
    strictIdempotency: true,
    metadataRules: "stripe",
    terminalDecline: "error",
    readerTimeoutMs: 60_000,
    paymentLatencyMs: 0,
    fixedFee: 25,
    percentageFee: 2.5,
  }
}
