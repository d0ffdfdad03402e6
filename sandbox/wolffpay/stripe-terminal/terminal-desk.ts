import type { Mode } from "../core/api-key"
import type { Clock } from "../../shared/core/clock"
import type { Ids } from "../core/ids"
import { StripeRefusal } from "../stripe-js/stripe-error"

/** W19: "short-lived". Stripe's SDK asks for one when it needs it and uses it at once. */
export const TOKEN_MS = 5 * 60_000

interface Token {
  account: Mode
  /** Only readers of this location; null when the token is for all. */
  locationId: string | null
  expiresAt: number
}

/** One `StripeTerminal.create(…)` that has traded its token. */
export interface TerminalSession {
  id: string
  account: Mode
  locationId: string | null
}

/** Connection tokens and what was made of them. In memory: a restart makes every browser ask anew, as Stripe may. */
export class TerminalDesk {
  private readonly tokens = new Map<string, Token>()
  private readonly sessions = new Map<string, TerminalSession>()
  /** Reader id → session id: a reader obeys who connected last. */
  private readonly connections = new Map<string, string>()

  constructor(
    private readonly clock: Clock,
    private readonly ids: Ids
  ) {}

  issue(account: Mode, locationId: string | null): string {
    const secret = this.ids.connectionToken(account)
    this.tokens.set(secret, { account, locationId, expiresAt: this.clock.now() + TOKEN_MS })
    return secret
  }

  /** Trades a token, which is good for once. @throws StripeRefusal */
  activate(secret: string): TerminalSession {
    const token = this.tokens.get(secret)
    this.tokens.delete(secret)
    if (!token) {
      throw refused("The connection token is not valid: it is unknown, or it was used before.")
    }
    if (token.expiresAt <= this.clock.now()) throw refused("The connection token has expired.")
    const { account, locationId } = token
    const session = { id: this.ids.terminalSession(), account, locationId }
    this.sessions.set(session.id, session)
    return session
  }

  /** @throws StripeRefusal */
  session(id: string): TerminalSession {
    const session = this.sessions.get(id)
    if (!session) throw refused("The session with Stripe Terminal has ended.")
    return session
  }

  connect(readerId: string, session: TerminalSession): void {
    this.disconnect(session)
    this.connections.set(readerId, session.id)
  }

  disconnect(session: TerminalSession): void {
    for (const [readerId, holder] of this.connections) {
      if (holder === session.id) this.connections.delete(readerId)
    }
  }

  holderOf(readerId: string): string | undefined {
    return this.connections.get(readerId)
  }

  /** The reader that this session is connected to. */
  readerOf(session: TerminalSession): string | undefined {
    return [...this.connections].find(([, holder]) => holder === session.id)?.[0]
  }

  clear(): void {
    this.tokens.clear()
    this.sessions.clear()
    this.connections.clear()
  }
}

function refused(message: string): StripeRefusal {
  return new StripeRefusal(401, { type: "authentication_error", code: "session_expired", message })
}
