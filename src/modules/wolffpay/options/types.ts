import type { BillinkAdapter, BillinkAdapterInput } from "../../../clients/billink"
import {
  type CaptureMethod,
  PAYMENT_METHOD_TYPES,
  type PaymentMethodType,
} from "../../../clients/wolffpay"

import type { BillinkLimits } from "../billink/build-session"

export { type CaptureMethod, PAYMENT_METHOD_TYPES, type PaymentMethodType }

/** What a merchant may write in `medusa-config.ts`. Every key also has an environment name, see `medusa-plugin.json`. */
export type PluginOptionsInput = {
  /** Where this Medusa is reached from outside. */
  publicUrl?: string
  wolffpay?: {
    apiKey?: string
    /** One secret, or several while rotating. */
    webhookSecret?: string | string[]
    baseUrl?: string
    captureMethod?: CaptureMethod
    paymentMethodTypes?: PaymentMethodType[]
    /** Template; `{session_id}` and `{cart_id}` are filled in. */
    description?: string
    orderOnProcessing?: boolean
    requestsPerMinute?: number
    /** Milliseconds per attempt. */
    timeoutMs?: number
    /** New payment intents one cart may make in a minute. */
    intentsPerCartPerMinute?: number
    /** New payment intents one client address may make in a minute; 0 turns the limit off. */
    intentsPerAddressPerMinute?: number
    /** Refund money that arrived for a payment session that no longer exists, instead of only flagging it. */
    refundOrphanedPayments?: boolean
  }
  billink?: {
    username?: string
    id?: string
    environment?: "production" | "staging"
    /** Overrides the environment's host. */
    baseUrl?: string
    /** 32 characters or more; several while rotating. */
    webhookToken?: string | string[]
    /** Turns on the signed v3 webhooks; several while rotating. */
    webhookSecret?: string | string[]
    webhookSignatureHeader?: string
    webhookTimestampHeader?: string
    webhookSecretEncoding?: "utf8" | "base64"
    /** Where the shopper's browser is sent back to. */
    storefrontUrl?: string
    /** Countries that are served: NL, BE, DE. */
    countries?: string[]
    /** Euros, by country and customer type. */
    limits?: Record<string, { consumer?: BillinkRange; business?: BillinkRange }>
    /** Shown on Billink's page. */
    logoUrl?: string
    /** Start Billink's workflow (capture) when everything of an order is sent. */
    startWorkflowOnShipment?: boolean
    /** Days after which a person is reminded of an order whose workflow is not started. */
    workflowReminderDays?: number
    requestsPerMinute?: number
    /** New Billink sessions one cart may start in a minute. */
    sessionsPerCartPerMinute?: number
    /** New Billink sessions one client address may start in a minute; 0 turns the limit off. */
    sessionsPerAddressPerMinute?: number
    /** Milliseconds per attempt. */
    timeoutMs?: number
    /** What Billink's documents leave open. */
    adapter?: BillinkAdapterInput
  }
}

type BillinkRange = { min?: number | string; max?: number | string }

export type WolffPayOptions = {
  apiKey: string
  webhookSecrets: string[]
  baseUrl: string
  captureMethod: CaptureMethod
  paymentMethodTypes: PaymentMethodType[] | undefined
  description: string
  orderOnProcessing: boolean
  requestsPerMinute: number
  timeoutMs: number
  intentsPerCartPerMinute: number
  intentsPerAddressPerMinute: number
  refundOrphanedPayments: boolean
}

export type BillinkOptions = {
  username: string
  id: string
  environment: "production" | "staging"
  baseUrl: string
  webhookTokens: string[]
  /** Empty: webhooks are the classic ones, without a signature. */
  webhookSecrets: string[]
  storefrontUrl: string
  logoUrl: string | undefined
  startWorkflowOnShipment: boolean
  workflowReminderDays: number
  /** ISO 3166-1 alpha-2, capitals. */
  countries: string[]
  /** Cents. */
  limits: BillinkLimits
  requestsPerMinute: number
  sessionsPerCartPerMinute: number
  sessionsPerAddressPerMinute: number
  timeoutMs: number
  adapter: BillinkAdapter
}

export type PluginOptions = {
  publicUrl: string | undefined
  /** Undefined when the merchant does not use WolffPay. */
  wolffpay: WolffPayOptions | undefined
  /** Undefined when the merchant does not use Billink. */
  billink: BillinkOptions | undefined
}
