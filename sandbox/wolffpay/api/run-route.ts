import { sha256 } from "../core/api-key"
import type { JsonObject } from "../../shared/core/json"
import { canonicalJson } from "../../shared/core/json"
import { Refusal } from "../../shared/core/refusal"
import type { Answer } from "../../shared/http/answer"
import { refusalAnswer } from "../../shared/http/answer"
import { parseJsonBody } from "../../shared/http/read-body"
import type { ApiCall } from "./api-call"
import type { Caller } from "./authenticate"
import type { Exchange } from "./exchange"
import { noteViolation } from "./exchange"
import type { Route } from "./routes"
import { checkQuery, findRoute } from "./routes"

const KEY_MIN = 8
const KEY_MAX = 255

/** Finds the endpoint and answers the call: a GET directly, a POST under its idempotency key. */
export async function runRoute(exchange: Exchange, caller: Caller, text: string): Promise<Answer> {
  const { ctx, path, query } = exchange
  const { settings } = ctx.state
  if (!settings.accountActive) throw new Refusal(403, "Account is inactive")
  const { route, id } = findRoute(exchange.entry.method, path)
  if (route.needsConnect && !settings.connectConfigured) {
    throw new Refusal(400, "Stripe Connect not configured")
  }
  checkQuery(route, query)
  const call: ApiCall = { ctx, account: caller.account, id, query, body: {} }
  if (route.method === "GET") return execute(exchange, route, call)

  const key = idempotencyKey(exchange)
  call.body = readBody(exchange, route, text)
  return underKey(exchange, route, call, { key, caller })
}

async function underKey(
  exchange: Exchange,
  route: Route,
  call: ApiCall,
  { key, caller }: { key: string; caller: Caller }
): Promise<Answer> {
  const { ctx, path, entry } = exchange
  const asked = {
    // The documents say "per endpoint" and not whether two payments are two endpoints.
    // The wider reading shows a client that reuses a key where it may not.
    scope: `${caller.fingerprint} POST ${route.pattern}`,
    key,
    request: sha256(`${path}\n${canonicalJson(call.body)}`),
  }
  const kept = await ctx.idempotency.run(asked, () => execute(exchange, route, call))
  await ctx.commit()
  if (kept.otherRequest && ctx.state.settings.strictIdempotency) {
    noteViolation(exchange, "W9", `Idempotency-Key ${key} was first used for another request.`)
  }
  if (!kept.replayed) return kept.answer
  entry.replayed = true
  return { ...kept.answer, headers: { ...kept.answer.headers, "Idempotent-Replayed": "true" } }
}

/** The refusals of an endpoint are its answers: they are kept under the key like the successes. */
async function execute(exchange: Exchange, route: Route, call: ApiCall): Promise<Answer> {
  try {
    const reply = await route.handler(call)
    return { status: 200, body: { success: true, ...reply } }
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    if (error.rule) noteViolation(exchange, error.rule, error.message)
    return refusalAnswer(error)
  }
}

/** W8 */
function idempotencyKey({ req }: Exchange): string {
  const given = req.headersDistinct["idempotency-key"] ?? []
  const key = given[0]
  if (key === undefined || key === "") {
    throw new Refusal(400, "Idempotency-Key header is required", "W8")
  }
  if (given.length > 1) throw new Refusal(400, "Idempotency-Key header is given twice", "W8")
  if (key.length < KEY_MIN || key.length > KEY_MAX) {
    throw new Refusal(
      400,
      `Invalid Idempotency-Key. Must be ${KEY_MIN} to ${KEY_MAX} characters.`,
      "W8"
    )
  }
  return key
}

function readBody({ req }: Exchange, route: Route, text: string): JsonObject {
  if (text === "" && route.bodyOptional) return {}
  return parseJsonBody(text, req.headers["content-type"])
}
