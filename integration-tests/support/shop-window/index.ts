import type { Browser, BrowserContext, BrowserContextOptions } from "playwright-core"
import type { BillinkSandbox } from "../../../sandbox/billink"
import { BILLINK_TOKEN, sendBillinkWebhooks, startBillink } from "../billink-sandbox"
import { launchBrowser, openContext } from "../browser"
import { ShopSandbox } from "../sandbox"
import { serveWindow } from "./app"
import { BackOffice } from "./back-office"
import { WindowMedusa } from "./medusa"
import { readyCart } from "./ready-cart"
import { Shopper, type Language } from "./shopper"
import { leaksIn, Traffic, type Sent } from "./traffic"

export type { Language, Shopper } from "./shopper"

const START_MS = 300_000
const TEST_MS = 120_000
const DESKTOP = { width: 1280, height: 800 }
export const PHONE = { width: 360, height: 740 }

interface Visit extends BrowserContextOptions {
  language?: Language
}

/** Its members are ready inside hooks and tests, not while the tests are being defined. */
export interface ShopWindow {
  /** Where the storefront is. */
  readonly url: string
  readonly medusa: WindowMedusa
  /** WolffPay and Stripe.js, as in the integration tests. */
  readonly sandbox: ShopSandbox
  readonly billink: BillinkSandbox
  readonly office: BackOffice
  /** A new shopper with nothing remembered, on no page yet. */
  visit(visit?: Visit): Promise<Shopper>
  /** A new shopper before the payment form, with a mug in the cart. */
  visitPayment(visit?: Visit): Promise<{ shopper: Shopper; cartId: string }>
  /** Another tab of the same browser. */
  anotherTab(shopper: Shopper): Promise<Shopper>
  /** What the browsers have sent in this test. */
  sent(): Promise<Sent[]>
}

interface Options {
  /** The merchant's environment, such as WOLFFPAY_PAYMENT_METHOD_TYPES. */
  env?: Record<string, string>
  /** Calls that break one of WolffPay's rules, and scripts that complain: a test leaves none behind unless it says so here. */
  allowComplaints?: boolean
}

/**
 * The demo's shop as shoppers see it: one Medusa in a child process, a sandbox, the built storefront and a Chromium for all tests
 * of a file. Each test starts with an empty sandbox and shoppers of its own; orders of earlier tests are still there. A test also
 * fails when a browser sent a secret to somebody who must not have it.
 */
export function describeShopWindow(
  name: string,
  body: (window: ShopWindow) => void,
  { env = {}, allowComplaints = false }: Options = {}
) {
  describe(name, () => {
    const window = new OpenWindow(env)
    beforeAll(() => window.open(), START_MS)
    afterAll(() => window.close())
    beforeEach(() => window.reset())
    afterEach(async () => {
      // Its errors: what a failed test saw was perhaps one of them.
      process.stdout.write(window.medusa.process.takeLog())
      const leaks = await window.leaks()
      const complaints = await window.sendAway()
      expect(leaks).toEqual([])
      if (!allowComplaints) {
        const { violations } = window.billink.control.state()
        expect([...complaints, ...window.sandbox.violations, ...violations]).toEqual([])
      }
    })
    jest.setTimeout(TEST_MS)
    body(window)
  })
}

class OpenWindow implements ShopWindow {
  private parts: Awaited<ReturnType<OpenWindow["start"]>> | undefined
  private shoppers: Shopper[] = []
  private contexts: BrowserContext[] = []
  private readonly traffic = new Traffic()
  private seen: Sent[] = []

  constructor(private readonly env: Record<string, string>) {}

  async open() {
    this.parts = await this.start()
  }

  private async start() {
    const sandbox = await ShopSandbox.start()
    const billink = await startBillink()
    const settings = {
      medusaUrl: "",
      publishableKey: "",
      sandboxUrl: sandbox.url,
      billinkUrl: billink.url,
    }
    const server = await serveWindow(() => settings)
    const given = { sandbox, billink, storefrontUrl: server.url, env: this.env }
    const medusa = await WindowMedusa.start(given)
    Object.assign(settings, { medusaUrl: medusa.url, publishableKey: medusa.publishableKey })
    const browser: Browser = await launchBrowser()
    return { sandbox, billink, server, medusa, browser, office: new BackOffice(medusa) }
  }

  get url() {
    return this.opened.server.url
  }

  get medusa() {
    return this.opened.medusa
  }

  get sandbox() {
    return this.opened.sandbox
  }

  get billink() {
    return this.opened.billink
  }

  /** Both services as on their first day, with their webhooks for this Medusa. */
  async reset() {
    await this.sandbox.reset(this.medusa.url)
    await this.billink.control.reset()
    await sendBillinkWebhooks(this.billink, this.medusa.url)
  }

  get office() {
    return this.opened.office
  }

  async visit({ language = "nl", ...options }: Visit = {}) {
    const locale = language === "nl" ? "nl-NL" : "en-GB"
    const settings = { viewport: DESKTOP, locale, ...options }
    const context = await openContext(this.opened.browser, settings)
    this.contexts.push(context)
    this.traffic.watch(context)
    return this.enter(context, language)
  }

  async visitPayment(visit?: Visit) {
    const [shopper, cartId] = await Promise.all([this.visit(visit), readyCart(this.medusa)])
    await shopper.remember(cartId)
    await shopper.open("/checkout?step=payment")
    await shopper.formIsReady()
    return { shopper, cartId }
  }

  async anotherTab(shopper: Shopper) {
    return this.enter(shopper.page.context(), shopper.language)
  }

  private async enter(context: BrowserContext, language: Language) {
    const shopper = await Shopper.in(context, language, this.url)
    this.shoppers.push(shopper)
    return shopper
  }

  async sent() {
    this.seen.push(...(await this.traffic.take()))
    return this.seen
  }

  /** Requests of this test that told a secret to somebody who must not have it. */
  async leaks() {
    const sent = await this.sent()
    this.seen = []
    const { sandbox, billink, medusa } = this.opened
    const { WOLFFPAY_API_KEY = "", WOLFFPAY_WEBHOOK_SECRET = "" } = sandbox.environment
    return leaksIn(sent, {
      secrets: [WOLFFPAY_API_KEY, WOLFFPAY_WEBHOOK_SECRET, billink.id, BILLINK_TOKEN],
      clientSecrets: sandbox.payments.map(({ clientSecret }) => clientSecret),
      mayKnowClientSecrets: [this.url, sandbox.url],
      known: [this.url, sandbox.url, billink.url, medusa.url],
    })
  }

  /** Closes the shoppers' browsers; gives what these complained about. */
  async sendAway() {
    await Promise.all(this.contexts.splice(0).map((context) => context.close()))
    return this.shoppers.splice(0).flatMap(({ complaints }) => complaints)
  }

  async close() {
    await this.parts?.browser.close()
    await this.parts?.medusa.stop()
    await this.parts?.server.close()
    await this.parts?.sandbox.close()
    await this.parts?.billink.close()
  }

  private get opened() {
    if (!this.parts) {
      throw new Error("The shop window is open only inside hooks and tests")
    }
    return this.parts
  }
}
