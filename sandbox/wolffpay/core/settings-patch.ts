import {
  asObject,
  onlyFields,
  optionalChoice,
  optionalFlag,
  optionalInteger,
} from "../../shared/core/fields"
import type { JsonObject } from "../../shared/core/json"
import { Refusal } from "../../shared/core/refusal"
import type { Capability, Settings } from "./settings"
import {
  CAPABILITIES,
  defaultSettings,
  LIST_ORDERS,
  METADATA_RULES,
  REFUND_EVENT_SHAPES,
  REFUND_STATUSES,
  TERMINAL_DECLINES,
} from "./settings"

const RULE = "switchboard"

/** What may be sent to the switchboard; `webhookSecret` is short for a list of one. */
export type SettingsPatch = Partial<Settings> & { webhookSecret?: string }

/** Checks a change of settings and gives only the fields that change. */
export function parseSettingsPatch(input: unknown): Partial<Settings> {
  const body = asObject(input)
  onlyFields(body, [...Object.keys(defaultSettings()), "webhookSecret"], RULE)
  const patch: Partial<Settings> = {
    accountActive: optionalFlag(body, "accountActive"),
    connectConfigured: optionalFlag(body, "connectConfigured"),
    chargesEnabled: optionalFlag(body, "chargesEnabled"),
    terminalEnabled: optionalFlag(body, "terminalEnabled"),
    capabilities: capabilities(body),
    webhookUrl: webhookUrl(body["webhookUrl"]),
    webhookSecrets: webhookSecrets(body),
    webhooksPaused: optionalFlag(body, "webhooksPaused"),
    refundStatus: optionalChoice(body, "refundStatus", REFUND_STATUSES, RULE),
    refundEventShape: optionalChoice(body, "refundEventShape", REFUND_EVENT_SHAPES, RULE),
    listOrder: optionalChoice(body, "listOrder", LIST_ORDERS, RULE),
    retryAfterHeader: optionalFlag(body, "retryAfterHeader"),
    strictIdempotency: optionalFlag(body, "strictIdempotency"),
    metadataRules: optionalChoice(body, "metadataRules", METADATA_RULES, RULE),
    terminalDecline: optionalChoice(body, "terminalDecline", TERMINAL_DECLINES, RULE),
    readerTimeoutMs: optionalInteger(body, "readerTimeoutMs", 1, 86_400_000),
    paymentLatencyMs: optionalInteger(body, "paymentLatencyMs", 0, 2_592_000_000),
    fixedFee: optionalInteger(body, "fixedFee", 0, 100_000),
    percentageFee: percentage(body["percentageFee"]),
  }
  return Object.fromEntries(Object.entries(patch).filter(([, value]) => value !== undefined))
}

function capabilities(body: JsonObject): Capability[] | undefined {
  const value = body["capabilities"]
  if (value === undefined) return undefined
  if (!Array.isArray(value)) throw new Refusal(400, "Invalid capabilities. Must be a list.", RULE)
  if (!value.every((item) => CAPABILITIES.some((known) => known === item))) {
    throw new Refusal(400, `Invalid capabilities. Must be of: ${CAPABILITIES.join(", ")}.`, RULE)
  }
  return CAPABILITIES.filter((known) => value.includes(known))
}

function webhookUrl(value: unknown): string | null | undefined {
  if (value === undefined || value === null) return value
  if (typeof value === "string" && isHttpUrl(value)) return value
  throw new Refusal(400, "Invalid webhookUrl. Must be an http or https address, or null.", RULE)
}

export function isHttpUrl(value: string): boolean {
  if (!URL.canParse(value)) return false
  const { protocol } = new URL(value)
  return protocol === "http:" || protocol === "https:"
}

function webhookSecrets(body: JsonObject): string[] | undefined {
  const value =
    body["webhookSecret"] === undefined ? body["webhookSecrets"] : [body["webhookSecret"]]
  if (value === undefined) return undefined
  if (!Array.isArray(value) || value.length === 0) {
    throw new Refusal(400, "Invalid webhookSecrets. Must be a list with at least one secret.", RULE)
  }
  return value.map((secret: unknown) => {
    if (typeof secret === "string" && secret.length > 0) return secret
    throw new Refusal(400, "Invalid webhook secret. Must be a text.", RULE)
  })
}

function percentage(value: unknown): number | undefined {
  if (value === undefined) return undefined
  if (typeof value === "number" && value >= 0 && value <= 100) return value
  throw new Refusal(400, "Invalid percentageFee. Must be a number from 0 to 100.", RULE)
}
