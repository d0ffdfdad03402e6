import type { BrowserContext, Page } from "playwright-core"
import { en } from "../../../src/admin/i18n/en"
import { nl } from "../../../src/admin/i18n/nl"
import { SLOWEST_SCAN_GAP_MS } from "../../../src/admin/lib/scanner"
import { ADMIN } from "../admin"

export type Language = "nl" | "en"

const PATIENCE_MS = 45_000
const BETWEEN_SCANS_MS = 4 * SLOWEST_SCAN_GAP_MS

/** Somebody behind a till, who goes by what the screens say. */
export class Clerk {
  readonly t: typeof en

  private constructor(
    readonly page: Page,
    private readonly language: Language,
    private readonly url: string,
    /** Errors of scripts and in the console; a test leaves none behind. */
    readonly complaints: string[] = []
  ) {
    this.t = language === "nl" ? nl : en
    page.setDefaultTimeout(PATIENCE_MS)
    page.on("pageerror", (error) => this.complaints.push(error.message))
    page.on("console", (message) => {
      // That a request was refused or cut off is what some tests are about.
      if (message.type() === "error" && !message.text().startsWith("Failed to load resource")) {
        this.complaints.push(message.text())
      }
    })
  }

  static async signIn(context: BrowserContext, language: Language, url: string) {
    await context.addCookies([{ name: "lng", value: language, url }])
    const login = await context.request.post(`${url}/auth/user/emailpass`, { data: ADMIN })
    const { token } = await login.json()
    const headers = { authorization: `Bearer ${token}` }
    await context.request.post(`${url}/auth/session`, { headers })
    return new Clerk(await context.newPage(), language, url)
  }

  /** The same person in another window of the same browser. */
  async inAnotherTab() {
    const page = await this.page.context().newPage()
    return new Clerk(page, this.language, this.url, this.complaints)
  }

  async open(path = "/point-of-sale") {
    await this.page.goto(`${this.url}/app${path}`)
  }

  /** At the till of this reader, ready to scan. */
  async standAt(reader: string) {
    await this.open()
    await this.page.getByRole("button", { name: reader }).click()
    await this.page.getByRole("option").first().waitFor()
  }

  /** As a scanner does it, whatever has the focus. */
  async scan(code: string) {
    await this.page.waitForTimeout(BETWEEN_SCANS_MS)
    await this.page.evaluate((text) => {
      const press = (key: string) => {
        const target = document.activeElement ?? document.body
        const init = { key, bubbles: true, cancelable: true }
        if (!target.dispatchEvent(new KeyboardEvent("keydown", init)) || key.length > 1) {
          return
        }
        const field = document.activeElement
        if (field instanceof HTMLInputElement) {
          document.execCommand("insertText", false, key)
        }
      }
      for (const key of [...text, "Enter"]) {
        press(key)
      }
    }, code)
  }

  press(name: string | RegExp) {
    return this.button(name).click()
  }

  button(name: string | RegExp) {
    return this.page.getByRole("button", { name }).first()
  }

  key(name: string) {
    return this.page.keyboard.press(name)
  }

  /** The line of an article in the basket. */
  line(title: string) {
    return this.basket.getByRole("listitem").filter({ hasText: title })
  }

  get basket() {
    return this.page.getByRole("region", { name: this.t.basket.title })
  }

  get payment() {
    return this.page.getByRole("region", { name: this.t.pay.title })
  }

  get total() {
    return this.basket.locator("dd").last()
  }

  get field() {
    return this.page.getByRole("combobox", { name: this.t.search.label })
  }

  /** Waits until the payment says this. */
  async says(phase: keyof typeof en.pay) {
    const words = this.t.pay[phase]
    try {
      await this.payment.getByRole("heading", { name: words, exact: true }).waitFor()
    } catch (cause) {
      const screen = await this.page.locator("main").innerText()
      throw new Error(`Nobody says "${words}". The screen shows:\n${screen}`, { cause })
    }
  }

  /** Waits for the success screen; gives the number of the order. */
  async isPaid() {
    await this.says("paid")
    const text = await this.payment.getByRole("status").first().innerText()
    return Number(/#(\d+)/.exec(text)?.[1])
  }
}

/** A text of the screens with its holes filled. */
export function filled(text: string, values: Record<string, string | number>) {
  return text.replace(/{{(\w+)}}/g, (_, name: string) => String(values[name]))
}
