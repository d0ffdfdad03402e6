import { z } from "@medusajs/framework/zod"
import { BILLINK_BASE_URLS, resolveAdapter } from "../../../clients/billink"
import type { BillinkLimits } from "../billink/build-session"
import { toMinorUnits } from "../money"
import { isAbsent, type OptionReader } from "./reader"
import type { BillinkOptions } from "./types"
import { isPageUrl, isSafeBaseUrl } from "./urls"

/** Environment names of the `billink` section; `medusa-plugin.json` is tested against it. */
export const BILLINK_ENVIRONMENT = {
  username: "BILLINK_USERNAME",
  id: "BILLINK_ID",
  environment: "BILLINK_ENVIRONMENT",
  baseUrl: "BILLINK_BASE_URL",
  webhookToken: "BILLINK_WEBHOOK_TOKEN",
  webhookSecret: "BILLINK_WEBHOOK_SECRET",
  webhookSignatureHeader: "BILLINK_WEBHOOK_SIGNATURE_HEADER",
  webhookTimestampHeader: "BILLINK_WEBHOOK_TIMESTAMP_HEADER",
  webhookSecretEncoding: "BILLINK_WEBHOOK_SECRET_ENCODING",
  storefrontUrl: "BILLINK_STOREFRONT_URL",
  countries: "BILLINK_COUNTRIES",
  logoUrl: "BILLINK_LOGO_URL",
  startWorkflowOnShipment: "BILLINK_START_WORKFLOW_ON_SHIPMENT",
  workflowReminderDays: "BILLINK_WORKFLOW_REMINDER_DAYS",
  requestsPerMinute: "BILLINK_REQUESTS_PER_MINUTE",
  timeoutMs: "BILLINK_TIMEOUT_MS",
} as const

export const BILLINK_KEYS = [
  ...Object.keys(BILLINK_ENVIRONMENT),
  "limits",
  "sessionsPerCartPerMinute",
  "sessionsPerAddressPerMinute",
  "adapter",
]

export const DEFAULT_BILLINK_COUNTRIES: readonly string[] = ["NL", "BE", "DE"]
const MIN_TOKEN_LENGTH = 32

/** Whether anything of Billink is configured at all; a key without a value does not count. */
export function usesBillink(reader: OptionReader, section: Record<string, unknown>): boolean {
  const given = Object.values(section).some((value) => !isAbsent(value))
  return given || Object.entries(BILLINK_ENVIRONMENT).some(([key, name]) => reader.has(key, name))
}

/** The `billink` section, with one sentence per problem in the reader. */
export function parseBillink(reader: OptionReader): BillinkOptions {
  const env = BILLINK_ENVIRONMENT
  reader.unknownKeys(BILLINK_KEYS)

  const username = readCredential(reader, "username")
  const id = readCredential(reader, "id")
  const environment =
    reader.choice("environment", ["production", "staging"] as const, env.environment) ??
    "production"
  const baseUrl = reader.text("baseUrl", env.baseUrl) ?? BILLINK_BASE_URLS[environment]
  if (!isSafeBaseUrl(baseUrl)) {
    reader.problem(
      "baseUrl",
      env.baseUrl,
      "must be an https address (http only for this machine itself), without a user name, a query or a fragment."
    )
  }
  const storefrontUrl = reader.text("storefrontUrl", env.storefrontUrl)
  if (storefrontUrl === undefined) {
    reader.missing("storefrontUrl", env.storefrontUrl)
  } else if (!isPageUrl(storefrontUrl)) {
    reader.problem("storefrontUrl", env.storefrontUrl, "must be an http or https address.")
  }
  const logoUrl = reader.text("logoUrl", env.logoUrl)
  if (logoUrl !== undefined && !(isPageUrl(logoUrl) && logoUrl.startsWith("https:"))) {
    reader.problem("logoUrl", env.logoUrl, "must be an https address.")
  }
  return {
    username,
    id,
    environment,
    baseUrl: baseUrl.replace(/\/+$/, ""),
    webhookTokens: readTokens(reader),
    webhookSecrets: reader.list("webhookSecret", env.webhookSecret) ?? [],
    storefrontUrl: storefrontUrl ?? "",
    logoUrl,
    startWorkflowOnShipment:
      reader.flag("startWorkflowOnShipment", env.startWorkflowOnShipment) ?? true,
    workflowReminderDays:
      reader.integer("workflowReminderDays", { min: 1, max: 365 }, env.workflowReminderDays) ?? 14,
    countries: readCountries(reader),
    limits: readLimits(reader),
    requestsPerMinute:
      reader.integer("requestsPerMinute", { min: 1, max: 1000 }, env.requestsPerMinute) ?? 100,
    sessionsPerCartPerMinute:
      reader.integer("sessionsPerCartPerMinute", { min: 1, max: 1000 }) ?? 5,
    sessionsPerAddressPerMinute:
      reader.integer("sessionsPerAddressPerMinute", { min: 0, max: 10_000 }) ?? 20,
    timeoutMs: reader.integer("timeoutMs", { min: 1, max: 120_000 }, env.timeoutMs) ?? 10_000,
    adapter: readAdapter(reader),
  }
}

function readCredential(reader: OptionReader, key: "username" | "id"): string {
  const value = reader.text(key, BILLINK_ENVIRONMENT[key])
  if (value === undefined) {
    reader.missing(key, BILLINK_ENVIRONMENT[key])
  }
  return value ?? ""
}

/** The values are not repeated: they are what guards the webhooks. */
function readTokens(reader: OptionReader): string[] {
  const envName = BILLINK_ENVIRONMENT.webhookToken
  const tokens = reader.list("webhookToken", envName)
  if (!tokens) {
    reader.missing("webhookToken", envName)
  } else if (!tokens.every((token) => token.length >= MIN_TOKEN_LENGTH)) {
    reader.problem("webhookToken", envName, `must have at least ${MIN_TOKEN_LENGTH} characters.`)
  } else if (!tokens.every((token) => /^[A-Za-z0-9._~-]+$/.test(token))) {
    reader.problem(
      "webhookToken",
      envName,
      "may only hold letters, digits and . _ ~ - because it stands in an address."
    )
  }
  return tokens ?? []
}

function readCountries(reader: OptionReader): string[] {
  const envName = BILLINK_ENVIRONMENT.countries
  const countries = reader.list("countries", envName)?.map((code) => code.toUpperCase())
  const wrong = countries?.find((code) => !DEFAULT_BILLINK_COUNTRIES.includes(code))
  if (wrong !== undefined) {
    const known = DEFAULT_BILLINK_COUNTRIES.join(", ")
    reader.problem("countries", envName, `knows ${known}, not "${wrong}".`)
  }
  return [...new Set(countries ?? DEFAULT_BILLINK_COUNTRIES)]
}

const euros = z
  .union([z.number(), z.string()])
  .refine(
    (value) => /^\d{1,9}(\.\d{1,2})?$/.test(String(value)),
    "must be euros with at most two decimals"
  )
  .transform((value) => toMinorUnits(value))
const range = z
  .strictObject({ min: euros.optional(), max: euros.optional() })
  .refine(
    ({ min, max }) => min === undefined || max === undefined || min <= max,
    "min is above max"
  )
  .transform(({ min, max }) => ({ minCents: min, maxCents: max }))
const limitsSchema = z.record(
  z.string().regex(/^[A-Z]{2}$/, "must be a country code in capitals"),
  z
    .strictObject({ consumer: range.optional(), business: range.optional() })
    .transform(({ consumer, business }) => ({ p: consumer, b: business }))
)

function readLimits(reader: OptionReader): BillinkLimits {
  const parsed = limitsSchema.safeParse(reader.value("limits") ?? {})
  for (const issue of parsed.success ? [] : parsed.error.issues) {
    const place = issue.path.map(String).join(".")
    // zod calls a wrong key only that.
    const what = issue.code === "invalid_key" ? "must be a country code in capitals" : issue.message
    const sentence = what.replace(/\.?$/, ".")
    reader.problem("limits", undefined, place ? `${place}: ${sentence}` : sentence)
  }
  return parsed.success ? parsed.data : {}
}

/** The three webhook settings that have an option of their own are laid over the adapter's. */
function readAdapter(reader: OptionReader): BillinkOptions["adapter"] {
  const env = BILLINK_ENVIRONMENT
  const { adapter, problems } = resolveAdapter(reader.value("adapter"))
  for (const problem of problems) {
    reader.problem("adapter", undefined, `${problem}`)
  }
  const encodings = ["utf8", "base64"] as const
  return {
    ...adapter,
    webhook: {
      ...adapter.webhook,
      signatureHeader:
        readHeader(reader, "webhookSignatureHeader") ?? adapter.webhook.signatureHeader,
      timestampHeader:
        readHeader(reader, "webhookTimestampHeader") ?? adapter.webhook.timestampHeader,
      secretEncoding:
        reader.choice("webhookSecretEncoding", encodings, env.webhookSecretEncoding) ??
        adapter.webhook.secretEncoding,
    },
  }
}

function readHeader(
  reader: OptionReader,
  key: "webhookSignatureHeader" | "webhookTimestampHeader"
): string | undefined {
  const name = reader.text(key, BILLINK_ENVIRONMENT[key])
  if (name !== undefined && !/^[A-Za-z0-9-]+$/.test(name)) {
    reader.problem(key, BILLINK_ENVIRONMENT[key], "must be the name of a header.")
  }
  return name?.toLowerCase()
}
