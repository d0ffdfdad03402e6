import { DEFAULT_API_KEY, modeOfKey } from "./core/api-key"
import type { RandomBytes } from "./core/ids"
import { isHttpUrl } from "./core/settings-patch"
import { DEFAULT_RETRY_SCHEDULE } from "./webhooks/webhook-queue"

export interface SandboxOptions {
  /** 0, the default, takes any free port. */
  port?: number
  /** 127.0.0.1 by default. */
  host?: string
  /** `wp_test_<hex>` or `wp_live_<hex>`; a fixed demo key by default. */
  apiKeys?: readonly string[]
  /** Where events are sent. Without one they are logged and not sent. */
  webhookUrl?: string
  webhookSecret?: string
  /** Keeps everything over a restart. In memory when absent. */
  stateFile?: string
  /** 100 by default (W7). */
  requestsPerMinute?: number
  /** Milliseconds after the first, second, … failed webhook attempt. */
  retrySchedule?: readonly number[]
  /** Milliseconds since 1970. */
  now?: () => number
  random?: RandomBytes
  /** How long a payment that will succeed stays in `processing`, in milliseconds. */
  paymentLatencyMs?: number
  /** Card readers that are registered from the start, after a reset too. None by default. */
  readers?: readonly { id: string; label: string; locationId?: string }[]
  log?: (line: string) => void
}

export interface CheckedOptions {
  port: number
  host: string
  apiKeys: readonly string[]
  requestsPerMinute: number
  retrySchedule: readonly number[]
}

/** Throws an Error that names the option. */
export function checkOptions(options: SandboxOptions): CheckedOptions {
  const {
    port = 0,
    host = "127.0.0.1",
    requestsPerMinute = 100,
    retrySchedule = DEFAULT_RETRY_SCHEDULE,
  } = options
  const apiKeys = [...new Set(options.apiKeys ?? [DEFAULT_API_KEY])]
  if (!isWhole(port, 0, 65_535)) throw new Error("port must be a whole number from 0 to 65535")
  if (apiKeys.length === 0) throw new Error("apiKeys must have at least one key")
  if (!apiKeys.every(modeOfKey)) {
    throw new Error("an API key must be wp_test_ or wp_live_ with 8 to 128 characters 0-9 a-f")
  }
  if (!isWhole(requestsPerMinute, 1, 1_000_000)) {
    throw new Error("requestsPerMinute must be a whole number from 1")
  }
  if (!retrySchedule.every((ms) => Number.isFinite(ms) && ms >= 0)) {
    throw new Error("retrySchedule must be a list of milliseconds")
  }
  if (options.webhookUrl !== undefined && !isHttpUrl(options.webhookUrl)) {
    throw new Error("webhookUrl must be an http or https address")
  }
  if (!(options.readers ?? []).every(({ id }) => /^tmr_\w{1,90}$/.test(id))) {
    throw new Error("a reader's id must start with tmr_")
  }
  if (options.webhookSecret === "") throw new Error("webhookSecret must not be empty")
  return { port, host, apiKeys, requestsPerMinute, retrySchedule }
}

function isWhole(value: number, min: number, max: number): boolean {
  return Number.isInteger(value) && value >= min && value <= max
}
