export * from "./budget"
export * from "./errors"
export { redact, redactText } from "./redact"
export {
  type HttpRequest,
  type HttpTransport,
  type ParseResult,
  sendRequest,
  systemTransport,
} from "./request"
export { decideRetry, type RetryDecision, type RetryInput } from "./retry"
