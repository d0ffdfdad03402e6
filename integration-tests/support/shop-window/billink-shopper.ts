import { SESSION_TEXTS } from "../../../sandbox/billink/page/session/texts"
import type { Shopper } from "./shopper"

const PAGE = /\/sandbox\/billink\/session\//
export const BIRTHDATE = "31-12-1990"
/** A phone is what Billink needs beside what every order has. */
export const PHONE_NUMBER = "06 12345678"

type Choice = "accept" | "decline" | "payNow" | "cancel" | "fail"

/** What a shopper does who pays later, in the shop and on Billink's page. */
export class BillinkShopper {
  constructor(readonly shopper: Shopper) {}

  /** The texts of Billink's page. */
  get t() {
    return SESSION_TEXTS[this.shopper.language]
  }

  get orderButton() {
    const { page, t } = this.shopper
    const [before = ""] = t.payment.order("|").split("|")
    return page.locator(".pay").getByRole("button", { name: new RegExp(`^${before}`) })
  }

  async choose() {
    const { page, t } = this.shopper
    await page.getByRole("radio", { name: t.payment.billink }).check()
    await this.orderButton.waitFor()
  }

  /** From an empty cart to the choice of Billink. Gives the cart's id. */
  async toChoice(
    fillIn: () => Promise<void> = () => this.shopper.fillDetails({ phone: PHONE_NUMBER })
  ) {
    const { shopper } = this
    await shopper.addToCart("mok-tulp", shopper.language === "nl" ? "Rood" : "Red")
    await shopper.open("/checkout")
    await fillIn()
    await shopper.chooseDelivery()
    await this.choose()
    return shopper.cartId()
  }

  /** On to Billink's page. */
  async order() {
    const { page } = this.shopper
    await this.orderButton.click()
    await page.waitForURL(PAGE).catch(async () => {
      throw new Error(`Not at Billink, but at: ${await page.locator("main").innerText()}`)
    })
    await this.shopper.heading(this.t.title).waitFor()
  }

  /** Presses one of the buttons of Billink's page, having answered what it asks. */
  async answer(choice: Choice) {
    const question = this.shopper.page.locator("#answer")
    if (choice === "accept" && (await question.count()) > 0) {
      await question.fill(BIRTHDATE)
    }
    await this.shopper.press(this.t[choice])
  }

  async saysNotOrdered(reason: string) {
    const { t } = this.shopper
    await this.shopper.heading(t.back.notOrderedTitle).waitFor()
    expect(await this.shopper.problem()).toBe(reason)
  }

  /** Back from a page that says why there is no order, to Billink once more. */
  async tryAgain() {
    await this.shopper.follow(this.shopper.t.back.toPayment)
    await this.choose()
    await this.order()
  }
}
