import { type RequestBudget, systemTransport } from "../http"
import { type BillinkAdapter, DEFAULT_ADAPTER } from "./adapter"
import type { BillinkCaller, CallOptions } from "./call"
import { type CreatedSession, createSession, type CreateSessionInput } from "./create-session"
import { hideCredentials } from "./credentials"
import { readEnvelope } from "./envelope"
import { SERVICE } from "./errors"
import type { BillinkSessionId } from "./ids"
import * as actions from "./order-actions"
import { orderStatus, type OrderStatus } from "./order-status"
import * as orders from "./orders"
import { sessionStatus, type SessionStatus } from "./session-status"
import { generateWebhookSecret, setWebhook } from "./webhook-registration"

export const BILLINK_BASE_URLS = {
  production: "https://api.billink.nl",
  staging: "https://api-staging.billink.nl",
} as const

export type BillinkClientOptions = {
  username: string
  id: string
  /** Without a path (1.1). */
  baseUrl: string
  /** ms per try. */
  timeoutMs: number
  /** Of the plugin, for the User-Agent. */
  version: string
  adapter?: BillinkAdapter
  /** Billink's own limit is not documented (7.23); this one keeps us decent. */
  budget?: RequestBudget
  fetch?: typeof fetch
  /** ms since the epoch. */
  clock?: () => number
  sleep?: (ms: number) => Promise<void>
  random?: () => number
}

/**
 * Billink's API, one method per endpoint. Every amount is in cents. What only reads is tried again by itself; what changes
 * something is sent once and ends, when nobody can tell, in a BillinkUnknownOutcomeError.
 */
export class BillinkClient {
  // Private by the language, so that neither a logger nor JSON.stringify comes across the credentials.
  readonly #caller: BillinkCaller

  constructor(options: BillinkClientOptions) {
    const credentials = { username: options.username, id: options.id }
    this.#caller = {
      credentials,
      adapter: options.adapter ?? DEFAULT_ADAPTER,
      timeoutMs: options.timeoutMs,
      transport: {
        service: SERVICE,
        baseUrl: options.baseUrl,
        version: options.version,
        budget: options.budget,
        fetch: options.fetch ?? systemTransport.fetch,
        clock: options.clock ?? systemTransport.clock,
        sleep: options.sleep ?? systemTransport.sleep,
        random: options.random ?? systemTransport.random,
        readErrorText: (body) => {
          const text = body === undefined ? undefined : readEnvelope(JSON.stringify(body))?.message
          return text === undefined ? undefined : hideCredentials(text, credentials)
        },
        adviseMerchant: (status) =>
          status === 401 || status === 403
            ? "Billink does not accept billink.username and billink.id, or does not allow this for your account."
            : undefined,
      },
    }
  }

  /** 2.1. */
  createSession(input: CreateSessionInput, options: CallOptions): Promise<CreatedSession> {
    return createSession(this.#caller, input, options)
  }

  /** 2.2. */
  sessionStatus(sessionId: BillinkSessionId, options: CallOptions): Promise<SessionStatus> {
    return sessionStatus(this.#caller, sessionId, options)
  }

  /** 2.4. */
  startWorkflow(
    input: { orderNumber: string; workflowNumber?: string },
    options: CallOptions
  ): Promise<orders.OrderResult & { alreadyStarted: boolean }> {
    return orders.startWorkflow(this.#caller, input, options)
  }

  /** 2.5. */
  credit(
    input: { orderNumber: string; cents: number; description?: string },
    options: CallOptions
  ): Promise<orders.OrderResult> {
    return orders.credit(this.#caller, input, options)
  }

  /** 2.6. */
  payment(
    input: { orderNumber: string; cents: number; description?: string; workflowNumber?: string },
    options: CallOptions
  ): Promise<orders.OrderResult & { alreadyPaid: boolean }> {
    return orders.payment(this.#caller, input, options)
  }

  /** 2.9. */
  orderStatus(orderNumber: string, options: CallOptions): Promise<OrderStatus> {
    return orderStatus(this.#caller, orderNumber, options)
  }

  /** 2.7; off until its path is set. */
  onHold(
    input: { orderNumber: string; workflowNumber: string; days?: number },
    options: CallOptions
  ): Promise<void> {
    return actions.onHold(this.#caller, input, options)
  }

  /** 2.8; off until its path is set. */
  resume(
    input: { orderNumber: string; workflowNumber: string },
    options: CallOptions
  ): Promise<void> {
    return actions.resume(this.#caller, input, options)
  }

  /** 2.10; off until its path is set. */
  message(
    input: { orderNumber: string; message: string; workflowNumber?: string },
    options: CallOptions
  ): Promise<void> {
    return actions.message(this.#caller, input, options)
  }

  /** 2.12. */
  generateWebhookSecret(options: CallOptions): Promise<string> {
    return generateWebhookSecret(this.#caller, options)
  }

  /** 2.12. `url` is https. */
  setOrderWebhook(url: string, options: CallOptions): Promise<void> {
    return setWebhook(this.#caller, "order", url, options)
  }

  /** 2.12. `url` is https. */
  setSessionWebhook(url: string, options: CallOptions): Promise<void> {
    return setWebhook(this.#caller, "session", url, options)
  }
}
