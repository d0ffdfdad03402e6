import { parseBillink, usesBillink } from "./parse-billink"
import { OptionReader } from "./reader"
import {
  PAYMENT_METHOD_TYPES,
  type PaymentMethodType,
  type PluginOptions,
  type WolffPayOptions,
} from "./types"
import { isSafeBaseUrl, isWebUrl } from "./urls"

const DEFAULT_BASE_URL = "https://api.bywolff.dev"
const DEFAULT_DESCRIPTION = "Payment {session_id}"
const DELAYED_METHODS: readonly PaymentMethodType[] = ["sepa_debit", "sofort"]
const PLACEHOLDERS = ["session_id", "cart_id"]

/** Environment names of the `wolffpay` section; `medusa-plugin.json` is tested against it. */
export const WOLFFPAY_ENVIRONMENT = {
  apiKey: "WOLFFPAY_API_KEY",
  webhookSecret: "WOLFFPAY_WEBHOOK_SECRET",
  baseUrl: "WOLFFPAY_BASE_URL",
  captureMethod: "WOLFFPAY_CAPTURE_METHOD",
  paymentMethodTypes: "WOLFFPAY_PAYMENT_METHOD_TYPES",
  orderOnProcessing: "WOLFFPAY_ORDER_ON_PROCESSING",
  requestsPerMinute: "WOLFFPAY_REQUESTS_PER_MINUTE",
  timeoutMs: "WOLFFPAY_TIMEOUT_MS",
} as const

const WOLFFPAY_KEYS = [
  ...Object.keys(WOLFFPAY_ENVIRONMENT),
  "description",
  "intentsPerCartPerMinute",
  "intentsPerAddressPerMinute",
  "refundOrphanedPayments",
]

type Environment = Record<string, string | undefined>

/** Which of our providers stand in the payment module's configuration, so that they have to be configured. */
export type ListedProviders = { wolffpay?: boolean; billink?: boolean }

/**
 * Options and environment → what the plugin runs on, or one sentence per problem. Pure.
 * `listed` as a boolean speaks of the WolffPay provider.
 */
export function parseOptions(
  input: Record<string, unknown>,
  env: Environment,
  listed: boolean | ListedProviders = false
): { options: PluginOptions; problems: string[] } {
  const providers = typeof listed === "boolean" ? { wolffpay: listed } : listed
  const problems: string[] = []
  const top = new OptionReader("", input, env)
  const ownUrl = top.text("publicUrl", "WOLFFPAY_PUBLIC_URL")
  if (ownUrl !== undefined && !isWebUrl(ownUrl)) {
    top.problem(
      "publicUrl",
      "WOLFFPAY_PUBLIC_URL",
      `must be an http or https address, not "${ownUrl}".`
    )
  }
  const publicUrl = ownUrl ?? usableBackendUrl(env)

  const section = sectionOf(input, "wolffpay", problems)
  const reader = new OptionReader("wolffpay", section ?? {}, env)
  const used =
    (providers.wolffpay && section !== undefined) ||
    Object.keys(section ?? {}).length > 0 ||
    (section !== undefined && reader.has("apiKey", WOLFFPAY_ENVIRONMENT.apiKey))
  const wolffpay = used ? parseWolffPay(reader) : undefined

  const billinkSection = sectionOf(input, "billink", problems)
  const billinkReader = new OptionReader("billink", billinkSection ?? {}, env)
  const usedBillink =
    billinkSection !== undefined &&
    (providers.billink || usesBillink(billinkReader, billinkSection))
  const billink = usedBillink ? parseBillink(billinkReader) : undefined
  if (billink && publicUrl === undefined) {
    const backendUrl = env.MEDUSA_BACKEND_URL?.trim()
    top.problem(
      "publicUrl",
      "WOLFFPAY_PUBLIC_URL",
      backendUrl
        ? `is required for Billink: MEDUSA_BACKEND_URL stands in for it, but "${backendUrl}" is not an http or https address.`
        : "is required for Billink."
    )
  }
  return {
    options: { publicUrl, wolffpay, billink },
    problems: [...top.problems, ...problems, ...reader.problems, ...billinkReader.problems],
  }
}

/** The section's values, empty when it is not given; undefined when it is no section, which is told. */
function sectionOf(
  input: Record<string, unknown>,
  name: string,
  problems: string[]
): Record<string, unknown> | undefined {
  const section = input[name] ?? {}
  if (!isRecord(section)) {
    problems.push(`${name} must be an object of options.`)
    return undefined
  }
  return section
}

function parseWolffPay(reader: OptionReader): WolffPayOptions | undefined {
  const env = WOLFFPAY_ENVIRONMENT
  reader.unknownKeys(WOLFFPAY_KEYS)

  const apiKey = reader.text("apiKey", env.apiKey)
  if (apiKey === undefined) {
    reader.missing("apiKey", env.apiKey)
  } else if (!/^wp_(live|test)_[A-Za-z0-9_-]+$/.test(apiKey)) {
    // The value is not repeated: it may be a key of another service.
    reader.problem("apiKey", env.apiKey, "must start with wp_live_ or wp_test_ and hold no spaces.")
  }
  const webhookSecrets = reader.list("webhookSecret", env.webhookSecret)
  if (!webhookSecrets) {
    reader.missing("webhookSecret", env.webhookSecret)
  }
  const baseUrl = reader.text("baseUrl", env.baseUrl) ?? DEFAULT_BASE_URL
  if (!isSafeBaseUrl(baseUrl)) {
    reader.problem(
      "baseUrl",
      env.baseUrl,
      "must be an https address (http only for this machine itself), without a user name, a query or a fragment."
    )
  } else if (/\/api\/v1\/*$/.test(new URL(baseUrl).pathname)) {
    reader.problem(
      "baseUrl",
      env.baseUrl,
      "must be without /api/v1: the plugin adds that itself (W1)."
    )
  }
  const captureMethod =
    reader.choice("captureMethod", ["automatic", "manual"] as const, env.captureMethod) ??
    "automatic"
  const paymentMethodTypes = readMethods(reader)
  if (captureMethod === "manual" && paymentMethodTypes?.some((type) => type !== "card")) {
    reader.problem(
      "paymentMethodTypes",
      env.paymentMethodTypes,
      'may only hold card while captureMethod is "manual": the other methods cannot be captured later.'
    )
  }
  const description = reader.text("description") ?? DEFAULT_DESCRIPTION
  for (const [, name] of description.matchAll(/\{([^}]*)\}/g)) {
    if (!PLACEHOLDERS.includes(name ?? "")) {
      reader.problem("description", undefined, `knows {session_id} and {cart_id}, not {${name}}.`)
    }
  }
  return {
    apiKey: apiKey ?? "",
    webhookSecrets: webhookSecrets ?? [],
    baseUrl: baseUrl.replace(/\/+$/, ""),
    captureMethod,
    paymentMethodTypes,
    description,
    orderOnProcessing:
      reader.flag("orderOnProcessing", env.orderOnProcessing) ??
      (paymentMethodTypes ?? []).some((type) => DELAYED_METHODS.includes(type)),
    requestsPerMinute:
      reader.integer("requestsPerMinute", { min: 1, max: 1000 }, env.requestsPerMinute) ?? 100,
    timeoutMs: reader.integer("timeoutMs", { min: 1, max: 120_000 }, env.timeoutMs) ?? 10_000,
    intentsPerCartPerMinute: reader.integer("intentsPerCartPerMinute", { min: 1, max: 1000 }) ?? 5,
    intentsPerAddressPerMinute:
      reader.integer("intentsPerAddressPerMinute", { min: 0, max: 10_000 }) ?? 20,
    refundOrphanedPayments: reader.flag("refundOrphanedPayments") ?? false,
  }
}

function readMethods(reader: OptionReader): PaymentMethodType[] | undefined {
  const key = "paymentMethodTypes"
  const envName = WOLFFPAY_ENVIRONMENT.paymentMethodTypes
  const names = reader.list(key, envName)
  if (!names) {
    return undefined
  }
  const known: PaymentMethodType[] = []
  for (const name of new Set(names)) {
    const type = PAYMENT_METHOD_TYPES.find((candidate) => candidate === name)
    if (type) {
      known.push(type)
    } else {
      reader.problem(key, envName, `knows ${PAYMENT_METHOD_TYPES.join(", ")}, not "${name}".`)
    }
  }
  return known
}

/**
 * Medusa's own setting, when it can serve as the public address. It is not ours to judge: only what needs an address and
 * finds none says so.
 */
function usableBackendUrl(env: Environment): string | undefined {
  const url = env.MEDUSA_BACKEND_URL?.trim()
  return url && isWebUrl(url) ? url : undefined
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value)
}
