import type { z } from "@medusajs/framework/zod"
import { type HttpTransport, type Lane, type ParseResult, sendRequest } from "../http"
import { InvalidInputError } from "./errors"
import { IDEMPOTENCY_KEY_LENGTH } from "./limits"

export type CallOptions = {
  lane: Lane
  /** Required for every POST, 8-255 characters (W8). */
  idempotencyKey?: string
  /** ms for this call in all, waits and retries included; default 25 000. */
  deadlineMs?: number
  /** Default 3. */
  maxAttempts?: number
  /** ms per try; default the client's. */
  timeoutMs?: number
}

export const DEFAULT_DEADLINE_MS = 25_000
export const DEFAULT_MAX_ATTEMPTS = 3

/** What the endpoint files need of the client. */
export type WolffPayCaller = {
  transport: HttpTransport
  timeoutMs: number
}

type Endpoint<S extends z.ZodType> = {
  method: "GET" | "POST"
  path: string
  query?: Readonly<Record<string, string | number | boolean | undefined>>
  body?: unknown
  schema: S
}

/**
 * Sends one request to WolffPay and reads its answer by `schema`.
 * @throws InvalidInputError when a POST lacks a usable idempotency key (W8); ApiError
 */
export async function call<S extends z.ZodType>(
  caller: WolffPayCaller,
  endpoint: Endpoint<S>,
  options: CallOptions
): Promise<z.output<S>> {
  const { method, path, query, body, schema } = endpoint
  if (method === "POST") {
    assertIdempotencyKey(options.idempotencyKey, path)
  }
  return await sendRequest(caller.transport, {
    method,
    path,
    query,
    body,
    idempotencyKey: method === "POST" ? options.idempotencyKey : undefined,
    lane: options.lane,
    deadline: caller.transport.clock() + (options.deadlineMs ?? DEFAULT_DEADLINE_MS),
    maxAttempts: options.maxAttempts ?? DEFAULT_MAX_ATTEMPTS,
    timeoutMs: options.timeoutMs ?? caller.timeoutMs,
    parse: (json) => parseWith(schema, json),
  })
}

function parseWith<S extends z.ZodType>(schema: S, json: unknown): ParseResult<z.output<S>> {
  const parsed = schema.safeParse(json)
  if (parsed.success) {
    return { ok: true, value: parsed.data }
  }
  // Paths and codes only: zod's own messages may quote values.
  const places = parsed.error.issues
    .slice(0, 5)
    .map((issue) => `${issue.path.join(".") || "body"} (${issue.code})`)
  return { ok: false, problem: `unreadable ${places.join(", ")}` }
}

function assertIdempotencyKey(key: string | undefined, path: string): void {
  const { min, max } = IDEMPOTENCY_KEY_LENGTH
  const usable =
    key !== undefined && key.length >= min && key.length <= max && /^[\x21-\x7e]+$/.test(key)
  if (!usable) {
    throw new InvalidInputError({
      method: "POST",
      path,
      field: "idempotencyKey",
      limit: `must be ${min}-${max} printable characters without spaces`,
    })
  }
}
