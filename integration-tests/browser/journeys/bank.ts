import { nl as sentences } from "../../../src/storefront/messages-nl"
import type { ShopWindow } from "../../support/shop-window"
import { expectCartKept, expectOneOrder, expectPaid, MUG_TOTAL } from "./expect-order"

export function bankJourneys(window: ShopWindow) {
  async function toBank() {
    const { shopper, cartId } = await window.visitPayment()
    await shopper.chooseMethod("iDEAL")
    await shopper.pay()
    await shopper.page.waitForURL(/\/sandbox\/bank\?/)
    return { shopper, cartId }
  }

  it("places the order when the window is closed at the bank, and shows it later", async () => {
    const { shopper, cartId } = await toBank()
    // The bank has the money, and the browser never gets to the shop.
    await shopper.page.route("**/checkout/return?**", (route) => route.abort())
    await shopper.answerBank("pay")
    await expectOneOrder(window, cartId)
    await shopper.page.close()
    const later = await window.anotherTab(shopper)
    await later.open("/checkout")
    await expectPaid(window, later, cartId)
  })

  it("says what to do when the bank refuses, keeps the cart, and takes a card instead", async () => {
    const { shopper, cartId } = await toBank()
    await shopper.answerBank("decline")
    await shopper.heading(shopper.t.back.failedTitle).waitFor()
    expect(await shopper.problem()).toBe(sentences.declined)
    await expectCartKept(window, shopper, cartId)
    await shopper.follow(shopper.t.back.toPayment)
    await shopper.formIsReady()
    await shopper.fillCard()
    await shopper.pay()
    await expectPaid(window, shopper, cartId)
    expect(window.sandbox.payments).toHaveLength(1)
  })

  it("takes another way to pay after the back button on the bank's page", async () => {
    const { shopper, cartId } = await toBank()
    await shopper.page.goBack()
    await shopper.formIsReady()
    await expectCartKept(window, shopper, cartId)
    await shopper.fillCard()
    await shopper.pay()
    await expectPaid(window, shopper, cartId)
    expect(window.sandbox.payments).toHaveLength(1)
  })

  it("offers no second payment after the back button on the order's page", async () => {
    const shopper = await window.visit()
    const cartId = await shopper.toPayment()
    await shopper.fillCard()
    await shopper.pay()
    const { id } = await expectPaid(window, shopper, cartId, MUG_TOTAL)
    await shopper.page.goBack()
    await shopper.page.getByText(shopper.t.cart.empty).waitFor()
    expect(await shopper.page.locator(".pay").count()).toBe(0)
    await shopper.follow(shopper.t.cart.lastOrder)
    expect(await shopper.orderPage()).toBe(id)
    await expectOneOrder(window, cartId)
  })

  it("leads back to the order from a bank's page that was answered already", async () => {
    const { shopper, cartId } = await toBank()
    await shopper.answerBank("pay")
    const { id } = await expectPaid(window, shopper, cartId)
    await shopper.page.goBack()
    await shopper.page.waitForURL(/\/sandbox\/bank\?/)
    await shopper.follow("Terug naar de winkel")
    expect(await shopper.orderPage()).toBe(id)
    await expectOneOrder(window, cartId)
  })
}
