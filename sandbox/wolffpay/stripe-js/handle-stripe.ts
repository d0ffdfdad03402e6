import type { IncomingMessage, ServerResponse } from "node:http"
import type { Context } from "../core/context"
import { isJsonObject } from "../../shared/core/json"
import { remember } from "../core/logs"
import { Refusal } from "../../shared/core/refusal"
import { failureAnswer, sendJson, sendText } from "../../shared/http/answer"
import { parseJsonBody, readText } from "../../shared/http/read-body"
import { browserScript } from "./browser-script"
import { handleBank } from "./handle-bank"
import { handleElement } from "./handle-element"
import { originOf } from "./origin"
import { runTerminalCall } from "../stripe-terminal/terminal-calls"
import { runStripeCall } from "./stripe-calls"
import { StripeRefusal } from "./stripe-error"

/** What the stand-ins call, by where they call it. */
const CALLS = { "/sandbox/stripe/": runStripeCall, "/sandbox/stripe-terminal/": runTerminalCall }
const SCRIPTS: Readonly<Record<string, string>> = {
  "/sandbox/stripe.js": "stripe",
  "/sandbox/stripe-terminal.js": "terminal",
}

const CORS = {
  "Access-Control-Allow-Origin": "*",
  "Access-Control-Allow-Methods": "POST, OPTIONS",
  "Access-Control-Allow-Headers": "Content-Type",
  "Access-Control-Max-Age": "600",
}

export function isStripePath(path: string): boolean {
  return (
    path in SCRIPTS ||
    path === "/sandbox/bank" ||
    callOf(path) !== undefined ||
    path.startsWith("/sandbox/elements/")
  )
}

function callOf(path: string) {
  for (const [prefix, run] of Object.entries(CALLS)) {
    if (path.startsWith(prefix)) return { name: path.slice(prefix.length), run }
  }
  return undefined
}

/** The stand-ins for Stripe.js and Stripe Terminal: their scripts, what they call, and the pages that are shown. */
export async function handleStripe(
  ctx: Context,
  req: IncomingMessage,
  res: ServerResponse,
  url: URL
): Promise<void> {
  try {
    const script = SCRIPTS[url.pathname]
    if (script !== undefined) return sendScript(script, req, res)
    if (url.pathname === "/sandbox/bank") return await handleBank(ctx, req, res, url)
    if (callOf(url.pathname)) return await handleCall(ctx, req, res, url)
    return await handleElement(ctx, req, res, url)
  } catch (error) {
    sendJson(res, failureAnswer(error, ctx.log))
  }
}

/** Any page may load it, as it may load Stripe's. */
function sendScript(entry: string, req: IncomingMessage, res: ServerResponse): void {
  if (req.method !== "GET" && req.method !== "HEAD") {
    throw new Refusal(405, "Method not allowed", undefined, { Allow: "GET" })
  }
  sendText(res, 200, browserScript(entry), {
    "Content-Type": "text/javascript; charset=utf-8",
    "Cache-Control": "public, max-age=300",
    "Access-Control-Allow-Origin": "*",
    "Cross-Origin-Resource-Policy": "cross-origin",
  })
}

async function handleCall(
  ctx: Context,
  req: IncomingMessage,
  res: ServerResponse,
  url: URL
): Promise<void> {
  if (req.method === "OPTIONS") {
    res.writeHead(204, CORS)
    res.end()
    return
  }
  const { status, body } = await answerCall(ctx, req, url)
  sendJson(res, { status, body, headers: CORS })
  remember(ctx.state.requests, {
    at: ctx.clock.iso(),
    method: req.method ?? "GET",
    path: url.pathname.slice(0, 100),
    key: null,
    action: null,
    idempotencyKey: null,
    status,
    replayed: false,
    fault: null,
  })
}

async function answerCall(
  ctx: Context,
  req: IncomingMessage,
  url: URL
): Promise<{ status: number; body: unknown }> {
  const path = url.pathname.slice(0, 100)
  try {
    if (req.method !== "POST") throw new Refusal(405, "Method not allowed")
    const body = parseJsonBody(await readText(req), req.headers["content-type"])
    const call = callOf(url.pathname)
    if (!call) throw new Refusal(404, "Not found")
    const result = await call.run(ctx, call.name, body, originOf(req))
    await ctx.commit()
    return { status: 200, body: result }
  } catch (error) {
    if (error instanceof StripeRefusal) {
      await ctx.commit()
      if (error.rule !== undefined) {
        remember(ctx.state.violations, {
          at: ctx.clock.iso(),
          rule: error.rule,
          method: "POST",
          path,
          detail: "Stripe.js was not started with the stripeAccount of the configuration.",
        })
      }
      return { status: error.status, body: { error: error.error } }
    }
    const { status, body } = failureAnswer(error, ctx.log)
    const message = isJsonObject(body) ? String(body["error"]) : ""
    return { status, body: { error: { type: "api_error", message } } }
  }
}
