import { createHash } from "node:crypto"
import type { BillinkSandboxOptions } from "../billink"
import { isSafeUrl } from "../billink/core/urls"
import type { SandboxOptions } from "../wolffpay/options"
import { ArgumentError, filled, wholeNumber } from "./argument-checks"

const DEFAULT_STATE_FILE = ".billink-sandbox.json"

/** The secret part of the webhook address when none was given: the same on every machine, for development only. */
export const DEMO_TOKEN = createHash("sha256").update("billink sandbox demo token").digest("hex")

export interface BillinkValues {
  "webhook-url"?: string
  "state-file"?: string
  "billink-port"?: string
  "billink-webhook-url"?: string
  "billink-webhook-secret"?: string
  "billink-username"?: string
  "billink-id"?: string
  "billink-state-file"?: string
}

/** Billink's options, which follow WolffPay's where they were not given. Throws {@link ArgumentError}. */
export function readBillinkArguments(
  values: BillinkValues,
  wolffpay: SandboxOptions & { port: number }
): BillinkSandboxOptions {
  const asked = wholeNumber("--billink-port", values["billink-port"], 0, 65_535)
  const next = wolffpay.port + 10
  const stateFile =
    filled("--billink-state-file", values["billink-state-file"]) ?? besides(values["state-file"])
  const id = filled("--billink-id", values["billink-id"])
  if (id !== undefined && id.length < 8) {
    throw new ArgumentError("--billink-id must have at least 8 characters.")
  }
  return {
    port: asked ?? (wolffpay.port === 0 || next > 65_535 ? 0 : next),
    host: wolffpay.host,
    username: filled("--billink-username", values["billink-username"]),
    id,
    settings: webhooks(values),
    stateFile: stateFile === "none" ? undefined : stateFile,
  }
}

function webhooks(values: BillinkValues): BillinkSandboxOptions["settings"] {
  const secret = filled("--billink-webhook-secret", values["billink-webhook-secret"])
  const given = values["billink-webhook-url"]
  if (given !== undefined && !isSafeUrl(given)) {
    throw new ArgumentError(
      `--billink-webhook-url must be https, or http on this machine, not "${given}".`
    )
  }
  const base = (given ?? derived(values["webhook-url"]))?.replace(/\/+$/, "")
  if (base === undefined) return secret === undefined ? {} : { webhookSecret: secret }
  const [session, order] = [`${base}/session`, `${base}/order`]
  return secret === undefined
    ? { sessionWebhookUrl: session, orderWebhookUrl: order }
    : { sessionWebhookV3Url: session, orderWebhookV3Url: order, webhookSecret: secret }
}

function derived(wolffpayUrl: string | undefined): string | undefined {
  const match = /^(.*\/hooks\/)wolffpay\/?$/.exec(wolffpayUrl ?? "")
  const url = match ? `${match[1]}billink/${DEMO_TOKEN}` : undefined
  return url !== undefined && isSafeUrl(url) ? url : undefined
}

function besides(stateFile: string | undefined): string {
  if (stateFile === undefined) return DEFAULT_STATE_FILE
  return stateFile === "none" ? stateFile : `${stateFile.replace(/\.json$/, "")}-billink.json`
}
