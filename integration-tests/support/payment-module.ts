import { randomBytes } from "node:crypto"
import type { IPaymentModuleService, Logger } from "@medusajs/framework/types"
import { ContainerRegistrationKeys, createPgConnection, Modules } from "@medusajs/framework/utils"
import { MedusaApp, MedusaModule } from "@medusajs/framework/modules-sdk"
import { MockEventBusService } from "@medusajs/test-utils"
import { startWolffPaySandbox, type WolffPaySandbox } from "../../sandbox/wolffpay"
import { receiveWebhook } from "../../src/modules/wolffpay/receive-webhook"
import WolffPayModuleService from "../../src/modules/wolffpay/service"
import OnlineProvider from "../../src/providers/wolffpay"
import { WolffPayOnlineProvider } from "../../src/providers/wolffpay/online"
import { createDatabase } from "./database"
import { createPaymentTables, runMigrations } from "./payment-tables"
import { signatureOf, WEBHOOK_SECRET } from "./webhook"

export const PROVIDER = "pp_wolffpay_wolffpay"
export const TERMINAL_PROVIDER = "pp_wolffpay-terminal_wolffpay"

type Connection = ReturnType<typeof createPgConnection>
type App = Awaited<ReturnType<typeof MedusaApp>>
type Options = Record<string, unknown>

interface SessionOrder {
  /** Major units. */
  amount?: number
  currency_code?: string
  data?: Record<string, unknown>
  provider_id?: string
}

/** Medusa's payment module with the WolffPay provider, the plugin's own module and a sandbox: no shop, no cart. */
export class PaymentModule {
  private current: WolffPayModuleService | undefined
  private readonly events: { name: string; data: Record<string, unknown> }[] = []
  readonly log: string[] = []

  private constructor(
    private readonly database: Awaited<ReturnType<typeof createDatabase>>,
    readonly connection: Connection,
    readonly sandbox: WolffPaySandbox,
    private app: App | undefined
  ) {}

  static async start() {
    const database = await createDatabase(`provider-${randomBytes(6).toString("hex")}`)
    const connection = createPgConnection({ clientUrl: database.url, schema: "public" })
    const sandbox = await startWolffPaySandbox({
      webhookSecret: WEBHOOK_SECRET,
      requestsPerMinute: 100_000,
    })
    const suite = new PaymentModule(database, connection, sandbox, undefined)
    suite.configure({})
    const config = {
      [Modules.PAYMENT]: {
        resolve: "@medusajs/medusa/payment",
        dependencies: ["wolffpay"],
        options: {
          database: { clientUrl: database.url, schema: "public" },
          providers: [{ resolve: OnlineProvider, id: "wolffpay" }],
        },
      },
    }
    await runMigrations(connection)
    const start = {
      injectedDependencies: {
        [ContainerRegistrationKeys.PG_CONNECTION]: connection,
        [ContainerRegistrationKeys.LOGGER]: suite.logger,
        [ContainerRegistrationKeys.CONFIG_MODULE]: { modules: config },
        [Modules.EVENT_BUS]: new MockEventBusService(),
        wolffpay: suite.lazyPlugin(),
      },
      modulesConfig: config,
    }
    await createPaymentTables(database.url)
    suite.app = await MedusaApp(start)
    await suite.app.onApplicationStart()
    return suite
  }

  /** Every test starts with an empty sandbox and with these options of the plugin. */
  async reset(options: Options = {}) {
    await this.sandbox.control.reset()
    await this.connection.raw("truncate wolffpay_attention")
    this.events.length = 0
    this.log.length = 0
    this.configure(options)
  }

  /** The plugin as after a restart with these options. */
  configure(options: Options) {
    const { apiKey = this.sandbox.apiKey, baseUrl = this.sandbox.url } = options
    this.current = new WolffPayModuleService(
      {
        logger: this.logger,
        [ContainerRegistrationKeys.PG_CONNECTION]: this.connection,
        [Modules.EVENT_BUS]: {
          emit: async (event: { name: string; data: Record<string, unknown> }) => {
            this.events.push(event)
          },
        } as never,
      },
      {
        wolffpay: {
          webhookSecret: WEBHOOK_SECRET,
          requestsPerMinute: 1000,
          ...options,
          apiKey,
          baseUrl,
        },
      }
    )
  }

  get plugin(): WolffPayModuleService {
    if (!this.current) {
      throw new Error("The plugin is ready only inside hooks and tests")
    }
    return this.current
  }

  get payments(): IPaymentModuleService {
    return this.app?.modules[Modules.PAYMENT] as unknown as IPaymentModuleService
  }

  /** The provider alone, for what no part of Medusa calls; without the payment module's own services. */
  get provider() {
    return new WolffPayOnlineProvider({ logger: this.logger, wolffpay: this.plugin })
  }

  get control() {
    return this.sandbox.control
  }

  /** The plugin's calls, as "POST /api/v1/payments 200"; "-" where the connection was cut. */
  get calls() {
    return this.requests.map(({ method, path, status }) => `${method} ${path} ${status ?? "-"}`)
  }

  get requests() {
    return this.control.state().requests.filter(({ path }) => path.startsWith("/api/"))
  }

  /** The idempotency keys that were sent, each once, in the order of their first use. */
  keys(path: string) {
    const posts = this.requests.filter((one) => one.method === "POST" && one.path === path)
    return [...new Set(posts.map((request) => request.idempotencyKey))]
  }

  emitted(name: string) {
    return this.events.filter((event) => event.name === name).map((event) => event.data)
  }

  async newSession({
    amount = 15,
    currency_code = "eur",
    data = {},
    provider_id = PROVIDER,
  }: SessionOrder = {}) {
    const collection = await this.payments.createPaymentCollections({ currency_code, amount })
    return this.payments.createPaymentSession(collection.id, {
      provider_id,
      currency_code,
      amount,
      data,
    })
  }

  async pay(session: { data?: unknown }, outcome = "succeed", method = "card") {
    const data = session.data as Record<string, unknown>
    await this.control.pay({ clientSecret: String(data.client_secret), method, outcome })
    return String(data.id)
  }

  /** A session that was paid and authorized: Medusa has a payment, captured unless capture is manual. */
  async paidSession(order: SessionOrder = {}) {
    const session = await this.newSession(order)
    const intentId = await this.pay(session)
    const payment = await this.payments.authorizePaymentSession(session.id, {})
    if (!payment) {
      throw new Error("The session was not authorized")
    }
    const intent = await this.intent(intentId)
    return { session, intentId, payment, intent }
  }

  /** What Medusa does when it could not book an authorised session: cancelPayment without a key. */
  async rollback(session: { data: unknown }) {
    const services = Reflect.get(this.payments, "__container__") as Record<string, unknown>
    const provider = new WolffPayOnlineProvider({
      logger: this.logger,
      wolffpay: this.plugin,
      paymentService: services.paymentService,
    })
    return provider.cancelPayment({
      data: session.data as Record<string, unknown>,
      context: { idempotency_key: undefined },
    })
  }

  async intent(intentId: string) {
    const row = await this.plugin.intents.ofIntent(intentId)
    if (!row) {
      throw new Error(`The plugin has no row for ${intentId}`)
    }
    return row
  }

  intentsOf(session: { id: string }) {
    return this.plugin.intents.ofSession(session.id)
  }

  async attention() {
    const { rows } = await this.connection.raw(
      "select * from wolffpay_attention where resolved_at is null order by created_at"
    )
    return rows as Record<string, unknown>[]
  }

  /** A verified webhook that stands in the inbox and has not been worked through. */
  receive(event: string, data: Record<string, unknown>) {
    const body = JSON.stringify({ event, data, timestamp: new Date().toISOString() })
    return receiveWebhook(this.plugin, {
      rawBody: Buffer.from(body),
      signature: signatureOf(body),
      now: Math.floor(Date.now() / 1000),
    })
  }

  async close() {
    await this.sandbox.close()
    await this.app?.onApplicationPrepareShutdown()
    await this.app?.onApplicationShutdown()
    MedusaModule.clearInstances()
    await this.connection.destroy()
    await this.database.drop()
  }

  private get logger(): Logger {
    const write = (message: unknown) => {
      this.log.push(message instanceof Error ? message.message : String(message))
    }
    return { info: write, warn: write, error: write, debug: write } as never
  }

  /** Medusa keeps what it was given at the start; the plugin changes with each test's options. */
  private lazyPlugin(): WolffPayModuleService {
    return new Proxy({} as WolffPayModuleService, {
      get: (_target, name) => {
        const value: unknown = Reflect.get(this.plugin, name, this.plugin)
        return typeof value === "function" ? value.bind(this.plugin) : value
      },
    })
  }
}

/** One payment module and one sandbox for all tests of a file. */
export function describeProvider(
  name: string,
  body: (suite: () => PaymentModule) => void,
  options: Options = {}
) {
  describe(name, () => {
    let started: PaymentModule | undefined
    const suite = () => {
      if (!started) {
        throw new Error("The payment module is ready only inside hooks and tests")
      }
      return started
    }
    beforeAll(async () => {
      started = await PaymentModule.start()
    })
    beforeEach(() => suite().reset(options))
    afterAll(() => started?.close())
    body(suite)
  })
}
