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

  if (!response.ok) {
    const text = await readBodyText(response, MAX_ERROR_BODY_BYTES).catch(() => "")
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

  return readSuccess(request, { ...context, status: response.status }, response)
}

async function readSuccess<T>(
  request: HttpRequest<T>,
  context: ApiErrorInput,
  response: Response
): Promise<T> {
  let text: string
  try {
    text = await readBodyText(response)
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
  return new ConnectionError({ ...context, timedOut: false, cause: error })
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
