export { answersTheKey } from "./answers-the-key"
export * from "./budget"
export * from "./errors"
export { redact, redactText } from "./redact"
export { shortDetail } from "./error-from-status"
export {
  type HttpAnswer,
  type HttpRequest,
  type HttpTransport,
  type Judgement,
  type ParseResult,
  sendRequest,
  systemTransport,
} from "./request"
export { decideRetry, type RetryDecision, type RetryInput } from "./retry"
