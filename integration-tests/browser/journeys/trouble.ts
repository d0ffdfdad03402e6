import axios from "axios"
import { en as sentencesEn } from "../../../src/storefront/messages-en"
import { nl as sentencesNl } from "../../../src/storefront/messages-nl"
import type { Language, ShopWindow } from "../../support/shop-window"
import { readyCart } from "../../support/shop-window/ready-cart"
import { waitUntil } from "../../support/wait"
import { expectCartKept, expectPaid } from "./expect-order"

const PAYMENT = "/checkout?step=payment"
const SENTENCES = { nl: sentencesNl, en: sentencesEn }

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
      expect(await shopper.problem()).toContain(t.problems.key)
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
    expect(await shopper.problem()).toContain(SENTENCES[language].service_unavailable)
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
    expect(await shopper.problem()).toContain(sentence)
    // Then it says so at once.
    await shopper.open(PAYMENT)
    expect(await shopper.problem()).toContain(sentence)
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
    expect(await shopper.problem()).toContain(sentencesNl.stripe_unreachable)
    await expectCartKept(window, shopper, cartId)
    await shopper.page.unroute("**/sandbox/stripe/**")
    await shopper.press(shopper.t.retry)
    await shopper.formIsReady()
    // The browser itself reports requests that never arrived.
    shopper.complaints.splice(0)
  })
}
