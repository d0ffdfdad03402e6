import { OptionReader } from "./reader"
import {
  PAYMENT_METHOD_TYPES,
  type PaymentMethodType,
  type PluginOptions,
  type WolffPayOptions,
} from "./types"

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

/**
 * Options and environment → what the plugin runs on, or one sentence per problem. Pure.
 * `listed` says that the WolffPay provider stands in the payment module's configuration, so that it has to be configured.
 */
export function parseOptions(
  input: Record<string, unknown>,
  env: Environment,
  listed = false
): { options: PluginOptions; problems: string[] } {
  const problems: string[] = []
  const top = new OptionReader("", input, env)
  const publicUrl =
    top.text("publicUrl", "WOLFFPAY_PUBLIC_URL") ?? (env.MEDUSA_BACKEND_URL?.trim() || undefined)
  if (publicUrl !== undefined && !isWebUrl(publicUrl)) {
    top.problem(
      "publicUrl",
      "WOLFFPAY_PUBLIC_URL",
      `must be an http or https address, not "${publicUrl}".`
    )
  }
  problems.push(...top.problems)

  const section = input.wolffpay
  if (section !== undefined && section !== null && !isRecord(section)) {
    problems.push("wolffpay must be an object of options.")
    return { options: { publicUrl, wolffpay: undefined }, problems }
  }
  const reader = new OptionReader("wolffpay", section ?? {}, env)
  const used =
    listed ||
    Object.keys(section ?? {}).length > 0 ||
    reader.has("apiKey", WOLFFPAY_ENVIRONMENT.apiKey)
  const wolffpay = used ? parseWolffPay(reader) : undefined
  problems.push(...reader.problems)
  return { options: { publicUrl, wolffpay }, problems }
}

function parseWolffPay(reader: OptionReader): WolffPayOptions | undefined {
  const env = WOLFFPAY_ENVIRONMENT
  reader.unknownKeys(WOLFFPAY_KEYS)

  const apiKey = reader.text("apiKey", env.apiKey)
  if (apiKey === undefined) {
    reader.problem("apiKey", env.apiKey, "is required.")
  } else if (!/^wp_(live|test)_[A-Za-z0-9_-]+$/.test(apiKey)) {
    // The value is not repeated: it may be a key of another service.
    reader.problem("apiKey", env.apiKey, "must start with wp_live_ or wp_test_ and hold no spaces.")
  }
  const webhookSecrets = reader.list("webhookSecret", env.webhookSecret)
  if (!webhookSecrets) {
    reader.problem("webhookSecret", env.webhookSecret, "is required.")
  }
  const baseUrl = reader.text("baseUrl", env.baseUrl) ?? DEFAULT_BASE_URL
  if (!isSafeBaseUrl(baseUrl)) {
    reader.problem(
      "baseUrl",
      env.baseUrl,
      "must be an https address (http only for this machine itself), without a user name, a query or a fragment."
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

function isSafeBaseUrl(text: string): boolean {
  const url = toUrl(text)
  if (!url || url.username || url.password || url.search || url.hash) {
    return false
  }
  return url.protocol === "https:" || (url.protocol === "http:" && isLoopback(url.hostname))
}

function isLoopback(hostname: string): boolean {
  return hostname === "localhost" || hostname === "[::1]" || /^127(\.\d{1,3}){3}$/.test(hostname)
}

function isWebUrl(text: string): boolean {
  return ["http:", "https:"].includes(toUrl(text)?.protocol ?? "")
}

function toUrl(text: string): URL | undefined {
  return URL.canParse(text) ? new URL(text) : undefined
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value)
}
