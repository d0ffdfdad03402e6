import type { ConfigModule, IEventBusModuleService, Logger } from "@medusajs/framework/types"
import {
  ContainerRegistrationKeys,
  MedusaError,
  MedusaService,
  Modules,
} from "@medusajs/framework/utils"
import { BillinkClient } from "../../clients/billink"
import { budgetKey, WolffPayClient, type WolffPayConfig } from "../../clients/wolffpay"
import { PreparedSessions } from "./billink/prepared-sessions"
import type { RequestBudget } from "../../clients/http"
import { BrowserConfig } from "./browser-config"
import { createBudget } from "./create-budget"
import { WOLFFPAY_EVENTS } from "./events"
import { HourlySweep } from "./hourly-sweep"
import { LookLimiter } from "./look-limiter"
import {
  Attention,
  BillinkCredit,
  BillinkInvoice,
  Health,
  PaymentIntent,
  Refund,
  TerminalReader,
  TerminalSale,
  WebhookEvent,
} from "./models"
import {
  type BillinkOptions,
  parseOptions,
  type PluginOptions,
  type WolffPayOptions,
} from "./options"
import { PLUGIN_VERSION } from "./plugin-version"
import { RefusedWebhooks } from "./refused-webhooks"
import { type AttentionInput, type AttentionRow, Attentions } from "./tables/attentions"
import { BillinkCredits } from "./tables/billink-credits"
import { type BillinkInvoiceRow, BillinkInvoices } from "./tables/billink-invoices"
import { CartCompletions } from "./tables/cart-completions"
import type { Database } from "./tables/database"
import { HealthTable } from "./tables/health"
import { type PaymentIntentRow, PaymentIntents } from "./tables/payment-intents"
import { RefundBookings } from "./tables/refund-bookings"
import { Refunds } from "./tables/refunds"
import { TerminalReaders } from "./tables/terminal-readers"
import { TerminalSales } from "./tables/terminal-sales"
import { WebhookEvents } from "./tables/webhook-events"

/** For one payment, and the share of the budget for all of them together. */
const LOOKS_PER_INTENT = 10
const LOOKS_SHARE = 0.4
const LOOKS_PER_INVOICE = 5

type Dependencies = {
  logger: Logger
  [ContainerRegistrationKeys.CONFIG_MODULE]?: ConfigModule
  [ContainerRegistrationKeys.PG_CONNECTION]: Database
  [Modules.EVENT_BUS]?: IEventBusModuleService
}

/**
 * What the plugin must remember, and the one place that knows its options. `options` holds secrets: it is never answered
 * by a route or written to a log.
 */
export default class WolffPayModuleService extends MedusaService({
  WebhookEvent,
  PaymentIntent,
  Refund,
  Attention,
  Health,
  TerminalReader,
  TerminalSale,
  BillinkInvoice,
  BillinkCredit,
}) {
  readonly events: WebhookEvents
  readonly intents: PaymentIntents
  readonly refunds: Refunds
  readonly bookings: RefundBookings
  readonly attentions: Attentions
  readonly completions: CartCompletions
  readonly health: HealthTable
  readonly readers: TerminalReaders
  readonly sales: TerminalSales
  readonly invoices: BillinkInvoices
  readonly credits: BillinkCredits
  /** What the checkout's door has prepared for the Billink provider in the same request. */
  readonly prepared = new PreparedSessions()
  /** Looks at Billink that are under way in this process, by invoice. */
  readonly looking = new Map<string, Promise<BillinkInvoiceRow>>()
  /** Looks for refunds that no webhook told of, and at orders that were cancelled long ago. */
  readonly refundSweep = new HourlySweep()
  readonly canceledSweep = new HourlySweep()
  protected readonly logger_: Logger
  protected readonly eventBus_: IEventBusModuleService | undefined
  private readonly options_: PluginOptions
  private readonly redis_: ConfigModule["projectConfig"] | undefined
  private client_: WolffPayClient | undefined
  private billinkClient_: BillinkClient | undefined
  private readonly closeBudgets_: (() => void)[] = []
  private readonly refusedWebhooks_ = new RefusedWebhooks((count, problem) =>
    this.health.noteRefused(count, problem)
  )
  private readonly looks_ = new LookLimiter()
  /** Medusa calls these. */
  readonly __hooks = {
    onApplicationShutdown: (): Promise<void> => {
      this.closeBudgets_.forEach((close) => close())
      return Promise.resolve()
    },
  }
  private readonly browserConfig_ = new BrowserConfig(() => this.wolffPay.client)

  constructor(dependencies: Dependencies, options: Record<string, unknown> | undefined) {
    // eslint-disable-next-line prefer-rest-params
    super(...arguments)
    const database = dependencies[ContainerRegistrationKeys.PG_CONNECTION]
    this.logger_ = dependencies.logger
    this.eventBus_ = dependencies[Modules.EVENT_BUS]
    this.redis_ = dependencies[ContainerRegistrationKeys.CONFIG_MODULE]?.projectConfig
    this.events = new WebhookEvents(database)
    this.intents = new PaymentIntents(database)
    this.refunds = new Refunds(database)
    this.bookings = new RefundBookings(database)
    this.attentions = new Attentions(database)
    this.completions = new CartCompletions(database)
    this.health = new HealthTable(database)
    this.readers = new TerminalReaders(database)
    this.sales = new TerminalSales(database)
    this.invoices = new BillinkInvoices(database)
    this.credits = new BillinkCredits(database)
    this.options_ = parseOptions(options ?? {}, process.env).options
  }

  /** Undefined when the merchant does not use WolffPay. Holds secrets. */
  get wolffPayOptions(): WolffPayOptions | undefined {
    return this.options_.wolffpay
  }

  /** @throws MedusaError not_found when WolffPay is not configured. */
  get wolffPay(): { options: WolffPayOptions; client: WolffPayClient } {
    const options = this.options_.wolffpay
    if (!options) {
      throw new MedusaError(MedusaError.Types.NOT_FOUND, "WolffPay is not configured in this shop.")
    }
    this.client_ ??= this.connect(options)
    return { options, client: this.client_ }
  }

  private connect(options: WolffPayOptions): WolffPayClient {
    const budget = this.budget("WolffPay", options.requestsPerMinute, budgetKey(options.apiKey))
    return new WolffPayClient({
      apiKey: options.apiKey,
      baseUrl: options.baseUrl,
      timeoutMs: options.timeoutMs,
      version: PLUGIN_VERSION,
      budget,
    })
  }

  private budget(service: "WolffPay" | "Billink", limit: number, key: string): RequestBudget {
    const common = { projectConfig: this.redis_, logger: this.logger_ }
    const { budget, close } = createBudget({ service, limit, key, ...common })
    this.closeBudgets_.push(close)
    return budget
  }

  /** Undefined when the merchant does not use Billink. Holds secrets. */
  get billinkOptions(): BillinkOptions | undefined {
    return this.options_.billink
  }

  /** `publicUrl` is where Billink sends the shopper back to. @throws MedusaError not_found when Billink is not configured. */
  get billink(): { options: BillinkOptions; publicUrl: string; client: BillinkClient } {
    const { billink: options, publicUrl } = this.options_
    if (!options) {
      throw new MedusaError(MedusaError.Types.NOT_FOUND, "Billink is not configured in this shop.")
    }
    this.billinkClient_ ??= new BillinkClient({
      username: options.username,
      id: options.id,
      baseUrl: options.baseUrl,
      timeoutMs: options.timeoutMs,
      version: PLUGIN_VERSION,
      adapter: options.adapter,
      budget: this.budget("Billink", options.requestsPerMinute, budgetKey(`billink ${options.id}`)),
    })
    return {
      options,
      publicUrl: (publicUrl ?? "").replace(/\/+$/, ""),
      client: this.billinkClient_,
    }
  }

  /** Counts a call to Billink that a webhook or a browser causes: forged ones must not make us ask without end. */
  allowInvoiceLook(invoiceId: string): boolean {
    return this.looks_.allow(invoiceId, LOOKS_PER_INVOICE)
  }

  /**
   * Writes down what only a person can settle and tells the shop once (`wolffpay.attention.required`).
   * @throws what the database throws: a caller that closes a case on it must not go on
   */
  async flagAttention(input: AttentionInput): Promise<void> {
    let row: AttentionRow | undefined
    try {
      row = await this.attentions.raise(input)
    } catch (error) {
      this.logger_.error(
        `WolffPay could not write down an attention (${input.reason}, ${input.subject}): ${input.message}`,
        error instanceof Error ? error : undefined
      )
      throw error
    }
    if (row?.is_new) {
      this.logger_.warn(
        `WolffPay needs attention (${input.reason}, ${input.subject}): ${input.message}`
      )
      // The row stands; the job announces what could not be announced here.
      await this.announceAttention(row.id, row.reason).catch(() => undefined)
    }
  }

  async announceAttention(id: string, reason: string): Promise<void> {
    await this.emit(WOLFFPAY_EVENTS.attentionRequired, { id, reason })
    await this.attentions.markNotified(id)
  }

  async emit(name: string, data: Record<string, unknown>): Promise<void> {
    await this.eventBus_?.emit({ name, data })
  }

  browserConfig(): Promise<WolffPayConfig> {
    return this.browserConfig_.get()
  }

  /** A new online payment was `taken` by WolffPay, or refused for good. */
  paymentAnswered(taken: boolean): void {
    this.browserConfig_.paymentAnswered(taken)
  }

  /**
   * Why this cart or address may not start another payment now, in words for a shopper (R19). Counts what is written, so it
   * holds for all processes. With `attempt`, whether that one, written already, was one too many.
   */
  async newIntentProblem(
    origin: { cart_id: string | null; client_hash: string | null },
    attempt?: PaymentIntentRow
  ): Promise<string | undefined> {
    const { options } = this.wolffPay
    const perAddress = options.intentsPerAddressPerMinute
    const counted = perAddress > 0 ? origin : { ...origin, client_hash: null }
    const earlier = await this.intents.countRecent(counted, attempt)
    return earlier.cart >= options.intentsPerCartPerMinute ||
      (perAddress > 0 && earlier.client >= perAddress)
      ? "Too many payments were started. Please wait a minute and try again; your cart is kept."
      : undefined
  }

  /**
   * Counts a look at WolffPay that a shopper causes by completing or changing a cart; false when this payment, those that were
   * started from the same address, or all of them together had their share of the minute: completing unpaid carts over and
   * over must not keep others from paying (R19).
   */
  allowShopperLook({ id, client_hash }: Pick<PaymentIntentRow, "id" | "client_hash">): boolean {
    const { requestsPerMinute, intentsPerAddressPerMinute: perAddress } = this.wolffPay.options
    const all = Math.max(1, Math.floor(requestsPerMinute * LOOKS_SHARE))
    return (
      this.looks_.allow(id, LOOKS_PER_INTENT) &&
      (client_hash === null || perAddress === 0 || this.looks_.allow(client_hash, perAddress)) &&
      this.looks_.allow("all", all)
    )
  }

  /** Refused webhooks since this process started, this one included (R20). */
  countRefusedWebhook(problem: string): number {
    return this.refusedWebhooks_.note(problem)
  }

  get logger(): Logger {
    return this.logger_
  }
}
