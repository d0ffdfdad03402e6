export { createWolffPay } from "./create-wolffpay"
export { createStoreClient, StoreError, type StoreClientOptions } from "./store-client"
export { WolffPayError, type ProblemCode } from "./problems"
export type { MessageOverrides, Messages } from "./messages"
export { WOLFFPAY_PROVIDER_ID } from "./types"
export type {
  CheckoutResult,
  ConfirmInput,
  FailedCheckout,
  FinishOptions,
  LoadStripe,
  Locale,
  StoreClient,
  StoreOrder,
  StoreRequest,
  Waiting,
  WolffPay,
  WolffPayConfig,
  WolffPayOptions,
  WolffPaySession,
} from "./types"
