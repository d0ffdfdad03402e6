import type { BrowserContext, FrameLocator, Page } from "playwright-core"
import { en } from "../../../sandbox/storefront/src/i18n/en"
import { nl } from "../../../sandbox/storefront/src/i18n/nl"
import { CART_KEY } from "../../../sandbox/storefront/src/lib/cart-key"
import type { Details } from "../../../sandbox/storefront/src/lib/address"

export type Language = "nl" | "en"

const PATIENCE_MS = 30_000
export const ANNA: Details = {
  email: "anna@example.com",
  first_name: "Anna",
  last_name: "Jansen",
  address_1: "Dorpsstraat 1",
  postal_code: "1234 AB",
  city: "Utrecht",
  phone: "",
}
/** The buttons of the stand-in's bank page and of its 3-D Secure step. */
const BANK = {
  nl: { pay: /^Betalen/, decline: "Laten mislukken", cancel: "Annuleren", authorise: "Goedkeuren" },
  en: { pay: /^Pay/, decline: "Let it fail", cancel: "Cancel", authorise: "Authorise" },
}

/** Somebody with a browser of their own, who goes through the shop by what its pages say. */
export class Shopper {
  /** What the browser complained about: errors of scripts and in the console. A test leaves none behind. */
  readonly complaints: string[] = []
  /** The texts of the shop in this shopper's language. */
  readonly t: typeof en

  constructor(
    readonly page: Page,
    readonly language: Language,
    private readonly shopUrl: string
  ) {
    this.t = language === "nl" ? nl : en
    page.setDefaultTimeout(PATIENCE_MS)
    page.on("pageerror", (error) => this.complaints.push(error.message))
    page.on("console", (message) => {
      // The browser itself reports every answer that is not 2xx, a declined card included.
      const isAnswer = message.text().includes("the server responded with a status of")
      if (message.type() === "error" && !isAnswer) {
        this.complaints.push(message.text())
      }
    })
  }

  static async in(context: BrowserContext, language: Language, shopUrl: string) {
    return new Shopper(await context.newPage(), language, shopUrl)
  }

  async open(path = "/") {
    const url = new URL(path, this.shopUrl)
    url.searchParams.set("lang", this.language)
    await this.page.goto(url.href)
  }

  /** Presses a button by its name; `exact` unless it is a pattern. */
  press(name: string | RegExp) {
    return this.page.getByRole("button", { name, exact: typeof name === "string" }).click()
  }

  follow(name: string) {
    return this.page.getByRole("link", { name }).first().click()
  }

  heading(name: string | RegExp) {
    return this.page.getByRole("heading", { name }).first()
  }

  /** From the product's page into the cart. */
  async addToCart(handle = "mok-tulp", variant?: string) {
    await this.open(`/products/${handle}`)
    if (variant) {
      await this.page.getByRole("radio", { name: variant, exact: true }).check()
    }
    await this.press(this.t.product.add)
    await this.page.getByRole("link", { name: this.t.product.toCart }).waitFor()
  }

  async fillDetails(details: Partial<Details> = {}) {
    await this.heading(this.t.checkout.details).waitFor()
    for (const [name, value] of Object.entries({ ...ANNA, ...details })) {
      await this.page.locator(`input[name=${name}]`).fill(value)
    }
    await this.press(this.t.checkout.next)
  }

  async chooseDelivery() {
    await this.page.getByText(this.t.delivery.legend).waitFor()
    await this.press(this.t.checkout.next)
    await this.page.getByText(this.t.payment.legend).waitFor()
  }

  /** From an empty cart to the payment form, ready to be filled in. Gives the cart's id. */
  async toPayment(handle?: string, variant?: string) {
    await this.addToCart(handle, variant)
    await this.follow(this.t.product.toCart)
    await this.follow(this.t.cart.checkout)
    await this.fillDetails()
    await this.chooseDelivery()
    await this.formIsReady()
    return this.cartId()
  }

  /** Makes this browser remember a cart that was filled elsewhere. */
  async remember(cartId: string) {
    await this.page.goto(new URL("/favicon.svg", this.shopUrl).href)
    await this.page.evaluate(([key, id]) => localStorage.setItem(key, id), [
      CART_KEY,
      cartId,
    ] as const)
    return cartId
  }

  /** The cart that this browser remembers. */
  async cartId() {
    const id = await this.rememberedCart()
    if (!id) {
      throw new Error("This browser remembers no cart")
    }
    return id
  }

  rememberedCart() {
    return this.page.evaluate((key) => localStorage.getItem(key), CART_KEY)
  }

  formIsReady() {
    return this.payButton.and(this.page.locator(":not([aria-disabled=true])")).waitFor()
  }

  get payButton() {
    const [before = "", after = ""] = this.t.payment.pay("|").split("|")
    const words = new RegExp(`^${before}.*${after}$`)
    return this.page.locator(".pay").getByRole("button", { name: words })
  }

  /** Stripe's form, which is a page of its own inside the shop's. */
  get form(): FrameLocator {
    return this.page.frameLocator(".payment-element iframe").first()
  }

  async fillCard(number = "4242 4242 4242 4242") {
    await this.form.getByRole("radio", { name: /kaart|card/i }).check()
    await this.form.locator("#number").fill(number)
    await this.form.locator("#expiry").fill("12 / 40")
    await this.form.locator("#cvc").fill("123")
  }

  chooseMethod(name: string) {
    return this.form.getByRole("radio", { name }).check()
  }

  /** A direct debit; the account's number says how it ends. */
  async fillDebit(iban: string) {
    await this.form.getByRole("radio", { name: /SEPA/ }).check()
    await this.form.locator("#email").fill(ANNA.email)
    await this.form.locator("#name").fill(`${ANNA.first_name} ${ANNA.last_name}`)
    await this.form.locator("#iban").fill(iban)
  }

  /** The words of the shop or of Stripe about what did not work, once they are there. */
  async problem() {
    const alert = this.page.getByRole("alert").filter({ hasText: /\S/ }).first()
    await alert.waitFor()
    return alert.innerText()
  }

  async pay() {
    await this.payButton.click()
  }

  /** On the bank's page, after paying with iDEAL and the like. */
  async answerBank(answer: "pay" | "decline" | "cancel" = "pay") {
    await this.page.waitForURL(/\/sandbox\/bank\?/)
    await this.press(BANK[this.language][answer])
  }

  /** In the 3-D Secure step over the shop's page. */
  async answerChallenge(answer: "authorise" | "fail" = "authorise") {
    const step = this.page.frameLocator("dialog iframe")
    const name = answer === "fail" ? /Laten mislukken|Fail/ : BANK[this.language].authorise
    await step.getByRole("button", { name }).click()
  }

  /** Waits for the page of the order; gives its id. */
  async orderPage() {
    await this.page.waitForURL(/\/order\/order_/)
    await this.heading(this.t.order.thanks).waitFor()
    return new URL(this.page.url()).pathname.split("/").at(-1) ?? ""
  }
}
