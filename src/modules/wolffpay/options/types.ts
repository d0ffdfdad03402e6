import {
  type CaptureMethod,
  PAYMENT_METHOD_TYPES,
  type PaymentMethodType,
} from "../../../clients/wolffpay"

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
  billink?: Record<string, unknown>
}

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

export type PluginOptions = {
  publicUrl: string | undefined
  /** Undefined when the merchant does not use WolffPay. */
  wolffpay: WolffPayOptions | undefined
}
