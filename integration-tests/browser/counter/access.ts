import type { Page } from "playwright-core"
import { article } from "../../../src/admin/lib/__fixtures__/article"
import { violationsOn } from "../../support/shop-window/accessibility"
import { COUNTER, filled, TABLET, type TillWindow } from "../../support/till-window"
import { MUG, TEAPOT } from "./articles"

const ARTICLES = 2_000
/** Milliseconds from the key to the screen. */
const AT_ONCE_MS = 100
const FINGER = 44

export function accessAtTheTill(shop: TillWindow) {
  it("without a mouse, from the search to the next customer", async () => {
    const clerk = await shop.clerk({ language: "en" })
    await clerk.standAt(COUNTER.name)
    await clerk.page.keyboard.type("theepot")
    await clerk.key("Enter")
    await clerk.line(TEAPOT.title).waitFor()
    await clerk.page.keyboard.type("mok rood")
    await clerk.key("Enter")
    await clerk.line(MUG.title).waitFor()
    expect(await clerk.field.evaluate((field) => field === document.activeElement)).toBe(true)
    await clerk.key("F9")
    await shop.card("decline")
    await clerk.says("declined")
    await clerk.key("Enter")
    await shop.card("tap")
    await clerk.isPaid()
    await clerk.key("Enter")
    await clerk.basket.getByText(clerk.t.basket.empty).waitFor()
    expect(await clerk.field.evaluate((field) => field === document.activeElement)).toBe(true)
  })

  it("on a tablet, with everything as large as a finger", async () => {
    const clerk = await shop.clerk({ viewport: TABLET, hasTouch: true })
    await clerk.standAt(COUNTER.name)
    await clerk.scan(MUG.code)
    await clerk.line(MUG.title).waitFor()
    expect(await smallTargets(clerk.page)).toEqual([])
    expect(await overflow(clerk.page)).toBe(0)
    await clerk.press(clerk.t.till.full)
    await clerk.page.waitForFunction(() => document.fullscreenElement !== null)
    expect(await overflow(clerk.page)).toBe(0)
    await clerk.press(/F9|afrekenen/)
    await clerk.says("present_card")
    expect(await smallTargets(clerk.page)).toEqual([])
    await shop.card("tap")
    await clerk.isPaid()
    expect(await smallTargets(clerk.page)).toEqual([])
    await clerk.press(clerk.t.till.full)
    await clerk.page.waitForFunction(() => document.fullscreenElement === null)
  })

  it.each(["nl", "en"] as const)(
    "without violations of the accessibility rules (%s)",
    async (language) => {
      const clerk = await shop.clerk({ language })
      const { page } = clerk
      await clerk.open()
      await clerk.button(COUNTER.name).waitFor()
      expect(await violationsOn(page, "main")).toEqual([])
      await clerk.press(COUNTER.name)
      await clerk.field.waitFor()
      await clerk.scan(MUG.code)
      await clerk.line(MUG.title).waitFor()
      await clerk.key("F4")
      expect(await violationsOn(page, "main")).toEqual([])
      for (const [key, title] of [
        ["F6", clerk.t.basket.customer],
        ["F8", clerk.t.parked.title],
        ["F10", clerk.t.till.sales],
      ] as const) {
        await clerk.key(key)
        await page.getByRole("heading", { name: title }).waitFor()
        expect(await violationsOn(page, "main")).toEqual([])
      }
      await clerk.key("Escape")
      await clerk.key("F9")
      await clerk.says("present_card")
      expect(await violationsOn(page, "main")).toEqual([])
      await clerk.scan(MUG.code)
      await page.getByText(clerk.t.pay.scanLater).waitFor()
      expect(await violationsOn(page, "main")).toEqual([])
      await shop.card("decline")
      await clerk.says("declined")
      expect(await violationsOn(page, "main")).toEqual([])
      await clerk.key("F9")
      await shop.card("tap")
      const number = await clerk.isPaid()
      await page.getByText(clerk.t.receipt.thanks).first().waitFor()
      expect(await violationsOn(page, "main")).toEqual([])
      await clerk.key("F10")
      await clerk.press(filled(clerk.t.sales.order, { number }))
      await page.getByRole("button", { name: clerk.t.sales.refund, exact: true }).click()
      await page.getByRole("textbox", { name: clerk.t.sales.refundAmount }).waitFor()
      expect(await violationsOn(page, "main")).toEqual([])
    }
  )

  it.each(["nl", "en"] as const)(
    "without violations where something is amiss (%s)",
    async (language) => {
      const clerk = await shop.clerk({ language })
      const { page, t } = clerk
      await clerk.standAt(COUNTER.name)
      await clerk.scan(MUG.code)
      await clerk.line(MUG.title).waitFor()
      await clerk.key("F7")
      await clerk.key("F8")
      await clerk.press(t.parked.discard)
      await page.getByText(t.parked.discarded).waitFor()
      expect(await violationsOn(page, "main")).toEqual([])
      await clerk.press(t.undo)
      await clerk.press(t.parked.resume)
      await clerk.line(MUG.title).waitFor()
      await page.getByLabel(filled(t.basket.quantity, { title: MUG.title })).fill("x")
      await clerk.press(/charge|afrekenen/i)
      await clerk.basket.getByText(t.basket.unsaved).waitFor()
      expect(await violationsOn(page, "main")).toEqual([])
      await page.getByLabel(filled(t.basket.quantity, { title: MUG.title })).fill("1")
      await page.route("**/terminal/sales", (route) => route.abort("connectionreset"))
      await clerk.key("F9")
      await clerk.payment.getByText(t.pay.noAnswer).waitFor()
      expect(await violationsOn(page, "main")).toEqual([])
    }
  )

  it("among two thousand articles: one is in the basket before anybody could wait", async () => {
    const clerk = await shop.clerk()
    const articles = Array.from({ length: ARTICLES }, (_, at) =>
      article({ variant_id: `v${at}`, title: `Artikel ${at}`, codes: [`20000000${at}`] })
    )
    await clerk.page.route("**/terminal/articles*", (route) =>
      route.fulfill({ json: { articles, currency_code: "eur", taken_at: "2026-01-01T00:00:00Z" } })
    )
    await clerk.standAt(COUNTER.name)
    const asked: string[] = []
    clerk.page.on("request", (request) => asked.push(request.url()))
    await clerk.page.keyboard.type("artikel 1234")
    const took = await clerk.page.evaluate(
      ({ title, label }) =>
        new Promise<number>((resolve) => {
          const basket = document.querySelector(`section[aria-label="${label}"]`)
          const field = document.querySelector("[role=combobox]")
          const start = performance.now()
          const seen = new MutationObserver(() => {
            if (basket?.textContent?.includes(title)) {
              seen.disconnect()
              requestAnimationFrame(() => resolve(performance.now() - start))
            }
          })
          seen.observe(document.body, { childList: true, subtree: true, characterData: true })
          field?.dispatchEvent(
            new KeyboardEvent("keydown", { key: "Enter", bubbles: true, cancelable: true })
          )
        }),
      { title: "Artikel 1234", label: clerk.t.basket.title }
    )
    expect(took).toBeLessThan(AT_ONCE_MS)
    expect(asked).toEqual([])
  })
}

/** Buttons, fields and options of the till that are smaller than a finger. */
function smallTargets(page: Page) {
  return page.locator("main").evaluate((main, least) => {
    const targets = main.querySelectorAll<HTMLElement>("button, input, a, [role=option]")
    return [...targets]
      .filter((target) => target.offsetParent !== null)
      .map((target) => ({ target, box: target.getBoundingClientRect() }))
      .filter(({ box }) => box.width < least || box.height < least)
      .map(({ target, box }) => `${target.outerHTML.slice(0, 80)} ${box.width}x${box.height}`)
  }, FINGER)
}

/** Pixels that the page is wider than the screen. */
function overflow(page: Page) {
  return page.evaluate(() => document.body.scrollWidth - window.innerWidth)
}
