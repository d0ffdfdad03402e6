import { ApiError, type ApiErrorInput, ConnectionError, InvalidRequestError } from "../http"
import {
  adviceFor,
  adviceForForm,
  type CodeAdvice,
  type CodeScope,
  type ShopperTexts,
} from "./error-codes"

export const SERVICE = "Billink"

const GENERAL: ShopperTexts = {
  nl: "Achteraf betalen met Billink lukt nu niet. Probeer het opnieuw of kies een andere betaalmethode.",
  en: "Paying later with Billink is not possible right now. Please try again or choose another payment method.",
}

/** Billink said no, and means it: nothing was done. */
export class BillinkRefusedError extends ApiError {
  /** Billink's application code. */
  readonly code?: string
  readonly shopperTexts: ShopperTexts
  /** Medusa's own names of what is wrong, when Billink said so. */
  readonly fields: readonly string[]

  constructor(input: ApiErrorInput & { code?: string; scope: CodeScope; said?: string }) {
    const { code, scope, said, ...context } = input
    const byCode = adviceFor(code, scope)
    const advice: CodeAdvice[] = byCode ? [byCode] : scope === "session" ? adviceForForm(said) : []
    const texts = shopperTextsOf(advice)
    const meaning = advice.map((one) => one.meaning).join("; ")
    super(
      {
        ...context,
        detail: [code, meaning || undefined, context.detail].filter(Boolean).join(": "),
      },
      {
        summary: "was refused",
        retryable: false,
        outcome: "none",
        merchantMessage: `Billink refused the request: ${meaning || context.detail || "it gave no reason"}.`,
        shopperMessage: texts.en,
      }
    )
    this.code = code
    this.shopperTexts = texts
    this.fields = [...new Set(advice.flatMap(({ field }) => field ?? []))]
  }
}

/**
 * The request may have been carried out and nobody can tell from here: no answer, or one that does not say. Billink
 * knows no idempotency (2.1, 2.5), so it must not be sent again before somebody has looked.
 */
export class BillinkUnknownOutcomeError extends ApiError {
  readonly shopperTexts: ShopperTexts = GENERAL

  constructor(cause: ApiError, why: string = cause.message) {
    super(
      {
        service: SERVICE,
        method: cause.method,
        path: cause.path,
        status: cause.status,
        detail: why,
        cause,
      },
      {
        summary: "ended in the unknown",
        retryable: false,
        outcome: "unknown",
        merchantMessage:
          "Billink did not say whether this was done. Look the order up at Billink before you repeat it.",
        shopperMessage: GENERAL.en,
      }
    )
  }
}

/** The connection never came about: certainly nothing was done. */
export class BillinkNotSentError extends ApiError {
  readonly shopperTexts: ShopperTexts = GENERAL

  constructor(cause: ConnectionError) {
    super(
      { service: SERVICE, method: cause.method, path: cause.path, cause },
      {
        summary: "could not connect",
        retryable: true,
        outcome: "none",
        merchantMessage:
          "Billink cannot be reached; check the server's internet connection if this lasts.",
        shopperMessage: GENERAL.en,
      }
    )
  }
}

/** The path of this call is not known and not configured (facts 7.1); nothing was sent. */
export class BillinkNotConfiguredError extends InvalidRequestError {
  /** The setting that would turn it on. */
  readonly setting: string

  constructor(operation: string, setting: string) {
    super({
      service: SERVICE,
      method: "POST",
      path: operation,
      summary: "was not sent",
      detail: `${setting} is not configured`,
      merchantMessage: `This is off until Billink has told the address of the call: ask them, then set ${setting}.`,
    })
    this.setting = setting
  }
}

/** A request that the documents rule out; nothing was sent. */
export class BillinkInvalidInputError extends InvalidRequestError {
  readonly field: string

  constructor(input: { path: string; field: string; limit: string }) {
    super({
      service: SERVICE,
      method: "POST",
      path: input.path,
      summary: "was not sent",
      detail: `${input.field} ${input.limit}`,
      merchantMessage: `Billink cannot take this: ${input.field} ${input.limit}.`,
    })
    this.field = input.field
  }
}

function shopperTextsOf(advice: readonly CodeAdvice[]): ShopperTexts {
  const texts = advice.flatMap(({ shopper }) => shopper ?? [])
  if (texts.length === 0) {
    return GENERAL
  }
  const join = (language: keyof ShopperTexts) =>
    [...new Set(texts.map((text) => text[language]))].join(" ")
  return { nl: join("nl"), en: join("en") }
}

/** What to tell a shopper about any failure of a call to Billink. */
export function shopperTextsFor(error: unknown): ShopperTexts {
  return error instanceof BillinkRefusedError ? error.shopperTexts : GENERAL
}

const NEVER_CONNECTED = new Set([
  "ECONNREFUSED",
  "ENOTFOUND",
  "EAI_AGAIN",
  "EHOSTUNREACH",
  "ENETUNREACH",
  "UND_ERR_CONNECT_TIMEOUT",
])

/** Whether no connection was made at all; undici says so in the cause of its TypeError. */
export function wasNeverSent(error: unknown): error is ConnectionError {
  if (!(error instanceof ConnectionError) || error.timedOut) {
    return false
  }
  let cause: unknown = error.cause
  for (let depth = 0; depth < 4 && cause !== undefined; depth++) {
    const code: unknown = Reflect.get(Object(cause) as object, "code")
    if (typeof code === "string" && NEVER_CONNECTED.has(code)) {
      return true
    }
    cause = Reflect.get(Object(cause) as object, "cause")
  }
  return false
}
