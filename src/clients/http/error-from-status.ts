import {
  type ApiError,
  type ApiErrorInput,
  AuthenticationError,
  ConflictError,
  InvalidRequestError,
  NotFoundError,
  PermissionError,
  RateLimitError,
  ServerError,
} from "./errors"
import { parseRetryAfter } from "./rate-limit-headers"
import { redactText } from "./redact"

const MAX_DETAIL = 200

type StatusInput = ApiErrorInput & {
  status: number
  /** ms that a 429 asks us to wait. */
  retryAfterMs?: number
  headers: Pick<Headers, "get">
  /** ms since the epoch. */
  now: number
}

/** The typed error of a status that is not 2xx (W5). */
export function errorFromStatus(input: StatusInput): ApiError {
  const { headers, now, retryAfterMs, ...context } = input
  switch (input.status) {
    case 401:
      return new AuthenticationError(context)
    case 403:
      return new PermissionError(context)
    case 404:
      return new NotFoundError(context)
    case 429:
      return new RateLimitError({ ...context, retryAfterMs })
    case 409:
      return new ConflictError({ ...context, retryAfterMs: askedToWait() })
    case 408:
    case 425:
      return serverError()
    default:
      return input.status >= 400 && input.status < 500
        ? new InvalidRequestError(context)
        : serverError()
  }

  function askedToWait(): number | undefined {
    return parseRetryAfter(headers.get("retry-after"), now)
  }

  function serverError(): ServerError {
    return new ServerError({ ...context, retryAfterMs: askedToWait() })
  }
}

/** The service's own words, made fit for a log: one short line, no secret, no e-mail address. */
export function shortDetail(text: string | undefined): string | undefined {
  const line = text
    ?.replace(/[\s\p{Cc}]+/gu, " ")
    .trim()
    .slice(0, MAX_DETAIL * 4)
  if (!line) {
    return undefined
  }
  const clean = redactText(line).replace(/[^\s@<>"']+@[^\s@<>"']+/g, "[e-mail]")
  return clean.length > MAX_DETAIL ? `${clean.slice(0, MAX_DETAIL)}…` : clean
}
