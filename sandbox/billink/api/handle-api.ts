import type { IncomingMessage, ServerResponse } from "node:http"
import { Refusal } from "../../shared/core/refusal"
import { readText } from "../../shared/http/read-body"
import type { Context } from "../core/context"
import { redact } from "../core/redact"
import type { RequestFault } from "../faults/fault-rule"
import { peekAction } from "../v1/xml"
import type { ApiAnswer } from "./api-answer"
import type { Endpoint } from "./api-call"
import type { Exchange } from "./exchange"
import { noteViolation, openExchange } from "./exchange"
import { refuseWithStatus } from "./refuse"
import { findEndpoint } from "./routes"
import { sendWithFault } from "./send-with-fault"

/** One call to the documented API, from the first check to the last byte. */
export async function handleApi(
  ctx: Context,
  req: IncomingMessage,
  res: ServerResponse,
  url: URL
): Promise<void> {
  const exchange = openExchange(ctx, req, url.pathname)
  const { entry } = exchange
  let answer: ApiAnswer
  let fault: RequestFault | undefined
  let endpoint: Endpoint | undefined
  try {
    const text = await readText(req, "1.3")
    entry.body = redact(text, ctx.account)
    entry.action = peekAction(text)
    fault = ctx.faults.takeRequest(entry)
    entry.fault = fault?.kind ?? null
    if (fault?.kind === "drop_before") {
      res.destroy()
      return
    }
    endpoint = findEndpoint(ctx, entry.method, url.pathname)
    answer = fault?.kind === "status" ? faultAnswer(fault) : run(exchange, endpoint, text)
    await ctx.commit()
  } catch (error) {
    answer = failure(exchange, endpoint, error)
  }
  await sendWithFault(exchange, res, answer, fault)
}

function run(exchange: Exchange, endpoint: Endpoint, text: string): ApiAnswer {
  return endpoint.run({
    ctx: exchange.ctx,
    text,
    contentType: exchange.req.headers["content-type"],
    violate: (rule, detail) => noteViolation(exchange, rule, detail),
  })
}

function failure(exchange: Exchange, endpoint: Endpoint | undefined, error: unknown): ApiAnswer {
  const { ctx } = exchange
  if (!(error instanceof Refusal)) {
    ctx.log(
      `unexpected: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`
    )
    return refuseWithStatus(new Refusal(500, "Internal server error"))
  }
  if (error.rule !== undefined) noteViolation(exchange, error.rule, error.message)
  return endpoint ? endpoint.refuse(error, ctx) : refuseWithStatus(error)
}

function faultAnswer(fault: RequestFault): ApiAnswer {
  const status = fault.status ?? 500
  const headers: Record<string, string> = {}
  if (fault.retryAfter !== undefined) headers["Retry-After"] = String(fault.retryAfter)
  const text = status === 429 ? "Too many requests" : "Internal server error"
  return { ...refuseWithStatus(new Refusal(status, text)), headers }
}
