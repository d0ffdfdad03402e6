import type { IncomingMessage, ServerResponse } from "node:http"
import type { Control } from "../control/control"
import { runControl } from "../control/control-routes"
import type { Context } from "../core/context"
import { remember } from "../core/logs"
import { Refusal } from "../core/refusal"
import { lookAsShopper, payAsShopper } from "../payments/shopper"
import { failureAnswer, sendJson } from "./answer"
import { checkLocal } from "./loopback"
import { parseJsonValue, readText } from "./read-body"

/** A storefront on another port pays from its page, so any origin may: the client secret is the permission. */
const CORS = {
  "Access-Control-Allow-Origin": "*",
  "Access-Control-Allow-Methods": "GET, POST, OPTIONS",
  "Access-Control-Allow-Headers": "Content-Type",
}

/** `/sandbox/pay`: the shopper's side. GET looks an intent up, POST tries to pay it. */
export async function handlePay(
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
  let status = 200
  try {
    sendJson(res, {
      status,
      body: { success: true, data: await pay(ctx, req, url) },
      headers: CORS,
    })
  } catch (error) {
    const answer = failureAnswer(error, ctx.log)
    status = answer.status
    sendJson(res, { ...answer, headers: { ...answer.headers, ...CORS } })
  }
  remember(ctx.state.requests, {
    at: ctx.clock.iso(),
    method: req.method ?? "GET",
    path: url.pathname,
    key: null,
    action: null,
    idempotencyKey: null,
    status,
    replayed: false,
    fault: null,
  })
}

async function pay(ctx: Context, req: IncomingMessage, url: URL): Promise<unknown> {
  if (req.method === "GET") return lookAsShopper(ctx, url.searchParams.get("clientSecret") ?? "")
  if (req.method !== "POST") {
    throw new Refusal(405, "Method not allowed", undefined, { Allow: "GET, POST" })
  }
  const body = parseJsonValue(await readText(req), req.headers["content-type"])
  const view = payAsShopper(ctx, body)
  await ctx.commit()
  return view
}

/** `/sandbox/control/…`: the switchboard, for this machine only. */
export async function handleControl(
  ctx: Context,
  control: Control,
  req: IncomingMessage,
  res: ServerResponse,
  url: URL
): Promise<void> {
  try {
    checkLocal(req.socket.remoteAddress, req.headers)
    const text = await readText(req)
    const body = text === "" ? {} : parseJsonValue(text, req.headers["content-type"])
    const path = url.pathname.slice("/sandbox/control/".length)
    const data = await runControl(control, req.method ?? "GET", path, body)
    sendJson(res, { status: 200, body: { success: true, data: data ?? null } })
  } catch (error) {
    sendJson(res, failureAnswer(error, ctx.log))
  }
}
