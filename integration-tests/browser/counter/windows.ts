import type { Route } from "playwright-core"
import { COUNTER, filled, type TillWindow } from "../../support/till-window"
import { MUG, TEAPOT } from "./articles"

/** Two windows of one browser are one till. */
export function windowsAtTheTill(shop: TillWindow) {
  async function twoWindows() {
    const clerk = await shop.clerk()
    await clerk.standAt(COUNTER.name)
    const other = await clerk.inAnotherTab()
    await other.open()
    await other.page.getByRole("option").first().waitFor()
    return { clerk, other }
  }

  it("they show the same, and neither forgets what the other one parked", async () => {
    const { clerk, other } = await twoWindows()
    const { t } = clerk
    await clerk.scan(TEAPOT.code)
    await other.line(TEAPOT.title).waitFor()
    await other.key("F7")
    await clerk.basket.getByText(t.basket.empty).waitFor()
    await clerk.scan(MUG.code)
    await clerk.line(MUG.title).waitFor()
    await clerk.key("F7")
    await other.button(filled(t.till.parked, { count: 2 })).waitFor()
  })

  it("the one that only shows what the other one did writes nothing over it", async () => {
    const { clerk, other } = await twoWindows()
    await other.page.evaluate(() => {
      const write = Storage.prototype.setItem
      Storage.prototype.setItem = function (key, value) {
        document.title = /wolffpay\.till/.test(key) ? "written" : document.title
        write.call(this, key, value)
      }
    })
    await clerk.scan(TEAPOT.code)
    await other.line(TEAPOT.title).waitFor()
    await clerk.scan(MUG.code)
    await other.line(MUG.title).waitFor()
    expect(await other.page.title()).not.toBe("written")
    await other.scan(MUG.code)
    await clerk.line(MUG.title).getByText(/25,00/).waitFor()
    expect(await other.page.title()).toBe("written")
  })

  it("the one that asked for the card is closed before there is an answer: the other one goes on", async () => {
    const { clerk, other } = await twoWindows()
    await clerk.scan(TEAPOT.code)
    await other.line(TEAPOT.title).waitFor()
    await clerk.page.route("**/terminal/sales", (route) =>
      route.request().method() === "POST" ? undefined : route.continue()
    )
    await clerk.key("F9")
    await other.says("starting")
    await clerk.page.close()
    await other.says("present_card")
    await shop.card("tap")
    await other.isPaid()
    expect(shop.charged).toBe(TEAPOT.price)
    expect(shop.sandbox.payments).toHaveLength(1)
  })

  describe("when the other one asks too, and is refused,", () => {
    const SALES = "**/terminal/sales"
    const onPost = (answer: (route: Route) => Promise<void>) => (route: Route) =>
      route.request().method() === "POST" ? answer(route) : route.continue()

    /** Both at a teapot; the second window is refused as soon as it asks in the first one's place. */
    async function refusedInTheOther(first: (route: Route) => Promise<void>) {
      const { clerk, other } = await twoWindows()
      await clerk.scan(TEAPOT.code)
      await other.line(TEAPOT.title).waitFor()
      await clerk.page.route(SALES, onPost(first))
      const json = { type: "not_allowed", code: "reader_busy", message: "Busy.", details: {} }
      await other.page.route(
        SALES,
        onPost((route) => route.fulfill({ status: 409, json }))
      )
      const refused = other.page.waitForResponse((response) => response.status() === 409)
      await clerk.key("F9")
      await other.says("starting")
      await refused
      return clerk
    }

    it("stops asking: no sale begins that nobody sees", async () => {
      const clerk = await refusedInTheOther((route) => route.abort())
      await clerk.page.unroute(SALES)
      // Longer than it paused between two attempts.
      await clerk.page.waitForTimeout(9_000)
      expect(shop.sandbox.payments).toEqual([])
      await clerk.key("F9")
      await clerk.says("present_card")
      await shop.card("tap")
      await clerk.isPaid()
      expect(shop.charged).toBe(TEAPOT.price)
    })

    it("follows the sale that was made all the same", async () => {
      const clerk = await refusedInTheOther(async (route) => {
        await new Promise((resolve) => setTimeout(resolve, 8_000))
        await route.continue()
      })
      await clerk.says("present_card")
      await shop.card("tap")
      await clerk.isPaid()
      expect(shop.charged).toBe(TEAPOT.price)
      expect(shop.sandbox.payments).toHaveLength(1)
    })
  })
}
