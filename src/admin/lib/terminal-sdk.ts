import type { ExposedError, Reader } from "@stripe/terminal-js"
import { call } from "./sdk"

/** A reader that Stripe's Terminal SDK found near this browser. */
export type NearbyReader = Reader

export interface SdkTerminal {
  discover: () => Promise<NearbyReader[]>
  /** `isTakenOver`: also from another till, or from a page of this one that is gone. */
  connect: (reader: NearbyReader, isTakenOver: boolean) => Promise<string>
  /** Asks for a card and processes it. Whether it was paid is for the server to find out. */
  collect: (clientSecret: string) => Promise<void>
  stopCollecting: () => Promise<unknown>
  disconnect: () => Promise<unknown>
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
  const orThrow = <Answer extends object>(answer: OrError<Answer>) => {
    if ("error" in answer && answer.error) {
      throw refused ?? new Error(answer.error.message)
    }
    return answer as Answer
  }
  return {
    async discover() {
      const config = locationId ? { location: locationId } : {}
      return orThrow(await terminal.discoverReaders(config)).discoveredReaders
    },
    async connect(reader, isTakenOver) {
      const { reader: connected } = orThrow(
        await terminal.connectReader(reader, { fail_if_in_use: !isTakenOver })
      )
      return connected.label || connected.serial_number
    },
    async collect(clientSecret) {
      const { paymentIntent } = orThrow(await terminal.collectPaymentMethod(clientSecret))
      orThrow(await terminal.processPayment(paymentIntent))
    },
    stopCollecting: () => terminal.cancelCollectPaymentMethod(),
    disconnect: () => terminal.disconnectReader(),
  }
}

type OrError<Answer> = Answer | { error: ExposedError }

async function connectionToken(locationId: string | null): Promise<string> {
  const { secret } = await call<{ secret: string }>("/wolffpay/terminal/connection-token", {
    method: "POST",
    body: locationId ? { locationId } : {},
  })
  return secret
}
