export const EXPIRES_AT_FORMATS = ["iso", "amsterdam"] as const
export const ERROR_BACKENDS = ["object", "json_string", "text", "bare_416"] as const
export const DECLINE_OUTCOMES = ["pay_now", "failed"] as const
export const SUCCESS_CODES = ["500", "200"] as const
export const CODE_TYPES = ["documented", "string", "number"] as const
export const SECRET_ENCODINGS = ["utf8", "base64"] as const
export const EARLY_STATUSES = ["session_active", "created"] as const

/** What Billink decides about an account, and what its documents leave open (section 7). */
export interface Settings {
  accountActive: boolean
  /** Two letters each (4.1). */
  countries: string[]
  /** Cents, by customer type; null: no limit (4.1, 7.14). */
  maximumPrivate: number | null
  maximumBusiness: number | null
  /** The percentages that a line may name; null: any (7.13). */
  vatRates: string[] | null
  /** Characters of an item code; the documents know a limit and not which (4.4). */
  itemCodeLength: number
  /** Fields that create-session takes beside the known ones, such as `customer.vatNumber` (7.12). */
  extraFields: string[]
  /** Before the merchant's number, in the number that Billink shows. */
  invoicePrefix: string
  /** Milliseconds of the sandbox's clock. */
  sessionLifetimeMs: number
  /** What session/status says until the page is opened. */
  statusBeforeOpening: (typeof EARLY_STATUSES)[number]
  expiresAtFormat: (typeof EXPIRES_AT_FORMATS)[number]
  /** The shape of a refused create-session. */
  errorBackend: (typeof ERROR_BACKENDS)[number]
  /** After a declined check: Billink offers to pay at once, or the session fails (headline 8). */
  declineOutcome: (typeof DECLINE_OUTCOMES)[number]
  /** The code that start-workflow and payment succeed with. */
  successCode: (typeof SUCCESS_CODES)[number]
  /** `documented` mixes texts and numbers, as the documents do. */
  codeType: (typeof CODE_TYPES)[number]
  /** From the call to the start, in milliseconds of the sandbox's clock (2.4). */
  workflowDelayMs: number
  /** false: 708 until the workflow was asked for (7.17). */
  creditBeforeWorkflow: boolean
  /** false: money that was paid cannot go back, 709 (2.5). */
  bankAccountKnown: boolean
  /** The field of an invoice in v2 start-workflow, order info and payment (7.7). */
  invoiceField: string
  /** Order webhooks with upper-case invoice numbers, as in the sample (3.2). */
  upperCaseInvoices: boolean
  sessionWebhookUrl: string | null
  orderWebhookUrl: string | null
  sessionWebhookV3Url: string | null
  orderWebhookV3Url: string | null
  /** null until it was generated (2.12). */
  webhookSecret: string | null
  webhookSignatureHeader: string
  webhookTimestampHeader: string
  webhookSecretEncoding: (typeof SECRET_ENCODINGS)[number]
  webhooksPaused: boolean
}

export const HOUR_MS = 3_600_000
export const DAY_MS = 24 * HOUR_MS

export function defaultSettings(): Settings {
  return {
    accountActive: true,
    countries: ["NL", "BE", "DE"],
    maximumPrivate: null,
    maximumBusiness: null,
    vatRates: null,
    itemCodeLength: 100,
    extraFields: [],
    invoicePrefix: "1SB",
    sessionLifetimeMs: HOUR_MS,
    statusBeforeOpening: "session_active",
    expiresAtFormat: "iso",
    errorBackend: "object",
    declineOutcome: "pay_now",
    successCode: "500",
    codeType: "documented",
    workflowDelayMs: 3 * DAY_MS,
    creditBeforeWorkflow: true,
    bankAccountKnown: true,
    invoiceField: "number",
    upperCaseInvoices: false,
    sessionWebhookUrl: null,
    orderWebhookUrl: null,
    sessionWebhookV3Url: null,
    orderWebhookV3Url: null,
    webhookSecret: null,
    webhookSignatureHeader: "X-Billink-Webhook-Signature",
    webhookTimestampHeader: "X-Billink-Webhook-Timestamp",
    webhookSecretEncoding: "utf8",
    webhooksPaused: false,
  }
}
