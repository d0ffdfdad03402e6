import {
  asObject,
  onlyFields,
  optionalChoice,
  optionalFlag,
  optionalInteger,
  optionalText,
} from "../../shared/core/fields"
import type { JsonObject } from "../../shared/core/json"
import { Refusal } from "../../shared/core/refusal"
import type { Settings } from "./settings"
import {
  CODE_TYPES,
  DECLINE_OUTCOMES,
  defaultSettings,
  EARLY_STATUSES,
  ERROR_BACKENDS,
  EXPIRES_AT_FORMATS,
  SECRET_ENCODINGS,
  SUCCESS_CODES,
} from "./settings"
import { isSafeUrl } from "./urls"

const RULE = "switchboard"
const LONG_MS = 365 * 86_400_000

export type SettingsPatch = Partial<Settings>

/** Checks a change of settings and gives only the fields that change. */
export function parseSettingsPatch(input: unknown): SettingsPatch {
  const body = asObject(input)
  onlyFields(body, Object.keys(defaultSettings()), RULE)
  const patch: SettingsPatch = {
    accountActive: optionalFlag(body, "accountActive"),
    countries: texts(body, "countries", /^[A-Z]{2}$/),
    maximumPrivate: orNull(body, "maximumPrivate", cents),
    maximumBusiness: orNull(body, "maximumBusiness", cents),
    vatRates: orNull(body, "vatRates", (_, name) => texts(body, name, /^\d{1,2}(\.\d{1,2})?$/)),
    itemCodeLength: optionalInteger(body, "itemCodeLength", 1, 10_000),
    extraFields: texts(body, "extraFields", /^[A-Za-z.]{1,100}$/),
    invoicePrefix: matching(body, "invoicePrefix", /^[A-Za-z0-9]{1,10}$/),
    sessionLifetimeMs: optionalInteger(body, "sessionLifetimeMs", 1, LONG_MS),
    statusBeforeOpening: optionalChoice(body, "statusBeforeOpening", EARLY_STATUSES, RULE),
    expiresAtFormat: optionalChoice(body, "expiresAtFormat", EXPIRES_AT_FORMATS, RULE),
    errorBackend: optionalChoice(body, "errorBackend", ERROR_BACKENDS, RULE),
    declineOutcome: optionalChoice(body, "declineOutcome", DECLINE_OUTCOMES, RULE),
    successCode: optionalChoice(body, "successCode", SUCCESS_CODES, RULE),
    codeType: optionalChoice(body, "codeType", CODE_TYPES, RULE),
    workflowDelayMs: optionalInteger(body, "workflowDelayMs", 0, LONG_MS),
    creditBeforeWorkflow: optionalFlag(body, "creditBeforeWorkflow"),
    bankAccountKnown: optionalFlag(body, "bankAccountKnown"),
    invoiceField: matching(body, "invoiceField", /^[A-Za-z]{1,40}$/),
    upperCaseInvoices: optionalFlag(body, "upperCaseInvoices"),
    sessionWebhookUrl: orNull(body, "sessionWebhookUrl", url),
    orderWebhookUrl: orNull(body, "orderWebhookUrl", url),
    sessionWebhookV3Url: orNull(body, "sessionWebhookV3Url", url),
    orderWebhookV3Url: orNull(body, "orderWebhookV3Url", url),
    webhookSecret: orNull(body, "webhookSecret", (_, name) => optionalText(body, name, 200, RULE)),
    webhookSignatureHeader: matching(body, "webhookSignatureHeader", HEADER),
    webhookTimestampHeader: matching(body, "webhookTimestampHeader", HEADER),
    webhookSecretEncoding: optionalChoice(body, "webhookSecretEncoding", SECRET_ENCODINGS, RULE),
    webhooksPaused: optionalFlag(body, "webhooksPaused"),
  }
  return Object.fromEntries(Object.entries(patch).filter(([, value]) => value !== undefined))
}

const HEADER = /^[A-Za-z][A-Za-z0-9-]{0,60}$/

function orNull<T>(
  body: JsonObject,
  name: string,
  read: (body: JsonObject, name: string) => T | undefined
): T | null | undefined {
  return body[name] === null ? null : read(body, name)
}

function cents(body: JsonObject, name: string): number | undefined {
  return optionalInteger(body, name, 1, Number.MAX_SAFE_INTEGER)
}

function url(body: JsonObject, name: string): string | undefined {
  const value = body[name]
  if (value === undefined) return undefined
  if (typeof value === "string" && isSafeUrl(value)) return value
  throw new Refusal(400, `Invalid ${name}. Must be https, or http on this machine.`, RULE)
}

function matching(body: JsonObject, name: string, pattern: RegExp): string | undefined {
  const value = optionalText(body, name, 100, RULE)
  if (value === undefined || pattern.test(value)) return value
  throw new Refusal(400, `Invalid ${name}.`, RULE)
}

function texts(body: JsonObject, name: string, pattern: RegExp): string[] | undefined {
  const value = body[name]
  if (value === undefined) return undefined
  if (!Array.isArray(value)) throw new Refusal(400, `Invalid ${name}. Must be a list.`, RULE)
  return value.map((item: unknown) => {
    if (typeof item === "string" && pattern.test(item)) return item
    throw new Refusal(400, `Invalid ${name}.`, RULE)
  })
}
