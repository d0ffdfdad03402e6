import { randomUUID } from "node:crypto"
import type { CreateSessionInput } from "../../../clients/billink"
import type { CheckoutContext } from "../checkout-context"
import type { Language } from "./language"

export type PreparedSession = {
  checkout: CheckoutContext
  language: Language
  /** All but the number of the attempt and the addresses to come back to. */
  session: Omit<CreateSessionInput, "orderNumber" | "returnUrls">
}

const LIFE_MS = 60_000

/**
 * A provider of Medusa's payment module cannot load a cart, and what goes through the session's data is kept and shown to
 * browsers. So the door that loads the cart leaves what is to be billed here, and only a ticket travels; it is good for one
 * use in the same process, within the same request.
 */
export class PreparedSessions {
  private readonly waiting = new Map<string, { prepared: PreparedSession; until: number }>()

  constructor(private readonly clock: () => number = () => performance.now()) {}

  leave(prepared: PreparedSession): string {
    this.forgetOld()
    const ticket = randomUUID()
    this.waiting.set(ticket, { prepared, until: this.clock() + LIFE_MS })
    return ticket
  }

  take(ticket: unknown): PreparedSession | undefined {
    this.forgetOld()
    const found = typeof ticket === "string" ? this.waiting.get(ticket) : undefined
    if (found && typeof ticket === "string") {
      this.waiting.delete(ticket)
    }
    return found?.prepared
  }

  private forgetOld(): void {
    const now = this.clock()
    for (const [ticket, { until }] of this.waiting) {
      if (until <= now) {
        this.waiting.delete(ticket)
      }
    }
  }
}
