import type { IncomingMessage } from "node:http"
import { remember } from "../../shared/core/logs"
import type { Context } from "../core/context"
import type { RequestLogEntry } from "../core/logs"

/** What is known about a call while it goes through. */
export interface Exchange {
  ctx: Context
  req: IncomingMessage
  path: string
  entry: RequestLogEntry
}

export function openExchange(ctx: Context, req: IncomingMessage, path: string): Exchange {
  const entry: RequestLogEntry = {
    at: ctx.clock.iso(),
    method: req.method ?? "GET",
    path,
    action: null,
    body: null,
    status: null,
    code: null,
    fault: null,
  }
  remember(ctx.state.requests, entry)
  return { ctx, req, path, entry }
}

export function noteViolation({ ctx, entry, path }: Exchange, rule: string, detail: string): void {
  remember(ctx.state.violations, { at: ctx.clock.iso(), rule, method: entry.method, path, detail })
}
