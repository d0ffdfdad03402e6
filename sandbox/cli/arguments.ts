import { parseArgs } from "node:util"
import type { BillinkSandboxOptions } from "../billink"
import { modeOfKey } from "../wolffpay/core/api-key"
import { isHttpUrl } from "../wolffpay/core/settings-patch"
import type { SandboxOptions } from "../wolffpay/options"
import { ArgumentError, filled, wholeNumber } from "./argument-checks"
import { readBillinkArguments } from "./billink-arguments"

export const DEFAULT_PORT = 4010
export const DEFAULT_STATE_FILE = ".wolffpay-sandbox.json"

/** So that a point of sale can be tried at once; the page /sandbox/readers shows them as devices. */
const READERS = [
  { id: "tmr_demo_toonbank", label: "Toonbank" },
  { id: "tmr_demo_balie", label: "Balie" },
]

export const HELP = `Usage: wolffpay-sandbox [options]

A simulated WolffPay and a simulated Billink for development and tests. No money moves.

  --port <n>                  port to listen on (${DEFAULT_PORT})
  --host <name>               address to listen on (127.0.0.1)
  --webhook-url <url>         where events are sent, such as http://localhost:9000/hooks/wolffpay
  --webhook-secret <secret>   what they are signed with
  --api-key <key>             wp_test_<hex> or wp_live_<hex>; may be given more than once
  --state-file <file>         keeps everything over a restart (${DEFAULT_STATE_FILE}); "none" for memory only
  --requests-per-minute <n>   calls a minute per API key (100)

  --no-billink                WolffPay only
  --billink-port <n>          port of the simulated Billink (${DEFAULT_PORT + 10}, or ten above --port)
  --billink-webhook-url <url> up to and with the token, such as http://localhost:9000/hooks/billink/<token>;
                              when absent, taken from a --webhook-url that ends with /hooks/wolffpay
  --billink-webhook-secret <secret>  sends signed webhooks (v3) in place of unsigned ones
  --billink-username <name>   what Billink is called with
  --billink-id <id>           the same
  --billink-state-file <file> as --state-file (.billink-sandbox.json)

  --help                      this text
`

export interface Arguments {
  wolffpay: SandboxOptions
  /** undefined: only WolffPay. */
  billink: BillinkSandboxOptions | undefined
}

/** The options of a start from the command line, or "help". Throws {@link ArgumentError}. */
export function readArguments(argv: readonly string[]): Arguments | "help" {
  const values = parse(argv)
  if (values.help) return "help"
  const stateFile = values["state-file"] ?? DEFAULT_STATE_FILE
  const wolffpay: SandboxOptions = {
    port: wholeNumber("--port", values.port, 0, 65_535) ?? DEFAULT_PORT,
    requestsPerMinute: wholeNumber(
      "--requests-per-minute",
      values["requests-per-minute"],
      1,
      1_000_000
    ),
    host: filled("--host", values.host),
    webhookUrl: webhookUrl(values["webhook-url"]),
    webhookSecret: filled("--webhook-secret", values["webhook-secret"]),
    apiKeys: values["api-key"]?.map(apiKey),
    readers: READERS,
    stateFile: stateFile === "none" ? undefined : filled("--state-file", stateFile),
  }
  const billink = values["no-billink"]
    ? undefined
    : readBillinkArguments(values, { ...wolffpay, port: wolffpay.port ?? DEFAULT_PORT })
  return { wolffpay, billink }
}

function parse(argv: readonly string[]) {
  const text = { type: "string" } as const
  try {
    return parseArgs({
      args: [...argv],
      options: {
        port: text,
        host: text,
        "webhook-url": text,
        "webhook-secret": text,
        "api-key": { type: "string", multiple: true },
        "state-file": text,
        "requests-per-minute": text,
        "no-billink": { type: "boolean" },
        "billink-port": text,
        "billink-webhook-url": text,
        "billink-webhook-secret": text,
        "billink-username": text,
        "billink-id": text,
        "billink-state-file": text,
        help: { type: "boolean", short: "h" },
      },
    }).values
  } catch (error) {
    throw new ArgumentError(error instanceof Error ? error.message : String(error))
  }
}

function webhookUrl(text: string | undefined): string | undefined {
  if (text !== undefined && !isHttpUrl(text)) {
    throw new ArgumentError(`--webhook-url must be an http or https address, not "${text}".`)
  }
  return text
}

function apiKey(text: string): string {
  if (modeOfKey(text) === undefined) {
    throw new ArgumentError(
      "--api-key must be wp_test_ or wp_live_ with 8 to 128 characters 0-9 a-f."
    )
  }
  return text
}
