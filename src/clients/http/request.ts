import { setTimeout as delay } from "node:timers/promises"
import { answersTheKey } from "./answers-the-key"
import { sendOnce } from "./attempt"
import { ApiError, BudgetExhaustedError } from "./errors"
import type { Lane, RequestBudget } from "./lanes"
import { decideRetry } from "./retry"

/** What stays the same for every request to one service. */
export type HttpTransport = {
  /** The service's name in messages. */
  service: string
  /** Without a path; the requests' paths are appended. */
  baseUrl: string
  /** Version of the plugin, for the User-Agent. */
  version: string
  headers?: Readonly<Record<string, string>>
  budget?: RequestBudget
  fetch: typeof fetch
  /** ms since the epoch. */
  clock: () => number
  sleep: (ms: number) => Promise<void>
  random: () => number
  /** Finds the service's own words in an error body. */
  readErrorText?: (body: unknown) => string | undefined
  /** Advice to the merchant for a known status or text. */
  adviseMerchant?: (status: number, text: string | undefined) => string | undefined
}

/** An answer as it came in, before anything is made of its status. */
export type HttpAnswer = { status: number; ok: boolean; text: string }

/** What a service's own reading of an answer came to. */
export type Judgement<T> = { ok: true; value: T } | { ok: false; error: ApiError }

export type ParseResult<T> = { ok: true; value: T } | { ok: false; problem: string }

export type HttpRequest<T> = {
  method: "GET" | "POST" | "PUT" | "PATCH" | "DELETE"
  /** Starts with "/"; its parts are already encoded. */
  path: string
  query?: Readonly<Record<string, string | number | boolean | undefined>>
  /** Sent as JSON. */
  body?: unknown
  /** Sent as it is, instead of `body`. */
  text?: { contentType: string; content: string }
  headers?: Readonly<Record<string, string>>
  /** It only reads, whatever its method: there is never anything to be unsure about. */
  readOnly?: boolean
  idempotencyKey?: string
  lane: Lane
  /** ms since the epoch, over all tries, waits included. */
  deadline: number
  maxAttempts: number
  /** ms per try. */
  timeoutMs: number
  parse: (body: unknown) => ParseResult<T>
  /** For a service whose body, not its status, says how it went. Undefined leaves it to the status and `parse`. */
  judge?: (answer: HttpAnswer) => Judgement<T> | undefined
}

/** What a wait, for the budget or before a retry, leaves of the deadline, so that there is time to send. */
export const MIN_ATTEMPT_MS = 1_000

/** The parts of Node that a transport needs; tests bring their own. */
export const systemTransport = {
  fetch: (...args: Parameters<typeof fetch>) => globalThis.fetch(...args),
  clock: Date.now,
  sleep: (ms: number): Promise<void> => delay(ms),
  random: Math.random,
}

/**
 * One logical request: as many tries as the retry rule allows, every one with the same bytes and the same
 * idempotency key (W8, W37), each granted by the budget.
 * @throws ApiError; its `outcome` speaks for all tries together
 */
export async function sendRequest<T>(
  transport: HttpTransport,
  request: HttpRequest<T>
): Promise<T> {
  const init = buildInit(transport, request)
  let mayHaveHappened = false

  for (let attempt = 1; ; attempt++) {
    try {
      await acquire(transport, request)
      const left = request.deadline - transport.clock()
      if (left <= 0) {
        throw budgetExhausted(transport, request, 0)
      }
      return await sendOnce(transport, request, init, Math.min(request.timeoutMs, left))
    } catch (error) {
      if (mayHaveHappened && !answersTheKey(error)) {
        markUnknown(error)
      }
      const decision =
        error instanceof BudgetExhaustedError
          ? ({ retry: false } as const)
          : decideRetry({
              error,
              attempt,
              maxAttempts: request.maxAttempts,
              now: transport.clock(),
              deadline: request.deadline - MIN_ATTEMPT_MS,
              random: transport.random(),
            })
      if (!decision.retry) {
        throw error
      }
      mayHaveHappened ||= error instanceof ApiError && error.outcome === "unknown"
      await transport.sleep(decision.delayMs)
    }
  }
}

function buildInit<T>(
  transport: HttpTransport,
  request: HttpRequest<T>
): RequestInit & { url: string } {
  const url = new URL(transport.baseUrl.replace(/\/+$/, "") + request.path)
  for (const [name, value] of Object.entries(request.query ?? {})) {
    if (value !== undefined) {
      url.searchParams.set(name, String(value))
    }
  }
  const body =
    request.text?.content ?? (request.body === undefined ? undefined : JSON.stringify(request.body))
  return {
    url: url.href,
    method: request.method,
    redirect: "error",
    body,
    headers: {
      accept: "application/json",
      "user-agent": `medusa-plugin-wolffpay/${transport.version}`,
      ...(body === undefined
        ? {}
        : { "content-type": request.text?.contentType ?? "application/json" }),
      ...(request.idempotencyKey === undefined
        ? {}
        : { "idempotency-key": request.idempotencyKey }),
      ...transport.headers,
      ...request.headers,
    },
  }
}

async function acquire<T>(transport: HttpTransport, request: HttpRequest<T>): Promise<void> {
  const latest = request.deadline - MIN_ATTEMPT_MS
  try {
    await transport.budget?.acquire(request.lane, {
      deadline: latest > transport.clock() ? latest : 0,
    })
  } catch (error) {
    throw error instanceof BudgetExhaustedError
      ? budgetExhausted(transport, request, error.retryAfterMs)
      : error
  }
}

function budgetExhausted<T>(
  transport: HttpTransport,
  request: HttpRequest<T>,
  retryAfterMs: number
): BudgetExhaustedError {
  return new BudgetExhaustedError({
    service: transport.service,
    method: request.method,
    path: request.path,
    readOnly: request.readOnly,
    retryAfterMs,
  })
}

function markUnknown(error: unknown): void {
  if (error instanceof ApiError) {
    error.markOutcomeUnknown()
  }
}
