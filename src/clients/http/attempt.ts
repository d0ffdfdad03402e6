import { ApiError, type ApiErrorInput, ConnectionError, UnexpectedResponseError } from "./errors"
import { readRateLimitHeaders } from "./rate-limit-headers"
import { errorFromStatus, shortDetail } from "./error-from-status"
import { BodyEncodingError, BodyTooLargeError, readBodyText } from "./response-body"
import type { HttpRequest, HttpTransport } from "./request"

const MAX_ERROR_BODY_BYTES = 64 * 1024

/** One try: send, read, judge. Throws an ApiError for everything but a readable 2xx. */
export async function sendOnce<T>(
  transport: HttpTransport,
  request: HttpRequest<T>,
  init: RequestInit & { url: string },
  timeoutMs: number
): Promise<T> {
  const context = {
    service: transport.service,
    method: request.method,
    path: request.path,
    readOnly: request.readOnly,
  }
  const abort = new AbortController()
  let timedOut = false
  const { url, ...options } = init

  // The race, not only the signal: a fetch or a body that ignores the signal must not hold up a shopper.
  const expiry = new Promise<never>((_, reject) => {
    abort.signal.addEventListener("abort", () => reject(new Error("Aborted")))
  })
  const timer = setTimeout(() => {
    timedOut = true
    abort.abort(new DOMException("Timed out", "TimeoutError"))
  }, timeoutMs)

  try {
    const answer = exchange(transport, request, context, () =>
      transport.fetch(url, { ...options, signal: abort.signal })
    )
    return await Promise.race([answer, expiry])
  } catch (error) {
    throw timedOut
      ? new ConnectionError({ ...context, timedOut, cause: error })
      : connectionFailure(error, context)
  } finally {
    clearTimeout(timer)
  }
}

async function exchange<T>(
  transport: HttpTransport,
  request: HttpRequest<T>,
  context: ApiErrorInput,
  fetchIt: () => Promise<Response>
): Promise<T> {
  const response = await fetchIt()
  const report = readRateLimitHeaders(response.headers, response.status, transport.clock())
  transport.budget?.report(report)

  const text = response.ok
    ? await readSuccessText(response, context)
    : await readBodyText(response, MAX_ERROR_BODY_BYTES).catch(() => "")
  const judgement = request.judge?.({ status: response.status, ok: response.ok, text })
  if (judgement?.ok) {
    return judgement.value
  }
  if (judgement) {
    throw judgement.error
  }
  if (!response.ok) {
    const said = transport.readErrorText?.(parseJson(text).value)
    throw errorFromStatus({
      ...context,
      status: response.status,
      detail: shortDetail(said),
      merchantMessage: transport.adviseMerchant?.(response.status, said),
      retryAfterMs: report.blockedForMs,
      headers: response.headers,
      now: transport.clock(),
    })
  }

  return parseSuccess(request, { ...context, status: response.status }, text)
}

async function readSuccessText(response: Response, base: ApiErrorInput): Promise<string> {
  const context = { ...base, status: response.status }
  try {
    return await readBodyText(response)
  } catch (error) {
    if (error instanceof BodyTooLargeError) {
      throw new UnexpectedResponseError({
        ...context,
        detail: "the answer is too large",
      })
    }
    if (error instanceof BodyEncodingError) {
      throw new UnexpectedResponseError({
        ...context,
        detail: "the answer is not UTF-8",
      })
    }
    throw error
  }
}

function parseSuccess<T>(request: HttpRequest<T>, context: ApiErrorInput, text: string): T {
  const json = parseJson(text)
  if (!json.ok) {
    // A proxy's page or a cut-off answer; the same key brings the original answer back.
    throw new UnexpectedResponseError({
      ...context,
      detail: "the answer is not JSON",
      retryable: true,
    })
  }
  const parsed = request.parse(json.value)
  if (!parsed.ok) {
    throw new UnexpectedResponseError({ ...context, detail: parsed.problem })
  }
  return parsed.value
}

function connectionFailure(error: unknown, context: ApiErrorInput): unknown {
  if (error instanceof ApiError) {
    return error
  }
  if (isRedirect(error)) {
    return new UnexpectedResponseError({
      ...context,
      detail: "a redirect, which is never followed",
      cause: error,
    })
  }
  return new ConnectionError({
    ...context,
    timedOut: false,
    neverSent: isNeverSent(error),
    cause: error,
  })
}

/** What fails while a connection is being made; a request is written only once there is one. */
const NO_CONNECTION = [
  "ECONNREFUSED",
  "ENOTFOUND",
  "EAI_AGAIN",
  "EHOSTUNREACH",
  "ENETUNREACH",
  "UND_ERR_CONNECT_TIMEOUT",
]

function isNeverSent(error: unknown): boolean {
  const cause: unknown = Reflect.get(Object(error), "cause")
  return NO_CONNECTION.includes(String(Reflect.get(Object(cause), "code")))
}

/** Node's fetch says so only in the cause of its TypeError. */
function isRedirect(error: unknown): boolean {
  const cause: unknown = Reflect.get(Object(error), "cause")
  return /redirect/i.test(String(Reflect.get(Object(cause), "message")))
}

function parseJson(text: string): { ok: true; value: unknown } | { ok: false; value: undefined } {
  try {
    const value: unknown = JSON.parse(text)
    return { ok: true, value }
  } catch {
    return { ok: false, value: undefined }
  }
}
