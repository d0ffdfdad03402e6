import type { Payment } from "../payments/payment"
import type { Refund } from "../refunds/refund"
import type { Reader } from "../terminal/reader"
import { newReader } from "../terminal/reader"
import type { Delivery } from "../webhooks/delivery"
import { parseJson, rows } from "../../shared/core/rows"
import { isJsonObject } from "../../shared/core/json"
import type { RequestLogEntry, Violation } from "./logs"
import type { Settings } from "./settings"
import { defaultSettings } from "./settings"

export interface IdempotencyRecord {
  /** Hash of API key, endpoint and idempotency key. */
  id: string
  /** Milliseconds of the sandbox's clock. */
  at: number
  /** Hash of path and body of the first request. */
  request: string
  status: number
  body: unknown
}

/** Everything the sandbox knows. It is plain JSON, because it is what the state file holds. */
export interface State {
  version: 1
  clockOffsetMs: number
  sequence: number
  settings: Settings
  payments: Payment[]
  refunds: Refund[]
  readers: Reader[]
  deliveries: Delivery[]
  idempotency: IdempotencyRecord[]
  requests: RequestLogEntry[]
  violations: Violation[]
}

export function emptyState(settings: Settings): State {
  return {
    version: 1,
    clockOffsetMs: 0,
    sequence: 0,
    settings,
    payments: [],
    refunds: [],
    readers: [],
    deliveries: [],
    idempotency: [],
    requests: [],
    violations: [],
  }
}

/** Reads a state file's text; undefined when it is not one of ours or only half of one. */
export function parseState(text: string): State | undefined {
  const value = parseJson(text)
  if (!isJsonObject(value) || value["version"] !== 1 || !isJsonObject(value["settings"])) {
    return undefined
  }
  const rowsOk =
    rows(value["payments"], {
      id: "string",
      documentId: "string",
      amount: "number",
      status: "string",
      clientSecret: "string",
    }) &&
    rows(value["refunds"], {
      id: "string",
      paymentIntentId: "string",
      amount: "number",
      status: "string",
    }) &&
    rows(value["readers"], { id: "string" }) &&
    rows(value["deliveries"], { id: "string", body: "string", state: "string" }) &&
    rows(value["idempotency"], {
      id: "string",
      at: "number",
      request: "string",
      status: "number",
    }) &&
    rows(value["requests"], { method: "string", path: "string" }) &&
    rows(value["violations"], { rule: "string", detail: "string" })
  const countersOk =
    typeof value["sequence"] === "number" && typeof value["clockOffsetMs"] === "number"
  if (!rowsOk || !countersOk) return undefined
  const state = value as unknown as State
  return {
    ...state,
    settings: { ...defaultSettings(), ...state.settings },
    readers: state.readers.map((reader) => ({ ...newReader(reader.id), ...reader })),
  }
}
