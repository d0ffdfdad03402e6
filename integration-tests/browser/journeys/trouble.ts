import axios from "axios"
import { en as sentencesEn } from "../../../src/storefront/messages-en"
import { nl as sentencesNl } from "../../../src/storefront/messages-nl"
import type { Language, Shopper, ShopWindow } from "../../support/shop-window"
import { readyCart } from "../../support/shop-window/ready-cart"
import { waitUntil } from "../../support/wait"
import { violationsOn } from "../../support/shop-window/accessibility"
import { expectCartKept, expectPaid } from "./expect-order"

const PAYMENT = "/checkout?step=payment"
const SENTENCES = { nl: sentencesNl, en: sentencesEn }

/** What the shopper reads, on a page that everybody can read. */
async function troubleOf(shopper: Shopper) {
  const sentence = await shopper.problem()
  expect(await violationsOn(shopper.page)).toEqual([])
  return sentence
}

/** What is wrong with a shop: the shopper reads what to do, and the cart is there once it is mended. */
export function troubleJourneys(window: ShopWindow) {
  async function withCart(language: Language) {
    const shopper = await window.visit({ language })
    return { shopper, cartId: await shopper.remember(await readyCart(window.medusa)) }
  }

  it.each([
    ["no publishable key", "", "nl"],
    ["a publishable key that Medusa does not know", `pk_${"0".repeat(64)}`, "en"],
  ] as const)("%s", async (_, publishableKey, language) => {
    const { shopper, cartId } = await withCart(language)
    const { t } = shopper
    const settings = { medusaUrl: window.medusa.url, sandboxUrl: window.sandbox.url }
    const body = `window.shopSettings = ${JSON.stringify({ ...settings, publishableKey })}`
    await shopper.page.route("**/settings.js", (route) =>
      route.fulfill({ contentType: "text/javascript", body })
    )
    for (const path of ["/", "/cart", "/checkout"]) {
      await shopper.open(path)
      expect(await troubleOf(shopper)).toContain(t.problems.key)
    }
    await expectCartKept(window, shopper, cartId)
    await shopper.page.unroute("**/settings.js")
    await shopper.open("/cart")
    await shopper.page.getByRole("link", { name: t.cart.checkout }).waitFor()
  })

  it.each(["nl", "en"] as const)("WolffPay does not answer, in %s", async (language) => {
    const { shopper, cartId } = await withCart(language)
    const silence = { kind: "drop_before", times: "always" } as const
    await window.sandbox.control.addFaults([
      { ...silence, path: "/api/config" },
      { ...silence, path: "/api/v1/*" },
    ])
    await shopper.open(PAYMENT)
    expect(await troubleOf(shopper)).toContain(SENTENCES[language].service_unavailable)
    await expectCartKept(window, shopper, cartId)
    await window.sandbox.control.clearFaults()
    await shopper.press(shopper.t.retry)
    await shopper.formIsReady()
    await shopper.fillCard()
    await shopper.pay()
    await expectPaid(window, shopper, cartId)
  })

  it.each(["nl", "en"] as const)("the account takes no payments, in %s", async (language) => {
    const { shopper, cartId } = await withCart(language)
    const sentence = SENTENCES[language].charges_not_enabled
    const { control } = window.sandbox
    await control.settings({ chargesEnabled: false })
    // Medusa thinks that it does, and learns otherwise by trying.
    await shopper.open(PAYMENT)
    expect(await troubleOf(shopper)).toContain(sentence)
    // Then it says so at once.
    await shopper.open(PAYMENT)
    expect(await troubleOf(shopper)).toContain(sentence)
    await expectCartKept(window, shopper, cartId)
    expect(window.sandbox.payments).toEqual([])
    await control.settings({ chargesEnabled: true })
    const config = `${window.medusa.url}/store/wolffpay/config`
    const headers = { "x-publishable-api-key": window.medusa.publishableKey }
    await waitUntil("Medusa knows that it takes payments again", async () => {
      const { data } = await axios.get(config, { headers })
      return data.chargesEnabled as boolean
    })
    await shopper.press(shopper.t.retry)
    await shopper.formIsReady()
    await shopper.fillCard()
    await shopper.pay()
    await expectPaid(window, shopper, cartId)
  })

  it("Stripe's form cannot be loaded", async () => {
    const { shopper, cartId } = await withCart("nl")
    await shopper.page.route("**/sandbox/stripe/**", (route) => route.abort())
    await shopper.open(PAYMENT)
    expect(await troubleOf(shopper)).toContain(sentencesNl.stripe_unreachable)
    await expectCartKept(window, shopper, cartId)
    await shopper.page.unroute("**/sandbox/stripe/**")
    await shopper.press(shopper.t.retry)
    await shopper.formIsReady()
    // The browser itself reports requests that never arrived.
    shopper.complaints.splice(0)
  })

  it("nobody can say yet whether the order is there", async () => {
    const { shopper, cartId } = await window.visitPayment()
    const { page, t } = shopper
    await window.medusa.process.silence()
    // Paid for, and not on the shelf any more: nothing that a shopper can settle.
    const refusal = { type: "not_allowed", code: "insufficient_inventory", message: "Sold out" }
    const completing = "**/store/carts/*/complete"
    await page.route(completing, (route) => route.fulfill({ status: 400, json: refusal }))
    await shopper.chooseMethod("iDEAL")
    await shopper.pay()
    await shopper.answerBank("pay")
    await shopper.heading(t.back.unknownTitle).waitFor()
    await page.getByText(sentencesNl.unknown).waitFor()
    expect(await violationsOn(page)).toEqual([])
    await page.unroute(completing)
    await window.medusa.process.silence(false)
    await shopper.press(t.back.lookAgain)
    await expectPaid(window, shopper, cartId)
  })

  it.each(["nl", "en"] as const)("the page does not exist, in %s", async (language) => {
    const { shopper, cartId } = await withCart(language)
    const { t, page } = shopper
    for (const path of ["/nowhere", "/products/nothing", "/order/order_nobody"]) {
      await shopper.open(path)
      await shopper.heading(t.notFound.title).waitFor()
      expect(await violationsOn(page)).toEqual([])
    }
    await shopper.follow(t.notFound.back)
    await shopper.heading(t.catalogue.title).waitFor()
    await expectCartKept(window, shopper, cartId)
  })
}
