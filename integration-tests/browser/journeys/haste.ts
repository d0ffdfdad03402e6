import type { ShopWindow } from "../../support/shop-window"
import { waitUntil } from "../../support/wait"
import { chargesOf, confirmsOf, expectCartKept, expectPaid } from "./expect-order"

const SLOW_MS = 700
const SLOW_NETWORK_MS = 200

export function hasteJourneys(window: ShopWindow) {
  it("pays once for a double click", async () => {
    const { shopper, cartId } = await window.visitPayment()
    await shopper.fillCard()
    await shopper.payButton.dblclick()
    await expectPaid(window, shopper, cartId)
    expect(confirmsOf(window)).toBe(1)
    expect(window.sandbox.payments).toHaveLength(1)
  })

  it("pays once and says that it is busy while the shop answers slowly", async () => {
    const { shopper, cartId } = await window.visitPayment()
    await shopper.fillCard()
    await shopper.page.route(`${window.medusa.url}/store/**`, async (route) => {
      await new Promise((resolve) => setTimeout(resolve, SLOW_MS))
      await route.continue().catch(() => undefined)
    })
    const button = shopper.page.locator(".pay button[type=submit]")
    await button.click()
    await button.getByText(shopper.t.payment.paying).waitFor()
    expect(await button.getAttribute("aria-disabled")).toBe("true")
    await button.click({ force: true })
    await button.press("Enter")
    await expectPaid(window, shopper, cartId)
    expect(confirmsOf(window)).toBe(1)
  })

  it("buys once by a network that is slow from the first page to the last", async () => {
    const shopper = await window.visit()
    await shopper.page.context().route("**/*", async (route) => {
      await new Promise((resolve) => setTimeout(resolve, SLOW_NETWORK_MS))
      await route.continue().catch(() => undefined)
    })
    const cartId = await shopper.toPayment("mok-tulp", "Rood")
    await shopper.chooseMethod("iDEAL")
    await shopper.pay()
    await shopper.answerBank("pay")
    await expectPaid(window, shopper, cartId)
    expect(confirmsOf(window)).toBe(1)
    expect(window.sandbox.payments).toHaveLength(1)
  })

  it("makes one order of a cart that two tabs pay at once, and leads both to it", async () => {
    const { shopper, cartId } = await window.visitPayment()
    const other = await window.anotherTab(shopper)
    await other.open("/checkout?step=payment")
    await other.formIsReady()
    await shopper.fillCard()
    await other.fillCard()
    await Promise.all([shopper.pay(), other.pay()])
    await expectPaid(window, shopper, cartId)
    await expectPaid(window, other, cartId)
    expect(window.sandbox.payments).toHaveLength(1)
  })

  it("shows the order in a second tab whose cart was paid in the first", async () => {
    const { shopper, cartId } = await window.visitPayment({ language: "en" })
    const other = await window.anotherTab(shopper)
    await other.open("/checkout?step=payment")
    await other.formIsReady()
    await shopper.fillCard()
    await shopper.pay()
    const { id } = await expectPaid(window, shopper, cartId)
    await other.page.locator(".pay").waitFor({ state: "detached" })
    await other.follow(other.t.cart.lastOrder)
    expect(await other.orderPage()).toBe(id)
    expect(chargesOf(window)).toHaveLength(1)
  })

  it("refuses, in words, to change a cart that is paid, and makes its order", async () => {
    const { shopper, cartId } = await window.visitPayment()
    const other = await window.anotherTab(shopper)
    await other.open("/cart")
    const more = other.page.getByRole("button", { name: /^Eén meer/ })
    await more.waitFor()
    await shopper.chooseMethod("iDEAL")
    await shopper.pay()
    await shopper.page.waitForURL(/\/sandbox\/bank\?/)
    await expectCartKept(window, other, cartId)
    // Paid, and the shop knows it by its webhook; the order is not placed yet.
    await window.medusa.process.silence()
    await shopper.page.route("**/checkout/return?**", (route) => route.abort())
    await shopper.answerBank("pay")
    await waitUntil("the webhook is answered", () =>
      window.sandbox.deliveries.some(({ attempts }) => attempts.some((one) => one.status === 200))
    )
    await more.click()
    expect(await other.problem()).toContain(other.t.problems.paid)
    await window.medusa.process.silence(false)
    await other.open(`/checkout/return?cart_id=${cartId}`)
    const order = await expectPaid(window, other, cartId)
    expect(order.items).toMatchObject([{ quantity: 1 }])
  })
}
