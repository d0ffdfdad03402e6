import { onlyFields, optionalChoice, requiredText } from "../../shared/core/fields"
import type { JsonObject } from "../../shared/core/json"
import { Refusal } from "../../shared/core/refusal"
import type { Capability, Settings } from "../core/settings"
import { parseMetadata } from "./metadata"
import type { CaptureMethod, Currency, OnlineMethod } from "./payment"
import { CAPTURE_METHODS, CURRENCIES, ONLINE_METHODS } from "./payment"

export const MIN_AMOUNT = 50
export const MAX_AMOUNT = 99_999_999
const DEFAULT_METHODS: readonly OnlineMethod[] = ["card", "ideal", "sepa_debit"]

export interface PaymentRequest {
  amount: number
  currency: Currency
  description: string
  metadata: JsonObject
  paymentMethodTypes: OnlineMethod[]
  captureMethod: CaptureMethod
}

/** W13, and what Stripe behind it would refuse. */
export function parsePaymentRequest(body: JsonObject, settings: Settings): PaymentRequest {
  onlyFields(
    body,
    ["amount", "currency", "description", "metadata", "paymentMethodTypes", "captureMethod"],
    "W13"
  )
  const request = {
    amount: parseAmount(body["amount"], "W13"),
    currency: optionalChoice(body, "currency", CURRENCIES, "W13") ?? "eur",
    description: requiredText(body, "description", 1000, "W13"),
    metadata: parseMetadata(body["metadata"], settings.metadataRules, "W13"),
    paymentMethodTypes: parseMethods(body["paymentMethodTypes"]),
    captureMethod: optionalChoice(body, "captureMethod", CAPTURE_METHODS, "W13") ?? "automatic",
  }
  checkMethods(request, settings)
  return request
}

/** W3: whole cents, as a number. */
export function parseAmount(value: unknown, rule: string): number {
  if (typeof value !== "number" || !Number.isInteger(value)) {
    throw new Refusal(400, "Invalid amount. Must be an integer in cents.", rule)
  }
  if (value < MIN_AMOUNT) {
    throw new Refusal(400, "Invalid amount. Minimum is 50 cents.", rule)
  }
  if (value > MAX_AMOUNT) {
    throw new Refusal(400, `Invalid amount. Maximum is ${MAX_AMOUNT} cents.`, rule)
  }
  return value
}

function parseMethods(value: unknown): OnlineMethod[] {
  if (value === undefined) return [...DEFAULT_METHODS]
  const text = `Invalid paymentMethodTypes. Must be a list of: ${ONLINE_METHODS.join(", ")}.`
  if (!Array.isArray(value) || value.length === 0) throw new Refusal(400, text, "W13")
  const methods = value.map((item: unknown) => {
    const method = ONLINE_METHODS.find((known) => known === item)
    if (!method) throw new Refusal(400, text, "W13")
    return method
  })
  if (new Set(methods).size !== methods.length) {
    throw new Refusal(400, "Invalid paymentMethodTypes. A method is named twice.", "W13")
  }
  return methods
}

/** Stripe allows the other methods in euros only, and cannot hold an amount on them. */
function checkMethods(request: PaymentRequest, settings: Settings): void {
  for (const method of request.paymentMethodTypes) {
    if (!settings.capabilities.includes(capabilityOf(method))) {
      throw new Refusal(400, `Payment method ${method} is not active for this account.`, "W13")
    }
    if (method === "card") continue
    if (request.currency !== "eur") {
      throw new Refusal(400, `Payment method ${method} only supports the currency eur.`, "W13")
    }
    if (request.captureMethod === "manual") {
      throw new Refusal(400, `Payment method ${method} does not support manual capture.`, "W13")
    }
  }
}

export function capabilityOf(method: OnlineMethod): Capability {
  return `${method}_payments`
}
