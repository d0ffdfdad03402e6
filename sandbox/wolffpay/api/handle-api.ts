import type { IncomingMessage, ServerResponse } from "node:http"
import type { Context } from "../core/context"
import { Refusal } from "../../shared/core/refusal"
import type { RequestFault } from "../faults/fault-rule"
import type { Answer } from "../../shared/http/answer"
import { failureAnswer } from "../../shared/http/answer"
import { quotaHeaders } from "../http/rate-limit"
import { peekAction, readText } from "../../shared/http/read-body"
import type { Caller } from "./authenticate"
import { authenticate } from "./authenticate"
import type { Exchange } from "./exchange"
import { noteViolation, openExchange } from "./exchange"
import { runRoute } from "./run-route"
import { sendWithFault } from "./send-with-fault"

/** One call to the documented API, from the first check to the last byte. */
export async function handleApi(
  ctx: Context,
  req: IncomingMessage,
  res: ServerResponse,
  url: URL
): Promise<void> {
  const exchange = openExchange(ctx, req, url)
  const headers = quotaHeaders(ctx.rate.untouched(ctx.clock.now()))
  let answer: Answer
  let fault: RequestFault | undefined
  try {
    const caller = admit(exchange, headers)
    const text = await readText(req)
    exchange.entry.action = peekAction(text)
    fault = ctx.faults.takeRequest(exchange.entry)
    exchange.entry.fault = fault?.kind ?? null
    if (fault?.kind === "drop_before") {
      res.destroy()
      return
    }
    answer =
      fault?.kind === "status" ? faultAnswer(ctx, fault) : await runRoute(exchange, caller, text)
  } catch (error) {
    if (error instanceof Refusal && error.rule) noteViolation(exchange, error.rule, error.message)
    answer = failureAnswer(error, ctx.log)
  }
  await sendWithFault(
    exchange,
    res,
    { ...answer, headers: { ...headers, ...answer.headers } },
    fault
  )
}

/** Who calls (W2), and whether the minute still has room (W7). */
function admit({ ctx, req, entry }: Exchange, headers: Record<string, string>): Caller {
  const caller = authenticate(req.headers.authorization, ctx.apiKeys)
  entry.key = caller.fingerprint
  const quota = ctx.rate.take(caller.fingerprint, ctx.clock.now())
  Object.assign(headers, quotaHeaders(quota))
  if (quota.allowed) return caller
  const wait: Record<string, string> = {}
  if (ctx.state.settings.retryAfterHeader) wait["Retry-After"] = String(quota.retryAfter)
  throw new Refusal(429, "Rate limit exceeded", "W7", wait)
}

function faultAnswer(ctx: Context, fault: RequestFault): Answer {
  const status = fault.status ?? 500
  const headers: Record<string, string> = {}
  if (fault.retryAfter !== undefined) headers["Retry-After"] = String(fault.retryAfter)
  const error = status === 429 ? "Rate limit exceeded" : "Internal server error"
  ctx.log(`fault: ${status} before processing`)
  return { status, body: { success: false, error }, headers }
}
