import { isJsonObject } from "../../shared/core/json"
import type { Violation } from "../../shared/core/logs"
import { parseJson, rows } from "../../shared/core/rows"
import type { Order } from "../orders/order"
import type { Session } from "../sessions/session"
import type { Delivery } from "../webhooks/delivery"
import type { RequestLogEntry } from "./logs"
import type { Settings } from "./settings"
import { defaultSettings } from "./settings"

/** Everything the sandbox knows. It is plain JSON, because it is what the state file holds. */
export interface State {
  sandbox: "billink"
  version: 1
  clockOffsetMs: number
  sequence: number
  settings: Settings
  sessions: Session[]
  orders: Order[]
  deliveries: Delivery[]
  requests: RequestLogEntry[]
  violations: Violation[]
}

export function emptyState(settings: Settings): State {
  return {
    sandbox: "billink",
    version: 1,
    clockOffsetMs: 0,
    sequence: 0,
    settings,
    sessions: [],
    orders: [],
    deliveries: [],
    requests: [],
    violations: [],
  }
}

/** Reads a state file's text; undefined when it is not one of ours or only half of one. */
export function parseState(text: string): State | undefined {
  const value = parseJson(text)
  if (!isJsonObject(value) || value["sandbox"] !== "billink" || value["version"] !== 1) {
    return undefined
  }
  const ok =
    isJsonObject(value["settings"]) &&
    typeof value["sequence"] === "number" &&
    typeof value["clockOffsetMs"] === "number" &&
    rows(value["sessions"], {
      id: "string",
      invoiceNumber: "string",
      status: "string",
      total: "number",
      expiresAt: "number",
    }) &&
    rows(value["orders"], {
      orderId: "string",
      invoiceNumber: "string",
      total: "number",
      credited: "number",
      paid: "number",
    }) &&
    rows(value["deliveries"], { id: "string", body: "string", state: "string", kind: "string" }) &&
    rows(value["requests"], { method: "string", path: "string" }) &&
    rows(value["violations"], { rule: "string", detail: "string" })
  if (!ok) return undefined
  const state = value as unknown as State
  return { ...state, settings: { ...defaultSettings(), ...state.settings } }
}
