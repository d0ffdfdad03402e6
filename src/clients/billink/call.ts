import {
  ApiError,
  type ApiErrorInput,
  type HttpAnswer,
  type HttpTransport,
  type Judgement,
  type Lane,
  RateLimitError,
  sendRequest,
  ServerError,
  shortDetail,
  UnexpectedResponseError,
} from "../http"
import type { BillinkAdapter } from "./adapter"
import { type BillinkCredentials, hideCredentials } from "./credentials"
import { type Envelope, readEnvelope } from "./envelope"
import { adviceFor, type CodeScope, RATE_LIMIT_CODES, SERVER_FAILURE_CODES } from "./error-codes"
import {
  BillinkNotSentError,
  BillinkRefusedError,
  BillinkUnknownOutcomeError,
  SERVICE,
  wasNeverSent,
} from "./errors"

export type CallOptions = {
  lane: Lane
  /** ms for this call in all, waits and retries included; default 25 000. */
  deadlineMs?: number
  /** Of a call that only reads; default 3. Calls that change something are sent once. */
  maxAttempts?: number
  /** ms per try; default the client's. */
  timeoutMs?: number
}

const DEFAULT_DEADLINE_MS = 25_000
const DEFAULT_READ_ATTEMPTS = 3

/** What the endpoint files need of the client. */
export type BillinkCaller = {
  transport: HttpTransport
  credentials: BillinkCredentials
  adapter: BillinkAdapter
  timeoutMs: number
}

export type Reading<T> =
  { ok: true; value: T } | { ok: false; problem: string } | { refused: string }

export type Endpoint<T> = {
  path: string
  /** v2: the body, without the credentials unless it places them itself. */
  json?: Readonly<Record<string, unknown>>
  /** v1. */
  xml?: string
  /** Whether it changes nothing, so that it may be sent again. */
  reads: boolean
  /** An unknown code in an error means: perhaps done. For calls that move money. */
  movesMoney?: boolean
  scope: CodeScope
  /** The answer's own fields → the value; `refused` is a code that Billink gave for this order. */
  read: (envelope: Envelope) => Reading<T>
}

/**
 * Sends one request to Billink. Its body decides before its status does (2.14). A call that changes something is sent
 * once: there is no idempotency at Billink.
 * @throws BillinkUnknownOutcomeError when it may have been done; BillinkRefusedError, BillinkNotSentError or another
 * ApiError when it certainly was not
 */
export async function call<T>(
  caller: BillinkCaller,
  endpoint: Endpoint<T>,
  options: CallOptions
): Promise<T> {
  const { transport, adapter } = caller
  try {
    return await sendRequest<T>(transport, {
      method: "POST",
      path: endpoint.path,
      readOnly: endpoint.reads,
      ...(endpoint.xml === undefined
        ? { body: endpoint.json }
        : {
            text: { contentType: adapter.xml.contentType, content: endpoint.xml },
            headers: { accept: adapter.xml.contentType.split(";")[0] ?? "text/xml" },
          }),
      lane: options.lane,
      deadline: transport.clock() + (options.deadlineMs ?? DEFAULT_DEADLINE_MS),
      maxAttempts: endpoint.reads ? (options.maxAttempts ?? DEFAULT_READ_ATTEMPTS) : 1,
      timeoutMs: options.timeoutMs ?? caller.timeoutMs,
      judge: (answer) => judge(caller, endpoint, answer),
      parse: () => ({ ok: false, problem: "unreadable body" }),
    })
  } catch (error) {
    if (endpoint.reads || !(error instanceof ApiError)) {
      throw error
    }
    if (wasNeverSent(error)) {
      throw new BillinkNotSentError(error)
    }
    throw error.outcome === "unknown" && !(error instanceof BillinkUnknownOutcomeError)
      ? new BillinkUnknownOutcomeError(error)
      : error
  }
}

function judge<T>(
  caller: BillinkCaller,
  endpoint: Endpoint<T>,
  answer: HttpAnswer
): Judgement<T> | undefined {
  const context: ApiErrorInput = {
    service: SERVICE,
    method: "POST",
    path: endpoint.path,
    readOnly: endpoint.reads,
    status: answer.status,
  }
  const envelope = readEnvelope(answer.text)
  if (!envelope) {
    // A proxy's page. What it stands for is the status's to say; a 2xx says nothing at all.
    if (answer.ok) {
      const detail = "neither JSON nor XML"
      return failed(new UnexpectedResponseError({ ...context, detail, retryable: true }))
    }
    return isUnclear(answer.status, endpoint) ? failed(new ServerError(context)) : undefined
  }
  // A success or an unclear body is read first: a code within it, such as "already started", may be a success as well.
  const reading = endpoint.read(envelope)
  if ("ok" in reading && reading.ok && (answer.ok || envelope.verdict === "ok")) {
    return reading
  }
  if (envelope.verdict === "error") {
    return failed(errorOf(caller, endpoint, envelope, context))
  }
  if ("refused" in reading) {
    return failed(errorOf(caller, endpoint, { ...envelope, code: reading.refused }, context))
  }
  if (!answer.ok) {
    return answer.status < 500 && envelope.message !== undefined
      ? failed(errorOf(caller, endpoint, envelope, context))
      : undefined
  }
  const problem =
    "ok" in reading && !reading.ok ? reading.problem : "an answer that contradicts itself"
  return failed(new UnexpectedResponseError({ ...context, detail: problem }))
}

function errorOf<T>(
  caller: BillinkCaller,
  endpoint: Endpoint<T>,
  envelope: Envelope,
  base: ApiErrorInput
): ApiError {
  const { code, message } = envelope
  const said = message === undefined ? undefined : hideCredentials(message, caller.credentials)
  const context = { ...base, detail: shortDetail(said) }
  const status = base.status ?? 200
  if (code !== undefined && RATE_LIMIT_CODES.includes(code)) {
    return new RateLimitError(context)
  }
  if (status === 429) {
    return new RateLimitError(context)
  }
  const known = adviceFor(code, endpoint.scope) !== undefined
  const serverFailed =
    (code !== undefined && SERVER_FAILURE_CODES.includes(code)) ||
    isUnclear(status, endpoint) ||
    (!known && (status >= 500 || (envelope.relayedStatus ?? 0) >= 500))
  if (serverFailed) {
    return new ServerError(context)
  }
  const definite = known || !endpoint.movesMoney || (status >= 400 && status < 500)
  const refusal = new BillinkRefusedError({ ...context, code, scope: endpoint.scope, said })
  return definite
    ? refusal
    : new BillinkUnknownOutcomeError(
        refusal,
        `Billink answered with an error that no document has (${code ?? "no code"})`
      )
}

/** The server did not finish, and for what moves money: something is being done already, or whoever asked was gone. */
function isUnclear(status: number, { movesMoney }: Pick<Endpoint<never>, "movesMoney">): boolean {
  return [408, 425, ...(movesMoney ? [409, 499] : [])].includes(status)
}

function failed(error: ApiError): { ok: false; error: ApiError } {
  return { ok: false, error }
}
