import type { Page } from "playwright-core"
import { ANNA } from "../../support/shop-window/shopper"
import { PHONE, type Shopper, type ShopWindow } from "../../support/shop-window"
import { violationsOn } from "../../support/shop-window/accessibility"
import { tabTo } from "../../support/shop-window/keyboard"
import { takePicture } from "../../support/shop-window/picture"
import { expectPaid } from "./expect-order"

type Look = (shopper: Shopper, page: string) => Promise<void>

/** Everything a shopper can buy it with, and on. */
export function accessJourneys(window: ShopWindow) {
  /** From the catalogue to the order by clicking, with a look at every page. */
  async function walk(shopper: Shopper, look: Look) {
    const { page, t } = shopper
    await shopper.open("/")
    const mug = page.getByRole("link", { name: /Mok met tulp|Tulip mug/ })
    await mug.waitFor()
    await look(shopper, "catalogue")
    await mug.click()
    await page.getByRole("button", { name: t.product.add }).waitFor()
    await look(shopper, "product")
    await shopper.press(t.product.add)
    await shopper.follow(t.product.toCart)
    await page.getByRole("link", { name: t.cart.checkout }).waitFor()
    await look(shopper, "cart")
    await shopper.follow(t.cart.checkout)
    await shopper.heading(t.checkout.details).waitFor()
    await look(shopper, "details")
    await shopper.press(t.checkout.next)
    await page.getByText(t.fieldProblems.missing.city).waitFor()
    await look(shopper, "details with mistakes")
    await shopper.fillDetails()
    await page.getByText(t.delivery.legend).waitFor()
    await look(shopper, "delivery")
    await shopper.press(t.checkout.next)
    await shopper.formIsReady()
    await shopper.fillCard()
    await look(shopper, "payment")
    const cartId = await shopper.cartId()
    await shopper.chooseMethod("iDEAL")
    await shopper.pay()
    await page.waitForURL(/\/sandbox\/bank\?/)
    await look(shopper, "bank")
    await shopper.answerBank("decline")
    await shopper.heading(t.back.failedTitle).waitFor()
    await look(shopper, "return")
    await shopper.follow(t.back.toPayment)
    await shopper.formIsReady()
    await shopper.fillCard()
    await shopper.pay()
    await expectPaid(window, shopper, cartId)
    await look(shopper, "order")
  }

  /** What is shown in the docs, and from which part of the page on. */
  const PICTURES: Record<string, string> = {
    catalogue: "body",
    payment: "[data-step=payment]",
    order: "body",
  }
  const picture = async (page: Page, name: string, kind: string) => {
    const top = PICTURES[name]
    return top ? [(await takePicture(page, `${name}-${kind}`, top)).length] : []
  }

  /** What axe finds on each page, where it finds anything. */
  const mistakes = async (page: Page, name: string) => {
    const found = await violationsOn(page)
    return found.length > 0 ? [[name, ...found]] : []
  }

  it("finds no mistake of accessibility on any page", async () => {
    const found: string[][] = []
    const pictures: number[] = []
    await walk(await window.visit({ language: "nl" }), async ({ page }, name) => {
      pictures.push(...(await picture(page, name, "desktop-nl")))
      found.push(...(await mistakes(page, name)))
    })
    expect(found).toEqual([])
    expect(pictures).toHaveLength(3)
    expect(Math.max(...pictures)).toBeLessThan(120_000)
  })

  it("buys on a phone in English, where no page is wider than its screen or has a mistake of accessibility", async () => {
    const tooWide: string[] = []
    const found: string[][] = []
    const pictures: number[] = []
    const phone = { viewport: PHONE, isMobile: true, hasTouch: true }
    await walk(await window.visit({ language: "en", ...phone }), async ({ page }, name) => {
      const width = await page.evaluate(() => document.documentElement.scrollWidth)
      if (width > PHONE.width) {
        tooWide.push(`${name}: ${width}`)
      }
      pictures.push(...(await picture(page, name, "phone-en")))
      found.push(...(await mistakes(page, name)))
    })
    expect(tooWide).toEqual([])
    expect(found).toEqual([])
    expect(Math.max(...pictures)).toBeLessThan(120_000)
  })

  it("buys with the keyboard alone", async () => {
    const shopper = await window.visit()
    const { page, t } = shopper
    const { keyboard } = page
    const enter = async (role: "link" | "button", name: string | RegExp) => {
      await tabTo(page, page.getByRole(role, { name, exact: typeof name === "string" }).first())
      await keyboard.press("Enter")
    }
    await shopper.open("/")
    await page.getByRole("link", { name: "Mok met tulp" }).waitFor()
    await enter("link", "Mok met tulp")
    await page.getByRole("button", { name: t.product.add }).waitFor()
    await enter("button", t.product.add)
    await page.getByRole("link", { name: t.product.toCart }).waitFor()
    await enter("link", t.product.toCart)
    await page.getByRole("link", { name: t.cart.checkout }).waitFor()
    await enter("link", t.cart.checkout)
    await shopper.heading(t.checkout.details).waitFor()
    for (const [name, value] of Object.entries(ANNA)) {
      await tabTo(page, page.locator(`input[name=${name}]`))
      await keyboard.type(value)
    }
    await keyboard.press("Enter")
    await page.getByText(t.delivery.legend).waitFor()
    await enter("button", t.checkout.next)
    await shopper.formIsReady()
    const cartId = await shopper.cartId()
    // A group of radio buttons is one stop; the arrows choose.
    await tabTo(page, shopper.form.getByRole("radio").first())
    await keyboard.press("Space")
    for (const [field, value] of [
      ["#number", "4242424242424242"],
      ["#expiry", "1240"],
      ["#cvc", "123"],
    ] as const) {
      await tabTo(page, shopper.form.locator(field))
      await keyboard.type(value)
    }
    await tabTo(page, shopper.payButton)
    await keyboard.press("Enter")
    await expectPaid(window, shopper, cartId)
  })
}
