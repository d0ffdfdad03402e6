import { parseArgs } from "node:util"
import { modeOfKey } from "../core/api-key"
import { isHttpUrl } from "../core/settings-patch"
import type { SandboxOptions } from "../options"

export const DEFAULT_PORT = 4010
export const DEFAULT_STATE_FILE = ".wolffpay-sandbox.json"

export const HELP = `Usage: wolffpay-sandbox [options]

A simulated WolffPay API for development and tests. No money moves.

  --port <n>                  port to listen on (${DEFAULT_PORT})
  --host <name>               address to listen on (127.0.0.1)
  --webhook-url <url>         where events are sent, such as http://localhost:9000/hooks/wolffpay
  --webhook-secret <secret>   what they are signed with
  --api-key <key>             wp_test_<hex> or wp_live_<hex>; may be given more than once
  --state-file <file>         keeps everything over a restart (${DEFAULT_STATE_FILE}); "none" for memory only
  --requests-per-minute <n>   calls a minute per API key (100)
  --help                      this text
`

/** A mistake in the arguments, in words for whoever typed them. */
export class ArgumentError extends Error {}

/** The options of a start from the command line, or "help". Throws {@link ArgumentError}. */
export function readArguments(argv: readonly string[]): SandboxOptions | "help" {
  const values = parse(argv)
  if (values.help) return "help"
  const stateFile = values["state-file"] ?? DEFAULT_STATE_FILE
  const options: SandboxOptions = {
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
    stateFile: stateFile === "none" ? undefined : filled("--state-file", stateFile),
  }
  return options
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
        help: { type: "boolean", short: "h" },
      },
    }).values
  } catch (error) {
    throw new ArgumentError(error instanceof Error ? error.message : String(error))
  }
}

function wholeNumber(
  name: string,
  text: string | undefined,
  min: number,
  max: number
): number | undefined {
  if (text === undefined) return undefined
  const value = Number(text)
  if (!/^\d+$/.test(text) || value < min || value > max) {
    throw new ArgumentError(`${name} must be a whole number from ${min} to ${max}, not "${text}".`)
  }
  return value
}

function filled(name: string, text: string | undefined): string | undefined {
  if (text !== undefined && text.trim() === "")
    throw new ArgumentError(`${name} must not be empty.`)
  return text
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
