export { budgetKey } from "./budget-key"
export type { CallOptions } from "./call"
export { WolffPayClient, type WolffPayClientOptions } from "./client"
export { InvalidInputError, MismatchedResponseError, type MoneyFacts } from "./errors"
export { isPaymentIntentId, isRefundId, type PaymentIntentId, type RefundId } from "./ids"
export * from "./limits"
export type { CreatePaymentInput, ListPaymentsQuery } from "./payments"
export type { CreateRefundInput, ListRefundsQuery } from "./refunds"
export type {
  CreatedPayment,
  Page,
  PaymentActionResult,
  PaymentStatus,
  PaymentSummary,
  Refund,
  RefundStatus,
  RefundSummary,
  WolffPayConfig,
} from "./schemas"
export {
  SIGNATURE_TOLERANCE_SECONDS,
  type SignatureRefusal,
  type SignatureResult,
  signWebhookPayload,
  verifyWebhookSignature,
  type VerifyWebhookSignatureInput,
} from "./signature"
export {
  type ConnectionTokenInput,
  type CreateTerminalIntentInput,
  READER_TIMEOUT_MS,
  type ReaderInput,
} from "./terminal"
export type { ConnectionToken, ReaderActionResult, TerminalIntent } from "./terminal-schemas"
export {
  parseWebhookEvent,
  type ParseWebhookEventResult,
  type PaymentEventData,
  readPaymentEventData,
  readRefundEventData,
  type RefundEventData,
  type WebhookEvent,
} from "./webhook-event"
