import { Refusal } from "../../shared/core/refusal"
import type { Context } from "../core/context"
import type { OptionalCall } from "../core/paths"
import { OPTIONAL_CALLS } from "../core/paths"
import { xmlEndpoints } from "../v1/endpoints"
import { createSession } from "../v2/create-session"
import { credit } from "../v2/credit"
import { onHold, resume, sendMessage } from "../v2/hold"
import { orderInfo } from "../v2/order-info"
import { payment } from "../v2/payment"
import { sessionStatus } from "../v2/session-status"
import { startWorkflow } from "../v2/start-workflow"
import { generateSecret, setWebhook } from "../v2/webhook-registration"
import { webshopSettings } from "../v2/webshop-settings"
import type { Endpoint } from "./api-call"

/** Every path that a document or a plugin proves (2). */
const PROVEN: Readonly<Record<string, Endpoint>> = {
  "/v2/session/create": createSession,
  "/v2/session/status": sessionStatus,
  "/v2/client/invoice/credit": credit,
  "/v2/client/webshop-settings": webshopSettings,
  "/v2/client/webhook-v3/secret/generate": generateSecret,
  "/v2/client/webhook-v3/set": setWebhook("order"),
  "/v2/session/webhook-v3/set": setWebhook("session"),
  ...xmlEndpoints,
}

const OPTIONAL: Readonly<Record<OptionalCall, Endpoint>> = {
  startWorkflow,
  orderInfo,
  payment,
  onHold,
  resume,
  message: sendMessage,
}

/** Finds the endpoint, or refuses with 404 (no such path) or 405: every call is a POST, reads included (1.3). */
export function findEndpoint(ctx: Context, method: string, path: string): Endpoint {
  const known = Object.hasOwn(PROVEN, path) ? PROVEN[path] : undefined
  const name = OPTIONAL_CALLS.find((call) => ctx.paths[call] === path)
  const endpoint = known ?? (name && OPTIONAL[name])
  if (!endpoint) throw new Refusal(404, "Not found", "2")
  if (method !== "POST") throw new Refusal(405, "Method not allowed", "1.3", { Allow: "POST" })
  return endpoint
}
