import { Refusal } from "../../shared/core/refusal"
import { actOnPayment, createPayment, getPayment, listPayments } from "../payments/payment-routes"
import { createRefund, listRefunds } from "../refunds/refund-routes"
import { connectionToken, terminalAction } from "../terminal/terminal-routes"
import { account, config } from "./account-routes"
import type { Handler } from "./api-call"

export interface Route {
  method: "GET" | "POST"
  /** The endpoint, as the idempotency key is scoped by it (W9). */
  pattern: string
  handler: Handler
  query: readonly string[]
  /** Refused until the Stripe Connect onboarding is done (W6). */
  needsConnect: boolean
  bodyOptional: boolean
}

const LIST = ["limit", "starting_after"]

/** Every endpoint of the documents and no other. The first that fits counts. */
const ROUTES: readonly Route[] = [
  route("GET", "/api/config", config, { needsConnect: true }),
  route("GET", "/api/v1", account),
  route("POST", "/api/v1/payments", createPayment, { needsConnect: true }),
  route("GET", "/api/v1/payments", listPayments, { query: [...LIST, "test_mode"] }),
  route("POST", "/api/v1/payments/terminal", terminalAction, { needsConnect: true }),
  route("POST", "/api/v1/payments/:id", actOnPayment, { needsConnect: true }),
  route("GET", "/api/v1/payments/:id", getPayment),
  route("POST", "/api/v1/terminal/connection-token", connectionToken, {
    needsConnect: true,
    bodyOptional: true,
  }),
  route("POST", "/api/v1/refunds", createRefund, { needsConnect: true }),
  route("GET", "/api/v1/refunds", listRefunds, { query: [...LIST, "paymentIntentId"] }),
]

function route(
  method: Route["method"],
  pattern: string,
  handler: Handler,
  more: Partial<Route> = {}
): Route {
  return { method, pattern, handler, query: [], needsConnect: false, bodyOptional: false, ...more }
}

/** Finds the endpoint, or refuses with 404 (no such path) or 405 (no such method there). */
export function findRoute(method: string, path: string): { route: Route; id: string } {
  const fitting = ROUTES.map((one) => ({ route: one, id: match(one.pattern, path) })).filter(
    (one): one is { route: Route; id: string } => one.id !== undefined
  )
  const exact = fitting.filter((one) => !one.route.pattern.endsWith(":id"))
  const candidates = exact.length > 0 ? exact : fitting
  if (candidates.length === 0) throw new Refusal(404, "Not found", "W1")
  const found = candidates.find((one) => one.route.method === method)
  if (found) return found
  const allow = candidates.map((one) => one.route.method).join(", ")
  throw new Refusal(405, "Method not allowed", "W1", { Allow: allow })
}

/** The variable part of the path, "" when the pattern has none, undefined when it does not fit. */
function match(pattern: string, path: string): string | undefined {
  if (!pattern.endsWith(":id")) return pattern === path ? "" : undefined
  const prefix = pattern.slice(0, -":id".length)
  const rest = path.startsWith(prefix) ? path.slice(prefix.length) : ""
  return /^[A-Za-z0-9_-]{1,100}$/.test(rest) ? rest : undefined
}

/** A parameter that the documents do not know would be ignored by the real API: here it is refused. */
export function checkQuery(route: Route, query: URLSearchParams): void {
  for (const name of query.keys()) {
    if (!route.query.includes(name)) {
      throw new Refusal(400, `Unknown query parameter: ${name.slice(0, 60)}.`, "W15")
    }
    if (query.getAll(name).length > 1) {
      throw new Refusal(400, `Query parameter ${name.slice(0, 60)} is given twice.`, "W15")
    }
  }
}
