/** "unknown": the service may have carried the request out. "none": it certainly did not, or there was nothing to carry out. */
export type ApiOutcome = "none" | "unknown"

export type ApiErrorInput = {
  service: string
  method: string
  path: string
  /** The request only reads, although it is not a GET. */
  readOnly?: boolean
  status?: number
  /** What the service said about it, already redacted and shortened. */
  detail?: string
  /** Replaces the class's own advice to the merchant. */
  merchantMessage?: string
  cause?: unknown
}

type Traits = {
  summary: string
  retryable: boolean
  outcome: ApiOutcome
  merchantMessage: string
  shopperMessage?: string
}

const SHOPPER_TRY_AGAIN =
  "The payment service cannot be reached right now. Please try again in a moment."
const SHOPPER_NOT_POSSIBLE =
  "This payment cannot be made right now. Please choose another payment method or contact the shop."

/** A request that only reads changes nothing, so there is never anything to be unsure about. */
export function outcomeFor(method: string, outcome: ApiOutcome, readOnly = false): ApiOutcome {
  return readOnly || method.toUpperCase() === "GET" ? "none" : outcome
}

/**
 * One failed request. `message` is for the log and holds neither credentials nor a client secret nor a body;
 * `merchantMessage` says what the shop can do; `shopperMessage` may be shown in a checkout.
 */
export abstract class ApiError extends Error {
  readonly service: string
  readonly method: string
  readonly path: string
  readonly status?: number
  readonly detail?: string
  /** Whether the same request can succeed later. */
  readonly retryable: boolean
  readonly merchantMessage: string
  readonly shopperMessage: string
  private currentOutcome: ApiOutcome
  readonly #readOnly: boolean

  protected constructor(input: ApiErrorInput, traits: Traits) {
    const status = input.status === undefined ? "" : ` (${input.status})`
    const detail = input.detail ? `: ${input.detail}` : ""
    super(`${input.service} ${input.method} ${input.path} ${traits.summary}${status}${detail}`)
    this.name = new.target.name
    this.service = input.service
    this.method = input.method
    this.path = input.path
    this.status = input.status
    this.detail = input.detail
    this.retryable = traits.retryable
    this.merchantMessage = input.merchantMessage ?? traits.merchantMessage
    this.shopperMessage = traits.shopperMessage ?? SHOPPER_TRY_AGAIN
    this.#readOnly = input.readOnly ?? false
    this.currentOutcome = outcomeFor(input.method, traits.outcome, this.#readOnly)
    if (input.cause !== undefined) {
      // Not enumerable: a logger that serialises the error must not walk into it.
      Object.defineProperty(this, "cause", {
        value: input.cause,
        enumerable: false,
      })
    }
  }

  get outcome(): ApiOutcome {
    return this.currentOutcome
  }

  /** For a request whose earlier try, under the same idempotency key, ended in the unknown. */
  markOutcomeUnknown(): void {
    this.currentOutcome = outcomeFor(this.method, "unknown", this.#readOnly)
  }
}

/** No answer: refused, dropped, or not in time. */
export class ConnectionError extends ApiError {
  readonly timedOut: boolean

  /** `neverSent`: there was no connection, so nothing can have reached the service. */
  constructor(input: ApiErrorInput & { timedOut: boolean; neverSent?: boolean }) {
    super(input, {
      summary: input.timedOut ? "timed out" : "could not connect",
      retryable: true,
      outcome: input.neverSent ? "none" : "unknown",
      merchantMessage: `${input.service} did not answer. The plugin tries again by itself; check the server's internet connection if this lasts.`,
    })
    this.timedOut = input.timedOut
  }
}

/** 429: the request was refused before it was looked at, so its idempotency key is still free to use. */
export class RateLimitError extends ApiError {
  /** Milliseconds the service asked us to wait. */
  readonly retryAfterMs?: number

  constructor(input: ApiErrorInput & { retryAfterMs?: number }) {
    super(input, {
      summary: "was refused: too many requests",
      retryable: true,
      outcome: "none",
      merchantMessage: `${input.service} allows no more requests for the moment. Check whether something else uses the same API key.`,
    })
    this.retryAfterMs = input.retryAfterMs
  }
}

/** 400 and every 4xx without a class of its own: a definite refusal. */
export class InvalidRequestError extends ApiError {
  constructor(input: ApiErrorInput & { summary?: string }) {
    super(input, {
      summary: input.summary ?? "was refused",
      retryable: false,
      outcome: "none",
      merchantMessage: `${input.service} refused the request${input.detail ? `: ${input.detail}` : "."}`,
      shopperMessage: SHOPPER_NOT_POSSIBLE,
    })
  }
}

/** 401: the key is missing, wrong or revoked. */
export class AuthenticationError extends ApiError {
  constructor(input: ApiErrorInput) {
    super(input, {
      summary: "was refused: the API key is not accepted",
      retryable: false,
      outcome: "none",
      merchantMessage: `${input.service} does not accept the API key. Check that it is complete, not revoked, and of the right account.`,
      shopperMessage: SHOPPER_NOT_POSSIBLE,
    })
  }
}

/** 403: the account is inactive, or the feature is switched off for it. */
export class PermissionError extends ApiError {
  constructor(input: ApiErrorInput) {
    super(input, {
      summary: "was refused: not allowed for this account",
      retryable: false,
      outcome: "none",
      merchantMessage: `${input.service} does not allow this for your account${input.detail ? `: ${input.detail}` : ""}. Check the account in the ${input.service} dashboard.`,
      shopperMessage: SHOPPER_NOT_POSSIBLE,
    })
  }
}

/** 404. */
export class NotFoundError extends ApiError {
  constructor(input: ApiErrorInput) {
    super(input, {
      summary: "was not found",
      retryable: false,
      outcome: "none",
      merchantMessage: `${input.service} does not know this payment or refund. It may belong to another account than the API key.`,
      shopperMessage: SHOPPER_NOT_POSSIBLE,
    })
  }
}

/** 409: another request with this idempotency key is being worked on, so what becomes of it is not known yet. */
export class ConflictError extends ApiError {
  readonly retryAfterMs?: number

  constructor(input: ApiErrorInput & { retryAfterMs?: number }) {
    super(input, {
      summary: "is being worked on already",
      retryable: true,
      outcome: "unknown",
      merchantMessage: `${input.service} is still working on this request. Wait a minute and look before you try again.`,
    })
    this.retryAfterMs = input.retryAfterMs
  }
}

/** 5xx, and the 4xx that say that the server did not finish (408, 425). */
export class ServerError extends ApiError {
  readonly retryAfterMs?: number

  constructor(input: ApiErrorInput & { retryAfterMs?: number }) {
    super(input, {
      summary: "failed on their side",
      retryable: true,
      outcome: "unknown",
      merchantMessage: `${input.service} has a problem on its side. The plugin tries again by itself.`,
    })
    this.retryAfterMs = input.retryAfterMs
  }
}

/** A 2xx whose body is not what is documented: something was done, but not what we can read. */
export class UnexpectedResponseError extends ApiError {
  constructor(input: ApiErrorInput & { retryable?: boolean }) {
    super(input, {
      summary: "answered something unexpected",
      retryable: input.retryable ?? false,
      outcome: "unknown",
      merchantMessage: `${input.service} answered something the plugin does not understand. Look the payment up in the ${input.service} dashboard.`,
    })
  }
}

/** Our own budget has no room before the deadline; nothing was sent. */
export class BudgetExhaustedError extends ApiError {
  /** Milliseconds until there is room for this lane again. */
  readonly retryAfterMs: number

  constructor(input: ApiErrorInput & { retryAfterMs: number }) {
    super(input, {
      summary: `was not sent: the request budget has no room for ${Math.ceil(input.retryAfterMs)} ms`,
      retryable: true,
      outcome: "none",
      merchantMessage: `The shop has used up its requests to ${input.service} for this minute. It goes on by itself; if it happens often, ask for a higher limit or check what else uses the key.`,
    })
    this.retryAfterMs = input.retryAfterMs
  }
}
