import { z } from "@medusajs/framework/zod"
import { type RequestBudget, systemTransport } from "../http"
import { call, type CallOptions, type WolffPayCaller } from "./call"
import { adviseMerchant } from "./merchant-advice"
import * as payments from "./payments"
import * as refunds from "./refunds"
import * as schemas from "./schemas"
import * as terminal from "./terminal"
import type { ConnectionToken, ReaderActionResult, TerminalIntent } from "./terminal-schemas"

export type WolffPayClientOptions = {
  /** `wp_live_…` or `wp_test_…`. */
  apiKey: string
  /** Without a path (W1). */
  baseUrl: string
  /** ms per try. */
  timeoutMs: number
  budget: RequestBudget
  /** Of the plugin, for the User-Agent. */
  version: string
  fetch?: typeof fetch
  /** ms since the epoch. */
  clock?: () => number
  sleep?: (ms: number) => Promise<void>
  random?: () => number
}

/**
 * WolffPay's API, one method per endpoint. Every amount is in minor units. Every method throws an ApiError, and
 * InvalidInputError before anything is sent.
 */
export class WolffPayClient {
  /** Whether this is a `wp_live_` key: live and test accounts are separate for ever (W2). */
  readonly live: boolean
  // Private by the language, so that neither a logger nor JSON.stringify comes across the key.
  readonly #caller: WolffPayCaller

  constructor(options: WolffPayClientOptions) {
    this.live = options.apiKey.startsWith("wp_live_")
    this.#caller = {
      timeoutMs: options.timeoutMs,
      transport: {
        service: "WolffPay",
        baseUrl: options.baseUrl,
        version: options.version,
        headers: { authorization: `Bearer ${options.apiKey}` },
        budget: options.budget,
        fetch: options.fetch ?? systemTransport.fetch,
        clock: options.clock ?? systemTransport.clock,
        sleep: options.sleep ?? systemTransport.sleep,
        random: options.random ?? systemTransport.random,
        readErrorText: schemas.readErrorText,
        adviseMerchant,
      },
    }
  }

  /** W2. Whether the key is accepted; what else the endpoint says is not documented. */
  async ping(options: CallOptions): Promise<void> {
    const endpoint = { method: "GET", path: "/api/v1", schema: z.unknown() } as const
    await call(this.#caller, endpoint, options)
  }

  /** W10. The browser's keys; outside the API prefix (W1). */
  async getConfig(options: CallOptions): Promise<schemas.WolffPayConfig> {
    const schema = schemas.envelope(schemas.configSchema)
    return await call(this.#caller, { method: "GET", path: "/api/config", schema }, options)
  }

  /** W13, W14. */
  createPayment(
    input: payments.CreatePaymentInput,
    options: CallOptions
  ): Promise<schemas.CreatedPayment> {
    return payments.createPayment(this.#caller, input, options)
  }

  /** W15. */
  listPayments(
    query: payments.ListPaymentsQuery,
    options: CallOptions
  ): Promise<schemas.Page<schemas.PaymentSummary>> {
    return payments.listPayments(this.#caller, query, options)
  }

  /** W16. `id` is a document id or a `pi_…`. */
  getPayment(id: string, options: CallOptions): Promise<schemas.PaymentSummary> {
    return payments.getPayment(this.#caller, id, options)
  }

  /** W17. Always the whole amount. */
  capturePayment(id: string, options: CallOptions): Promise<schemas.PaymentActionResult> {
    return payments.actOnPayment(this.#caller, id, "capture", options)
  }

  /** W17. */
  cancelPayment(id: string, options: CallOptions): Promise<schemas.PaymentActionResult> {
    return payments.actOnPayment(this.#caller, id, "cancel", options)
  }

  /** W28. */
  createRefund(input: refunds.CreateRefundInput, options: CallOptions): Promise<schemas.Refund> {
    return refunds.createRefund(this.#caller, input, options)
  }

  /** W29. */
  listRefunds(
    query: refunds.ListRefundsQuery,
    options: CallOptions
  ): Promise<schemas.Page<schemas.RefundSummary>> {
    return refunds.listRefunds(this.#caller, query, options)
  }

  /** W19. */
  createConnectionToken(
    input: terminal.ConnectionTokenInput,
    options: CallOptions
  ): Promise<ConnectionToken> {
    return terminal.createConnectionToken(this.#caller, input, options)
  }

  /** W21. */
  createTerminalIntent(
    input: terminal.CreateTerminalIntentInput,
    options: CallOptions
  ): Promise<TerminalIntent> {
    return terminal.createTerminalIntent(this.#caller, input, options)
  }

  /** W24. */
  collectPaymentMethod(
    input: terminal.ReaderInput,
    options: CallOptions
  ): Promise<ReaderActionResult> {
    return terminal.runReaderAction(this.#caller, "collect_payment_method", input, options)
  }

  /** W24. */
  processPayment(input: terminal.ReaderInput, options: CallOptions): Promise<ReaderActionResult> {
    return terminal.runReaderAction(this.#caller, "process_payment", input, options)
  }

  /** W23. Holds the connection until the customer has paid, or is cut off. */
  collectAndProcess(
    input: terminal.ReaderInput,
    options: CallOptions
  ): Promise<ReaderActionResult> {
    return terminal.runReaderAction(this.#caller, "collect_and_process", input, options)
  }

  /** W25. */
  cancelReaderAction(
    input: { readerId: string },
    options: CallOptions
  ): Promise<ReaderActionResult> {
    return terminal.cancelReaderAction(this.#caller, input, options)
  }

  /** W25. */
  cancelTerminalPayment(
    input: { paymentIntentId: string },
    options: CallOptions
  ): Promise<ReaderActionResult> {
    return terminal.actOnTerminalPayment(this.#caller, "cancel_payment", input, options)
  }

  /** W25. */
  captureTerminalPayment(
    input: { paymentIntentId: string },
    options: CallOptions
  ): Promise<ReaderActionResult> {
    return terminal.actOnTerminalPayment(this.#caller, "capture_payment", input, options)
  }
}
