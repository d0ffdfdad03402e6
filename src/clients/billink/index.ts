export {
  adapterSchema,
  type BillinkAdapter,
  type BillinkAdapterInput,
  type CustomerType,
  DEFAULT_ADAPTER,
  resolveAdapter,
  sessionStateOf,
  workflowNumberFor,
} from "./adapter"
export { parseAmsterdamTime } from "./amsterdam-time"
export type { CallOptions as BillinkCallOptions } from "./call"
export { BILLINK_BASE_URLS, BillinkClient, type BillinkClientOptions } from "./client"
export type {
  CreatedSession,
  CreateSessionInput,
  SessionAddress,
  SessionCustomer,
  SessionLine,
} from "./create-session"
export { adviceFor, type CodeAdvice, type ShopperTexts } from "./error-codes"
export {
  BillinkInvalidInputError,
  BillinkNotConfiguredError,
  BillinkNotSentError,
  BillinkRefusedError,
  BillinkUnknownOutcomeError,
  shopperTextsFor,
} from "./errors"
export {
  type BillinkInvoiceNumber,
  type BillinkSessionId,
  isBillinkInvoiceNumber,
  isNumberOf,
  isOrderNumber,
  isSessionId,
  type OrderNumber,
  sameNumber,
} from "./ids"
export { toDecimal } from "./money"
export type { OrderState, OrderStatus } from "./order-status"
export type { OrderResult } from "./orders"
export { buildSessionBody } from "./session-body"
export {
  isKnownSessionStatus,
  type KnownSessionStatus,
  SESSION_STATUSES,
  type SessionStatus,
} from "./session-status"
export {
  isKnownOrderEvent,
  type KnownOrderEvent,
  ORDER_EVENTS,
  type OrderWebhook,
  parseOrderWebhook,
  parseSessionWebhook,
  type SessionWebhook,
  type WebhookReading,
} from "./webhook-payload"
export {
  type BillinkSecretEncoding,
  type BillinkSignatureRefusal,
  type BillinkSignatureResult,
  signBillinkPayload,
  verifyBillinkSignature,
  type VerifyBillinkSignatureInput,
} from "./webhook-signature"
