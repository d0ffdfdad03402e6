import type { ExposedError, Reader, Terminal } from "@stripe/terminal-js"
import { call } from "./sdk"

/** A reader that Stripe's Terminal SDK found near this browser. */
export type NearbyReader = Pick<Reader, "id" | "label" | "serial_number">

export interface SdkTerminal {
  discover: () => Promise<NearbyReader[]>
  connect: (readerId: string) => Promise<string>
  /** Asks for a card and processes it. Whether it was paid is for the server to find out. */
  collect: (clientSecret: string) => Promise<void>
  stopCollecting: () => Promise<void>
  disconnect: () => Promise<void>
}

/** The SDK comes from Stripe's own address, and only for a till that drives its reader itself. */
export async function openTerminal(
  locationId: string | null,
  onDisconnect: () => void
): Promise<SdkTerminal> {
  const { loadStripeTerminal } = await import("@stripe/terminal-js")
  const stripe = await loadStripeTerminal()
  if (!stripe) {
    throw new Error("StripeTerminal is not available")
  }
  /** Why the server gave no token: the SDK says that in words of its own. */
  let refused: Error | undefined
  const terminal = stripe.create({
    onFetchConnectionToken: async () => {
      refused = undefined
      try {
        return await connectionToken(locationId)
      } catch (error) {
        refused = error as Error
        throw error
      }
    },
    onUnexpectedReaderDisconnect: onDisconnect,
  })
  return wrap(terminal, locationId, <Answer extends object>(answer: OrError<Answer>) => {
    if ("error" in answer && answer.error) {
      throw refused ?? new Error(answer.error.message)
    }
    return answer as Answer
  })
}

type OrError<Answer> = Answer | { error: ExposedError }

function wrap(
  terminal: Terminal,
  locationId: string | null,
  orThrow: <Answer extends object>(answer: OrError<Answer>) => Answer
): SdkTerminal {
  let found: Reader[] = []
  return {
    async discover() {
      const config = locationId ? { location: locationId } : {}
      found = orThrow(await terminal.discoverReaders(config)).discoveredReaders
      return found
    },
    async connect(readerId) {
      const reader = found.find(({ id }) => id === readerId)
      if (!reader) {
        throw new Error(readerId)
      }
      const { reader: connected } = orThrow(
        await terminal.connectReader(reader, { fail_if_in_use: true })
      )
      return connected.label || connected.serial_number
    },
    async collect(clientSecret) {
      const { paymentIntent } = orThrow(await terminal.collectPaymentMethod(clientSecret))
      orThrow(await terminal.processPayment(paymentIntent))
    },
    async stopCollecting() {
      await terminal.cancelCollectPaymentMethod()
    },
    async disconnect() {
      await terminal.disconnectReader()
    },
  }
}

async function connectionToken(locationId: string | null): Promise<string> {
  const { secret } = await call<{ secret: string }>("/wolffpay/terminal/connection-token", {
    method: "POST",
    body: locationId ? { locationId } : {},
  })
  return secret
}
