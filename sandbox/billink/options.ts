import type { Account } from "./core/account"
import { DEFAULT_ACCOUNT } from "./core/account"
import type { RandomBytes } from "./core/ids"
import type { Paths } from "./core/paths"
import { OPTIONAL_CALLS } from "./core/paths"
import type { SettingsPatch } from "./core/settings-patch"
import { parseSettingsPatch } from "./core/settings-patch"
import { DEFAULT_RETRY_SCHEDULE } from "./webhooks/webhook-queue"

export interface BillinkSandboxOptions {
  /** 0, the default, takes any free port. */
  port?: number
  /** 127.0.0.1 by default. */
  host?: string
  /** What the merchant calls with; a fixed demo account by default. */
  username?: string
  id?: string
  /** What Billink's support would set up, such as webhook addresses. What is absent stays as it was. */
  settings?: SettingsPatch
  /** v2 paths that no document names, such as `{ startWorkflow: "/v2/client/start-workflow" }`. */
  paths?: Paths
  /** Where shoppers reach the hosted page; the server's own address by default. */
  publicUrl?: string
  /** Keeps everything over a restart. In memory when absent. */
  stateFile?: string
  /** Milliseconds after the first, second, third failed webhook attempt: 5, 10 and 15 s by default (3.3). */
  retrySchedule?: readonly number[]
  /** Milliseconds since 1970. */
  now?: () => number
  random?: RandomBytes
  log?: (line: string) => void
}

export interface CheckedOptions {
  port: number
  host: string
  account: Account
  settings: SettingsPatch
  paths: Paths
  publicUrl: string | undefined
  retrySchedule: readonly number[]
}

/** Throws an Error that names the option. */
export function checkOptions(options: BillinkSandboxOptions): CheckedOptions {
  const {
    port = 0,
    host = "127.0.0.1",
    retrySchedule = DEFAULT_RETRY_SCHEDULE,
    paths = {},
  } = options
  const account = {
    username: options.username ?? DEFAULT_ACCOUNT.username,
    id: options.id ?? DEFAULT_ACCOUNT.id,
  }
  if (!Number.isInteger(port) || port < 0 || port > 65_535) {
    throw new Error("port must be a whole number from 0 to 65535")
  }
  if (account.username.trim() === "") throw new Error("username must not be empty")
  if (account.id.length < 8) throw new Error("id must have at least 8 characters")
  if (!retrySchedule.every((ms) => Number.isFinite(ms) && ms >= 0)) {
    throw new Error("retrySchedule must be a list of milliseconds")
  }
  for (const [name, path] of Object.entries(paths)) {
    if (!OPTIONAL_CALLS.some((call) => call === name)) throw new Error(`paths.${name} is unknown`)
    if (!/^\/v2\/[A-Za-z0-9/_-]+$/.test(path)) throw new Error(`paths.${name} must be below /v2/`)
  }
  return {
    port,
    host,
    account,
    settings: parseSettingsPatch(options.settings ?? {}),
    paths,
    publicUrl: options.publicUrl?.replace(/\/+$/, ""),
    retrySchedule,
  }
}
