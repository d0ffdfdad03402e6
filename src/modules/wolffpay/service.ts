import type { ConfigModule, IEventBusModuleService, Logger } from "@medusajs/framework/types"
import {
  ContainerRegistrationKeys,
  MedusaError,
  MedusaService,
  Modules,
} from "@medusajs/framework/utils"
import { WolffPayClient, type WolffPayConfig } from "../../clients/wolffpay"
import { BrowserConfig } from "./browser-config"
import { createBudget } from "./create-budget"
import { WOLFFPAY_EVENTS } from "./events"
import { LookLimiter } from "./look-limiter"
import { Attention, PaymentIntent, Refund, WebhookEvent } from "./models"
import { parseOptions, type PluginOptions, type WolffPayOptions } from "./options"
import { PLUGIN_VERSION } from "./plugin-version"
import { type AttentionInput, type AttentionRow, Attentions } from "./tables/attentions"
import type { Database } from "./tables/database"
import { type PaymentIntentRow, PaymentIntents } from "./tables/payment-intents"
import { Refunds } from "./tables/refunds"
import { WebhookEvents } from "./tables/webhook-events"

/** For one payment, and the share of the budget for all of them together. */
const LOOKS_PER_INTENT = 10
const LOOKS_SHARE = 0.4

type Dependencies = {
  logger: Logger
  [ContainerRegistrationKeys.CONFIG_MODULE]?: ConfigModule
  [ContainerRegistrationKeys.PG_CONNECTION]: Database
  [Modules.EVENT_BUS]?: IEventBusModuleService
}

const REFUND_SWEEP_MS = 60 * 60 * 1000

/**
 * What the plugin must remember, and the one place that knows its options. `options` holds secrets: it is never answered
 * by a route or written to a log.
 */
export default class WolffPayModuleService extends MedusaService({
  WebhookEvent,
  PaymentIntent,
  Refund,
  Attention,
}) {
  readonly events: WebhookEvents
  readonly intents: PaymentIntents
  readonly refunds: Refunds
  readonly attentions: Attentions
  protected readonly logger_: Logger
  protected readonly eventBus_: IEventBusModuleService | undefined
  private readonly options_: PluginOptions
  private readonly redis_: ConfigModule["projectConfig"] | undefined
  private client_: WolffPayClient | undefined
  private closeBudget_: (() => void) | undefined
  private refusedWebhooks_ = 0
  private readonly looks_ = new LookLimiter()
  private refundSweepAt_ = 0
  /** Medusa calls these. */
  readonly __hooks = {
    onApplicationShutdown: (): Promise<void> => {
      this.closeBudget_?.()
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
    this.attentions = new Attentions(database)
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
    const { budget, close } = createBudget({
      options,
      projectConfig: this.redis_,
      logger: this.logger_,
    })
    this.closeBudget_ = close
    return new WolffPayClient({
      apiKey: options.apiKey,
      baseUrl: options.baseUrl,
      timeoutMs: options.timeoutMs,
      version: PLUGIN_VERSION,
      budget,
    })
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

  noteRefundSweep(now = Date.now()): void {
    this.refundSweepAt_ = now
  }

  browserConfig(): Promise<WolffPayConfig> {
    return this.browserConfig_.get()
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
   * Whether this process should look for refunds that no webhook told of: once an hour, and only in a shop with settled
   * payments whose webhooks have had their time.
   */
  async isRefundSweepDue(now = Date.now()): Promise<boolean> {
    if (now - this.refundSweepAt_ < REFUND_SWEEP_MS || !(await this.intents.hasSettledBefore())) {
      return false
    }
    return true
  }

  /**
   * Counts a look at WolffPay that a shopper causes by completing a cart; false when this payment, or all of them together,
   * had their share of the minute: completing an unpaid cart over and over must not keep others from paying (R19).
   */
  allowShopperLook(intentId: string): boolean {
    const all = Math.max(1, Math.floor(this.wolffPay.options.requestsPerMinute * LOOKS_SHARE))
    return this.looks_.allow(intentId, LOOKS_PER_INTENT) && this.looks_.allow("all", all)
  }

  /** Refused webhooks since this process started, this one included (R20). */
  countRefusedWebhook(): number {
    this.refusedWebhooks_ += 1
    return this.refusedWebhooks_
  }

  get logger(): Logger {
    return this.logger_
  }
}
