import type { Page } from "playwright-core"
import { COUNTER, type TillWindow } from "../../support/till-window"
import { TOWEL } from "./articles"

/** Of the half second from the button to the words, what is the screen's; the rest is Medusa's and WolffPay's. */
const OWN_MS = 100

export function speedAtTheTill(shop: TillWindow) {
  it("asks for the card with one request, and adds nothing that anybody could notice to its answer", async () => {
    const clerk = await shop.clerk()
    const { page } = clerk
    await clerk.standAt(COUNTER.name)
    await clerk.scan(TOWEL.code)
    await clerk.line(TOWEL.title).waitFor()
    const asked: string[] = []
    page.on("request", (request) => asked.push(`${request.method()} ${request.url()}`))
    // The first one of a process has code to load; a till sells all day.
    for (const turn of ["first", "second", "third"]) {
      asked.length = 0
      const took = await millisecondsTo(page, clerk.t.pay.present_card)
      const [first, ...others] = asked
      expect(first).toMatch(/^POST .*\/terminal\/sales$/)
      // Only then the screen follows the sale.
      expect(
        others.filter((request) => !/ .*\/terminal\/sales\/\w+\?newer_than/.test(request))
      ).toEqual([])
      const answered = await page.evaluate(
        () =>
          performance
            .getEntriesByType("resource")
            .filter(({ name }) => /sales$/.test(name))
            .at(-1)?.duration
      )
      const own = took - Number(answered)
      console.log(
        `Present card (${turn}) after ${Math.round(took)} ms, ${Math.round(own)} of them the screen's`
      )
      expect(own).toBeLessThan(OWN_MS)
      await clerk.key("Escape")
      await clerk.says("canceled")
      await clerk.key("Escape")
      await clerk.line(TOWEL.title).waitFor()
    }
  })
}

/** From the key that charges to the words on the screen. */
function millisecondsTo(page: Page, words: string) {
  return page.evaluate(
    (text) =>
      new Promise<number>((resolve) => {
        const start = performance.now()
        const seen = new MutationObserver(() => {
          if ([...document.querySelectorAll("h2")].some((h2) => h2.textContent === text)) {
            seen.disconnect()
            requestAnimationFrame(() => resolve(performance.now() - start))
          }
        })
        seen.observe(document.body, { childList: true, subtree: true, characterData: true })
        window.dispatchEvent(new KeyboardEvent("keydown", { key: "F9", cancelable: true }))
      }),
    words
  )
}
