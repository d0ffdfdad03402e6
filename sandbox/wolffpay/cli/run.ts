import { isJsonObject } from "../core/json"
import type { WolffPaySandbox } from "../index"
import { startWolffPaySandbox } from "../index"
import { ArgumentError, HELP, readArguments } from "./arguments"

export interface Terminal {
  out: (text: string) => void
  err: (text: string) => void
}

/** Starts the sandbox as the arguments say. Gives an exit code when there is nothing to run. */
export async function run(
  argv: readonly string[],
  terminal: Terminal
): Promise<WolffPaySandbox | number> {
  try {
    const options = readArguments(argv)
    if (options === "help") {
      terminal.out(HELP)
      return 0
    }
    const sandbox = await startWolffPaySandbox({
      ...options,
      log: (line) => terminal.err(`${line}\n`),
    })
    terminal.out(greeting(sandbox, options.stateFile))
    return sandbox
  } catch (error) {
    terminal.err(`${explain(error)}\n`)
    return error instanceof ArgumentError ? 2 : 1
  }
}

function greeting(sandbox: WolffPaySandbox, stateFile: string | undefined): string {
  const { webhookUrl } = sandbox.control.state().settings
  const events = webhookUrl ?? "nowhere yet: give --webhook-url, or set it through the switchboard"
  return `WolffPay sandbox: ${sandbox.url} (open it in a browser)
Webhooks go to: ${events}
State: ${stateFile ?? "in memory"}

For your .env:
WOLFFPAY_BASE_URL=${sandbox.url}
WOLFFPAY_API_KEY=${sandbox.apiKey}
WOLFFPAY_WEBHOOK_SECRET=${sandbox.webhookSecret}

Ctrl-C stops it.
`
}

/** What went wrong and what to do about it. */
function explain(error: unknown): string {
  if (error instanceof ArgumentError) return `${error.message}\nTry wolffpay-sandbox --help.`
  if (!isJsonObject(error)) return String(error)
  const { code, port } = error
  const message = String(error["message"])
  if (code === "EADDRINUSE") {
    return `Port ${String(port)} is taken: another sandbox may be running. Stop it, or choose another with --port (0 takes any).`
  }
  if (code === "EACCES") return `Not allowed: ${message}. Choose another --port or --state-file.`
  if (code === "EADDRNOTAVAIL" || code === "ENOTFOUND") {
    return `This machine cannot listen on that --host: ${message}.`
  }
  return message
}
