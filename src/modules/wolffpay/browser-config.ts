import type { WolffPayClient, WolffPayConfig } from "../../clients/wolffpay"

const FRESH_MS = 5 * 60 * 1000
/** While WolffPay is away, shoppers must not spend the budget on asking again. */
const FAILURE_MS = 5000
/** As long as the account takes no payments: the shopper who tries again is waiting for just this to change. */
const CLOSED_MS = 5000
/** An old answer is better than a checkout that does not open. */
const USABLE_MS = 24 * 60 * 60 * 1000

/** WolffPay's configuration for the browser, asked for once in five minutes however many shoppers come. `clock`: ms, never set back. */
export class BrowserConfig {
  private last: { value: WolffPayConfig; at: number } | undefined
  private pending: Promise<WolffPayConfig> | undefined
  private failure: { error: unknown; at: number } | undefined

  constructor(
    private readonly client: () => WolffPayClient,
    private readonly clock: () => number = () => performance.now()
  ) {}

  async get(): Promise<WolffPayConfig> {
    const age = this.last ? this.clock() - this.last.at : Infinity
    if (this.last && age < (this.last.value.chargesEnabled ? FRESH_MS : CLOSED_MS)) {
      return this.last.value
    }
    try {
      if (this.failure && this.clock() - this.failure.at < FAILURE_MS) {
        throw this.failure.error
      }
      this.pending ??= this.load().finally(() => {
        this.pending = undefined
      })
      return await this.pending
    } catch (error) {
      if (this.last && age < USABLE_MS) {
        return this.last.value
      }
      throw error
    }
  }

  /** WolffPay took a payment, or refused it for good: where the last answer says otherwise, it is asked for anew. */
  paymentAnswered(taken: boolean): void {
    if (this.last && this.last.value.chargesEnabled !== taken) {
      this.last.at = this.clock() - FRESH_MS
    }
  }

  private async load(): Promise<WolffPayConfig> {
    const config = await this.ask()
    const value: WolffPayConfig = {
      stripePublishableKey: config.stripePublishableKey,
      stripeAccountId: config.stripeAccountId,
      chargesEnabled: config.chargesEnabled,
      supportedPaymentMethods: config.supportedPaymentMethods,
    }
    this.last = { value, at: this.clock() }
    return value
  }

  private async ask(): Promise<WolffPayConfig> {
    try {
      return await this.client().getConfig({ lane: "checkout", deadlineMs: 15_000 })
    } catch (error) {
      this.failure = { error, at: this.clock() }
      throw error
    }
  }
}
