import { startWolffPaySandbox, type WolffPaySandbox } from "../../sandbox/wolffpay"
import { WEBHOOK_SECRET } from "./webhook"

interface Session {
  data: Record<string, unknown>
}

interface Attempt {
  method?: string
  outcome?: "succeed" | "decline" | "process" | "require_action"
}

/** Enough for every test of a file together; a test of the limit lowers it. */
const REQUESTS_PER_MINUTE = 1000
/** Milliseconds: WolffPay's own patience would outlast every test. */
const RETRY_SCHEDULE = [100, 200, 400]

/** WolffPay for one test file, with the shopper's and the bank's part in plain words. */
export class ShopSandbox {
  private constructor(private readonly server: WolffPaySandbox) {}

  static async start() {
    return new ShopSandbox(
      await startWolffPaySandbox({
        webhookSecret: WEBHOOK_SECRET,
        requestsPerMinute: REQUESTS_PER_MINUTE,
        retrySchedule: RETRY_SCHEDULE,
      })
    )
  }

  /** What the merchant's Medusa has to know to talk to this sandbox. */
  get environment(): Record<string, string> {
    return {
      WOLFFPAY_API_KEY: this.server.apiKey,
      WOLFFPAY_WEBHOOK_SECRET: WEBHOOK_SECRET,
      WOLFFPAY_BASE_URL: this.server.url,
      WOLFFPAY_REQUESTS_PER_MINUTE: String(REQUESTS_PER_MINUTE),
    }
  }

  get url() {
    return this.server.url
  }

  /** The switchboard: faults, clock, dashboard refunds; see the sandbox's README. */
  get control() {
    return this.server.control
  }

  /** Forgets all payments and faults, and sends webhooks to this Medusa from now on. */
  async reset(medusaUrl: string) {
    await this.control.reset()
    await this.control.settings({ webhookUrl: `${medusaUrl}/hooks/wolffpay` })
  }

  /** The shopper pays, and what WolffPay sends about it has been answered by the shop. */
  async pay(session: Session, { method = "card", outcome = "succeed" }: Attempt = {}) {
    const payment = await this.control.pay({ clientSecret: secretOf(session), method, outcome })
    await this.control.webhooksIdle()
    return payment
  }

  /** The shopper's bank refuses; the shopper may try again. */
  decline(session: Session, method = "card") {
    return this.pay(session, { method, outcome: "decline" })
  }

  /** The shopper pays, and the shop is never told. */
  async paySilently(session: Session, attempt: Attempt = {}) {
    await this.control.addFaults({ kind: "lose", times: 1 })
    return this.pay(session, attempt)
  }

  /** The session's payment as WolffPay knows it. */
  paymentOf(session: Session) {
    return this.control.payment(String(session.data.id))
  }

  get payments() {
    return this.control.state().payments
  }

  get refunds() {
    return this.control.state().refunds
  }

  /** Webhooks in the order of their making, with every attempt to deliver them. */
  get deliveries() {
    return this.control.state().deliveries
  }

  get violations() {
    return this.control.state().violations
  }

  /** The plugin's calls since the reset, as "POST /api/v1/payments". */
  get calls() {
    const { requests } = this.control.state()
    return requests
      .filter((request) => request.path.startsWith("/api/"))
      .map((request) => `${request.method} ${request.path}`)
  }

  close() {
    return this.server.close()
  }
}

function secretOf(session: Session) {
  const secret = session.data.client_secret
  if (typeof secret !== "string") {
    throw new Error(`This session has no client_secret: ${Object.keys(session.data).join(", ")}`)
  }
  return secret
}
