import { createContext, runInContext } from "node:vm"
import { browserScript } from "../stripe-js/browser-script"
import type { Started } from "./support"
import { onEnd, start } from "./support"

type Answer = Record<string, unknown>
type Method = (...args: unknown[]) => Promise<Answer>
type Terminal = Record<string, Method> & { getConnectionStatus(): string }

const TOKENS = "/api/v1/terminal/connection-token"
export const READER = { id: "tmr_1", label: "Toonbank" }

/** A browser's page that has loaded the stand-in from the sandbox. */
export function page({ url }: Started) {
  const timers = new Set<NodeJS.Timeout>()
  onEnd(async () => timers.forEach(clearInterval))
  const window: Record<string, unknown> = {
    location: { href: `${url}/kassa` },
    setInterval: (run: () => void, ms: number) => {
      const timer = setInterval(run, ms / 20)
      timers.add(timer)
      return timer
    },
    clearInterval: (timer: NodeJS.Timeout) => clearInterval(timer),
  }
  const document = {
    currentScript: null,
    querySelector: () => ({ src: `${url}/sandbox/stripe-terminal.js` }),
  }
  const context = createContext({ window, document, HTMLScriptElement: Map, URL, fetch })
  runInContext(browserScript("terminal"), context)
  return window["StripeTerminal"] as { create(props: unknown): Terminal }
}

export async function token(sandbox: Started, body: object = {}): Promise<string> {
  const answer = await sandbox.post(TOKENS, body)
  return (answer.body as { data: { secret: string } }).data.secret
}

/** A till that is connected to its reader, and an intent of 12.50 for it. */
export async function till(over: Record<string, unknown> = {}, sandbox?: Started) {
  const started = sandbox ?? (await start({ readers: [READER] }))
  const events: unknown[] = []
  const note = (event: unknown) => events.push(event)
  const terminal = page(started).create({
    onFetchConnectionToken: () => token(started),
    onUnexpectedReaderDisconnect: note,
    ...over,
  })
  const found = await terminal["discoverReaders"]?.()
  const connect = (options?: object) =>
    terminal["connectReader"]?.(
      (found?.["discoveredReaders"] as unknown[] | undefined)?.[0],
      options
    )
  const made = await started.post("/api/v1/payments/terminal", {
    action: "create_intent",
    amount: 1250,
    description: "Sale 1",
    captureMethod: "manual",
  })
  const { id, clientSecret } = (made.body as { data: Record<"id" | "clientSecret", string> }).data
  const call = async (name: string, ...args: unknown[]) => {
    const method = terminal[name]
    if (!method) throw new Error(`The stand-in has no ${name}`)
    return method.apply(terminal, args)
  }
  const collect = async (secret = clientSecret) => {
    const answer = call("collectPaymentMethod", secret)
    const waits = () => started.control.state().readers[0]?.waitingFor
    while (!waits()) await new Promise((resolve) => setTimeout(resolve, 2))
    return { answer }
  }
  const statusOf = () => started.control.payment(id).status
  return {
    sandbox: started,
    terminal,
    found,
    connect,
    id,
    clientSecret,
    call,
    collect,
    statusOf,
    events,
  }
}
