/// <reference lib="dom" />
import type { TerminalCallbacks } from "./terminal-object"
import { Terminal } from "./terminal-object"
import { isRecord } from "./types"

// Known only while the script runs: where it came from is where the sandbox is.
const running = document.currentScript
const found = document.querySelector<HTMLScriptElement>(
  'script[src*="/sandbox/stripe-terminal.js"]'
)
const source = running instanceof HTMLScriptElement ? running.src : found?.src
const { origin } = new URL(source ?? "", window.location.href)

function isCallback(value: unknown): value is (event: unknown) => void {
  return typeof value === "function"
}

const StripeTerminal = {
  isStandIn: true,
  ConnectionStatus: {
    CONNECTING: "connecting",
    CONNECTED: "connected",
    NOT_CONNECTED: "not_connected",
  },
  PaymentStatus: {
    NOT_READY: "not_ready",
    READY: "ready",
    WAITING_FOR_INPUT: "waiting_for_input",
    PROCESSING: "processing",
  },
  OutputLogLevel: { NONE: "none", VERBOSE: "verbose" },
  create(props: unknown): Terminal {
    const given = isRecord(props) ? props : {}
    const fetchToken = given["onFetchConnectionToken"]
    if (typeof fetchToken !== "function") {
      throw new Error("StripeTerminal.create needs onFetchConnectionToken.")
    }
    const names = [
      "onUnexpectedReaderDisconnect",
      "onConnectionStatusChange",
      "onPaymentStatusChange",
    ] as const
    const callbacks: TerminalCallbacks = {
      onFetchConnectionToken: () => (fetchToken as () => unknown)(),
    }
    for (const name of names) {
      const callback = given[name]
      if (isCallback(callback)) callbacks[name] = callback
    }
    return new Terminal(origin, callbacks)
  },
}

const present = (window as { StripeTerminal?: { isStandIn?: boolean } }).StripeTerminal
if (!present?.isStandIn) Object.assign(window, { StripeTerminal })
