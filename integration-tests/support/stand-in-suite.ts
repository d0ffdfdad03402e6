import type { Browser, BrowserContext, FrameLocator, Page } from "playwright-core"
import { startWolffPaySandbox, type WolffPaySandbox } from "../../sandbox/wolffpay"
import { launchBrowser } from "./browser"
import { StripeShop } from "./stripe-shop"

const METHODS = ["card", "ideal", "bancontact", "sepa_debit"]

interface CheckoutResult {
  paymentIntent?: { id: string; status: string }
  error?: { type: string; code?: string; decline_code?: string; message: string }
  loaderror?: { type: string; message: string }
  thrown?: string
}

/** A checkout of Stripe's real packages in a browser, in front of a sandbox that each test has to itself. */
export class StandIn {
  /** Errors of the page. A test that means to cause one takes it out. */
  problems: string[] = []
  /** Where the shopper types: the checkout's first frame. */
  readonly frame: FrameLocator
  private payments = 0

  constructor(
    readonly shop: StripeShop,
    readonly sandbox: WolffPaySandbox,
    readonly page: Page
  ) {
    this.frame = page.frameLocator("iframe").first()
    page.setDefaultTimeout(10_000)
    page.on("pageerror", (error) => this.problems.push(error.message))
    page.on("console", (message) => {
      // The browser itself reports every answer that is not 2xx, a declined card's included.
      const expected = /the server responded with a status of 4\d\d/.test(message.text())
      if (message.type() === "error" && !expected) this.problems.push(message.text())
    })
  }

  async createPayment(paymentMethodTypes = METHODS) {
    const response = await fetch(`${this.sandbox.url}/api/v1/payments`, {
      method: "POST",
      headers: {
        authorization: `Bearer ${this.sandbox.apiKey}`,
        "content-type": "application/json",
        "idempotency-key": `stand-in-${++this.payments}`,
      },
      body: JSON.stringify({ amount: 2495, description: "Theepot 7", paymentMethodTypes }),
    })
    const { data } = (await response.json()) as { data: { id: string; clientSecret: string } }
    return data
  }

  async openCheckout(secret: string, query: Record<string, string> = {}) {
    const known = { key: "pk_test_sandbox", account: "acct_sandbox_test", locale: "en" }
    await this.page.goto(this.shop.checkout({ ...known, secret, ...query }))
  }

  /** A payment and its checkout, which stays on the page unless it must not. */
  async begin(query: Record<string, string> = {}, methods?: string[]) {
    const payment = await this.createPayment(methods)
    await this.openCheckout(payment.clientSecret, { redirect: "if_required", ...query })
    await this.page.getByRole("button", { name: "Pay now", disabled: false }).waitFor()
    return payment
  }

  async fillCard(number: string, expiry = "12 / 40", cvc = "123") {
    await this.frame.locator("#number").fill(number)
    await this.frame.locator("#expiry").fill(expiry)
    await this.frame.locator("#cvc").fill(cvc)
  }

  choose(name: string) {
    return this.frame.getByRole("radio", { name }).check()
  }

  pressPay() {
    return this.page.getByRole("button", { name: "Pay now" }).click()
  }

  async pay() {
    await this.pressPay()
    return this.result()
  }

  /** What Stripe.js answered, or what the element told. */
  async result(): Promise<CheckoutResult> {
    await this.page.waitForFunction(() => {
      const text = document.getElementById("result")?.textContent ?? ""
      return text !== "" && text !== "null"
    })
    const text = await this.page.locator("#result").textContent()
    return JSON.parse(text ?? "null") as CheckoutResult
  }

  /** The 3-D Secure step. */
  get step() {
    return this.page.frameLocator("dialog iframe")
  }

  atBank() {
    return this.page.waitForURL(/\/sandbox\/bank\?/)
  }

  /** The address of the return page, once the shopper is there. */
  async returned() {
    await this.page.waitForURL(/redirect_status=/)
    return new URL(this.page.url())
  }

  statusOf(id: string) {
    return this.sandbox.control.payment(id).status
  }
}

/** Runs `define` with a way to get at the current test's checkout. A test fails when its page had an error. */
export function describeStandIn(name: string, define: (current: () => StandIn) => void) {
  describe(name, () => {
    let browser: Browser | undefined
    let shop: StripeShop | undefined
    let context: BrowserContext | undefined
    let standIn: StandIn | undefined

    const current = () => {
      if (!standIn) throw new Error("There is no checkout before a test has begun")
      return standIn
    }

    beforeAll(async () => {
      browser = await launchBrowser()
      shop = await StripeShop.open()
    })

    afterAll(async () => {
      await browser?.close()
      shop?.close()
    })

    beforeEach(async () => {
      if (!browser || !shop) throw new Error("The browser did not start")
      const sandbox = await startWolffPaySandbox()
      shop.standIn = sandbox.url
      context = await browser.newContext({ locale: "en-GB" })
      standIn = new StandIn(shop, sandbox, await context.newPage())
    })

    afterEach(async () => {
      await context?.close()
      await standIn?.sandbox.close()
      expect(standIn?.problems).toEqual([])
    })

    define(current)
  })
}
