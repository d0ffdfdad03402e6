import type { IncomingMessage, ServerResponse } from "node:http"
import type { Context } from "../core/context"
import { remember } from "../core/logs"
import { Refusal } from "../../shared/core/refusal"
import { lookAsShopper, payAsShopper } from "../payments/shopper"
import { failureAnswer, sendJson } from "../../shared/http/answer"
import { parseJsonValue, readText } from "../../shared/http/read-body"

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
