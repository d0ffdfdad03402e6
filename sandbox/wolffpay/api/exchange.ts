import type { IncomingMessage } from "node:http"
import type { Context } from "../core/context"
import type { RequestLogEntry } from "../core/logs"
import { remember } from "../core/logs"

/** What is known about a call while it goes through. */
export interface Exchange {
  ctx: Context
  req: IncomingMessage
  path: string
  query: URLSearchParams
  entry: RequestLogEntry
}

export function openExchange(ctx: Context, req: IncomingMessage, url: URL): Exchange {
  const key = req.headers["idempotency-key"]
  const entry: RequestLogEntry = {
    at: ctx.clock.iso(),
    method: req.method ?? "GET",
    path: url.pathname,
    key: null,
    action: null,
    idempotencyKey: typeof key === "string" ? key : null,
    status: null,
    replayed: false,
    fault: null,
  }
  remember(ctx.state.requests, entry)
  return { ctx, req, path: url.pathname, query: url.searchParams, entry }
}

export function noteViolation({ ctx, entry, path }: Exchange, rule: string, detail: string): void {
  remember(ctx.state.violations, { at: ctx.clock.iso(), rule, method: entry.method, path, detail })
}
