import axios, { type AxiosInstance } from "axios"
import type { Browser, BrowserContext, BrowserContextOptions } from "playwright-core"
import type { BillinkSandbox } from "../../../sandbox/billink"
import { startBillink } from "../billink-sandbox"
import { launchBrowser, openContext } from "../browser"
import { ShopSandbox } from "../sandbox"
import { ADMIN } from "../admin"
import { WindowMedusa } from "../shop-window/medusa"
import { one } from "../one"
import { waitUntil } from "../wait"
import { installAdmin } from "./admin"
import { Clerk, type Language } from "./clerk"

export { Clerk, filled, type Language } from "./clerk"

const START_MS = 900_000
const TEST_MS = 180_000
const LAPTOP = { width: 1280, height: 800 }
export const TABLET = { width: 1024, height: 768 }
/** The reader of the demo's counter, by its name in the shop and its id at WolffPay. */
export const COUNTER = { name: "Toonbank", id: "tmr_demo_toonbank" }

interface Visit extends BrowserContextOptions {
  language?: Language
}

export interface PaidOrder {
  id: string
  display_id: number
  status: string
  payment_status: string
  fulfillment_status: string
  total: number
  email: string | null
}

/** The demo's shop with its admin in a Chromium. Its members are ready inside hooks and tests. */
export class TillWindow {
  private parts:
    | { sandbox: ShopSandbox; billink: BillinkSandbox; medusa: WindowMedusa; browser: Browser }
    | undefined
  private contexts: BrowserContext[] = []
  private clerks: Clerk[] = []
  private admin: AxiosInstance | undefined

  async open() {
    const sandbox = await ShopSandbox.start()
    const billink = await startBillink()
    await installAdmin(sandbox.url)
    const medusa = await WindowMedusa.start({
      sandbox,
      billink,
      storefrontUrl: "http://localhost",
      env: { DEMO_ADMIN: "on", NODE_ENV: "production" },
    })
    this.parts = { sandbox, billink, medusa, browser: await launchBrowser() }
    const { data } = await axios.post(`${medusa.url}/auth/user/emailpass`, ADMIN)
    this.admin = axios.create({
      baseURL: `${medusa.url}/admin`,
      headers: { authorization: `Bearer ${data.token}` },
    })
  }

  get sandbox() {
    return this.opened.sandbox
  }

  get medusa() {
    return this.opened.medusa
  }

  async reset() {
    await this.sandbox.reset(this.medusa.url)
    await this.sandbox.control.addReader({ id: COUNTER.id, locationId: "tml_sandbox" })
  }

  /** A clerk with a browser of their own, signed in. */
  async clerk({ language = "nl", ...options }: Visit = {}) {
    const locale = language === "nl" ? "nl-NL" : "en-GB"
    const context = await openContext(this.opened.browser, {
      viewport: LAPTOP,
      locale,
      timezoneId: "Europe/Amsterdam",
      ...options,
    })
    this.contexts.push(context)
    const clerk = await Clerk.signIn(context, language, this.medusa.url)
    this.clerks.push(clerk)
    return clerk
  }

  /** What the customer does, once the reader asks for a card. */
  async card(outcome: "tap" | "decline" | "cancel", readerId = COUNTER.id) {
    await this.untilAsked(readerId)
    await this.sandbox.control.presentCard(readerId, outcome)
  }

  untilAsked(readerId = COUNTER.id) {
    return waitUntil(
      "the reader asks for a card",
      () => this.sandbox.control.state().readers.find(({ id }) => id === readerId)?.waitingFor,
      30_000
    )
  }

  /** What came in for good, in cents, by WolffPay's own books. */
  get charged() {
    const { ledger } = this.sandbox.control.state()
    return ledger.reduce((sum, { charged }) => sum + charged, 0)
  }

  async order(displayId: number): Promise<PaidOrder> {
    // Medusa's list knows no filter by number.
    const { data } = await this.api.get("/orders", {
      params: {
        limit: 100,
        fields: "id,display_id,status,payment_status,fulfillment_status,total,email",
      },
    })
    return one(data.orders.filter((order: PaidOrder) => order.display_id === displayId))
  }

  get api() {
    if (!this.admin) {
      throw new Error("The shop is open only inside hooks and tests")
    }
    return this.admin
  }

  /** Closes the clerks' browsers; gives what these complained about. */
  async sendAway() {
    await Promise.all(this.contexts.splice(0).map((context) => context.close()))
    return this.clerks.splice(0).flatMap(({ complaints }) => complaints)
  }

  async close() {
    await this.parts?.browser.close()
    await this.parts?.medusa.stop()
    await this.parts?.sandbox.close()
    await this.parts?.billink.close()
  }

  private get opened() {
    if (!this.parts) {
      throw new Error("The shop is open only inside hooks and tests")
    }
    return this.parts
  }
}

/** One shop for all tests of a file; sales of earlier tests are still there. */
export function describeTill(name: string, body: (shop: TillWindow) => void) {
  describe(name, () => {
    const shop = new TillWindow()
    beforeAll(() => shop.open(), START_MS)
    afterAll(() => shop.close())
    beforeEach(() => shop.reset())
    afterEach(async () => {
      const complaints = await shop.sendAway()
      expect([...complaints, ...shop.sandbox.violations]).toEqual([])
    })
    jest.setTimeout(TEST_MS)
    body(shop)
  })
}
