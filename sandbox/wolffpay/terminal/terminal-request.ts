import {
  onlyFields,
  optionalChoice,
  requiredChoice,
  requiredId,
  requiredText,
} from "../../shared/core/fields"
import type { JsonObject } from "../../shared/core/json"
import type { Settings } from "../core/settings"
import { parseMetadata } from "../payments/metadata"
import type { CaptureMethod } from "../payments/payment"
import { CAPTURE_METHODS } from "../payments/payment"
import { parseAmount } from "../payments/payment-request"

/** W20 */
export const TERMINAL_ACTIONS = [
  "create_intent",
  "collect_payment_method",
  "process_payment",
  "collect_and_process",
  "cancel_reader_action",
  "cancel_payment",
  "capture_payment",
] as const

export type ReaderAction = "collect_payment_method" | "process_payment" | "collect_and_process"

export type TerminalRequest =
  | {
      action: "create_intent"
      amount: number
      currency: "eur"
      description: string
      metadata: JsonObject
      captureMethod: CaptureMethod
    }
  | { action: ReaderAction; readerId: string; paymentIntentId: string }
  | { action: "cancel_reader_action"; readerId: string }
  | { action: "cancel_payment" | "capture_payment"; paymentIntentId: string }

export function parseTerminalRequest(body: JsonObject, settings: Settings): TerminalRequest {
  const action = requiredChoice(body, "action", TERMINAL_ACTIONS, "W20")
  switch (action) {
    case "create_intent":
      return parseIntent(body, settings)
    case "cancel_reader_action":
      onlyFields(body, ["action", "readerId"], "W25")
      return { action, readerId: requiredId(body, "readerId", "tmr_", "W25") }
    case "cancel_payment":
    case "capture_payment":
      onlyFields(body, ["action", "paymentIntentId"], "W25")
      return { action, paymentIntentId: requiredId(body, "paymentIntentId", "pi_", "W25") }
    default:
      onlyFields(body, ["action", "readerId", "paymentIntentId"], "W23")
      return {
        action,
        readerId: requiredId(body, "readerId", "tmr_", "W23"),
        paymentIntentId: requiredId(body, "paymentIntentId", "pi_", "W23"),
      }
  }
}

/** W21 */
function parseIntent(body: JsonObject, settings: Settings): TerminalRequest {
  onlyFields(
    body,
    ["action", "amount", "currency", "description", "metadata", "captureMethod"],
    "W21"
  )
  return {
    action: "create_intent",
    amount: parseAmount(body["amount"], "W21"),
    currency: optionalChoice(body, "currency", ["eur"] as const, "W21") ?? "eur",
    description: requiredText(body, "description", 1000, "W21"),
    metadata: parseMetadata(body["metadata"], settings.metadataRules, "W21"),
    captureMethod: optionalChoice(body, "captureMethod", CAPTURE_METHODS, "W21") ?? "automatic",
  }
}
