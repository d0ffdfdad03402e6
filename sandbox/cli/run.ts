import type { BillinkSandbox } from "../billink"
import { startBillinkSandbox } from "../billink"
import { isJsonObject } from "../shared/core/json"
import type { WolffPaySandbox } from "../wolffpay"
import { startWolffPaySandbox } from "../wolffpay"
import { ArgumentError } from "./argument-checks"
import { HELP, readArguments } from "./arguments"
import { billinkGreeting, wolffpayGreeting } from "./greeting"

export interface Terminal {
  out: (text: string) => void
  err: (text: string) => void
}

export interface Running {
  wolffpay: WolffPaySandbox
  billink: BillinkSandbox | undefined
  close(): Promise<void>
}

/** Starts the sandboxes as the arguments say. Gives an exit code when there is nothing to run. */
export async function run(argv: readonly string[], terminal: Terminal): Promise<Running | number> {
  const started: { close(): Promise<void> }[] = []
  const close = async () => {
    await Promise.all(started.map((one) => one.close()))
  }
  try {
    const options = readArguments(argv)
    if (options === "help") {
      terminal.out(HELP)
      return 0
    }
    const log = (line: string) => terminal.err(`${line}\n`)
    const wolffpay = await startWolffPaySandbox({ ...options.wolffpay, log })
    started.push(wolffpay)
    const billink = options.billink && (await startBillinkSandbox({ ...options.billink, log }))
    if (billink) started.push(billink)
    terminal.out(wolffpayGreeting(wolffpay, options.wolffpay.stateFile))
    if (billink) terminal.out(billinkGreeting(billink, options.billink?.stateFile))
    terminal.out("\nCtrl-C stops everything.\n")
    return { wolffpay, billink, close }
  } catch (error) {
    const which = started.length > 0 ? "--billink-" : "--"
    await close()
    terminal.err(`${explain(error, which)}\n`)
    return error instanceof ArgumentError ? 2 : 1
  }
}

/** What went wrong and what to do about it. `prefix` begins the options of the one that did not start. */
function explain(error: unknown, prefix: string): string {
  if (error instanceof ArgumentError) return `${error.message}\nTry wolffpay-sandbox --help.`
  if (!isJsonObject(error)) return String(error)
  const { code, port } = error
  const message = String(error["message"])
  if (code === "EADDRINUSE") {
    return `Port ${String(port)} is taken: another sandbox may be running. Stop it, or choose another with ${prefix}port (0 takes any).`
  }
  if (code === "EACCES") {
    return `Not allowed: ${message}. Choose another ${prefix}port or ${prefix}state-file.`
  }
  if (code === "EADDRNOTAVAIL" || code === "ENOTFOUND") {
    return `This machine cannot listen on that --host: ${message}.`
  }
  return message
}
