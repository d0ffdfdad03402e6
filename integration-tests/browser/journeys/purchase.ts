import type { Language, ShopWindow } from "../../support/shop-window"
import { carries } from "../../support/shop-window/traffic"
import { expectPaid } from "./expect-order"

const LANGUAGES: Language[] = ["nl", "en"]
/** The T-shirt and its parcel. */
const SHIRT_TOTAL = 29.9

export function purchaseJourneys(window: ShopWindow) {
  it.each(LANGUAGES)("by card, in %s", async (language) => {
    const shopper = await window.visit({ language })
    const cartId = await shopper.toPayment()
    expect(await shopper.page.locator("html").getAttribute("lang")).toBe(language)
    await shopper.fillCard()
    await shopper.pay()
    await expectPaid(window, shopper, cartId)
    expect(window.sandbox.payments).toMatchObject([{ status: "succeeded", method: "card" }])
  })

  it.each([
    ["nl", "M"],
    ["en", "XL"],
  ] as const)("a T-shirt with iDEAL, by way of the bank's page, in %s", async (language, size) => {
    const shopper = await window.visit({ language })
    const cartId = await shopper.toPayment("t-shirt-gracht", size)
    await shopper.chooseMethod("iDEAL")
    await shopper.pay()
    await shopper.answerBank("pay")
    const { items } = await expectPaid(window, shopper, cartId, SHIRT_TOTAL)
    expect(items).toMatchObject([{ product_title: "T-shirt Gracht", variant_title: size }])
    await shopper.page
      .getByText(/T-shirt/)
      .first()
      .waitFor()
    expect(window.sandbox.payments).toMatchObject([{ status: "succeeded", method: "ideal" }])
  })

  it("tells the payment's client secret to Stripe and to the shop's own page only", async () => {
    const shopper = await window.visit()
    const cartId = await shopper.toPayment()
    await shopper.chooseMethod("iDEAL")
    await shopper.pay()
    await shopper.answerBank("pay")
    await expectPaid(window, shopper, cartId)
    const [payment] = window.sandbox.payments
    const sent = await window.sent()
    const told = sent.filter((request) => carries(request, payment?.clientSecret ?? "absent"))
    const origins = new Set(told.map(({ origin }) => origin))
    // That every request of every journey is looked at like this is the shop window's own check.
    expect([...origins].sort()).toEqual([window.url, window.sandbox.url].sort())
    expect(sent.some(({ origin }) => origin === window.medusa.url)).toBe(true)
  })
}
