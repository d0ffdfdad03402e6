import type { Route } from "playwright-core"
import { COUNTER, filled, type Clerk, type TillWindow } from "../../support/till-window"
import { waitUntil } from "../../support/wait"
import { CANDLE, MUG, TEAPOT } from "./articles"

const SALES = "**/admin/wolffpay/terminal/sales"

const POLL_MS = 200

export function troubleAtTheTill(shop: TillWindow) {
  async function clerkWithTeapot(): Promise<Clerk> {
    const clerk = await shop.clerk()
    await clerk.standAt(COUNTER.name)
    await clerk.scan(TEAPOT.code)
    await clerk.line(TEAPOT.title).waitFor()
    return clerk
  }

  it("a card is declined: another card on the same payment", async () => {
    const clerk = await clerkWithTeapot()
    await clerk.key("F9")
    await shop.card("decline")
    await clerk.says("declined")
    await clerk.press(clerk.t.pay.tryAgain)
    await clerk.says("present_card")
    await shop.card("tap")
    await clerk.isPaid()
    expect(shop.charged).toBe(3495)
    expect(shop.sandbox.payments).toHaveLength(1)
  })

  it("a card was charged although it was declined: told also after going back to the basket", async () => {
    const clerk = await clerkWithTeapot()
    const { t, page } = clerk
    await clerk.key("F9")
    await shop.card("decline")
    await clerk.says("declined")
    // The server finds out only while it gives the sale up.
    let isFound = false
    const paid = { state: "captured", is_paid: true, is_open: false, order_display_id: 77 }
    const tell = async (route: Route) => {
      // The server would wait for a change of a sale that is over.
      const url = route.request().url().split("?")[0]
      const response = await route.fetch({ url })
      await new Promise((resolve) => setTimeout(resolve, POLL_MS))
      const { sale } = await response.json()
      const told = isFound
        ? { ...paid, version: sale.version + 1 }
        : { state: "declined", is_cancel_requested: true, is_open: true }
      await route.fulfill({ response, json: { sale: { ...sale, ...told } } })
    }
    // The last question may be on its way when the browser is closed.
    const answer = (route: Route) => tell(route).catch(() => undefined)
    const asked = page.waitForRequest((request) => request.url().includes("newer_than"))
    await page.route(`${SALES}/*`, answer)
    await page.route(`${SALES}/*/cancel`, answer)
    await clerk.key("Escape")
    await clerk.line(TEAPOT.title).waitFor()
    await asked
    const words = filled(t.left.paid, { amount: "€ 34,95", number: "77" })
    expect(await page.getByText(words).count()).toBe(0)
    isFound = true
    await page.getByText(words).waitFor()
    await clerk.press(t.left.seen)
    await page.getByText(words).waitFor({ state: "detached" })
  })

  it("the customer walks away: cancelled, the basket as it was, nothing charged", async () => {
    const clerk = await clerkWithTeapot()
    await clerk.key("F9")
    await clerk.says("present_card")
    await shop.untilAsked()
    await clerk.key("Escape")
    await clerk.says("canceled")
    await clerk.key("Escape")
    await clerk.line(TEAPOT.title).waitFor()
    expect(shop.charged).toBe(0)
    expect(shop.sandbox.payments).toMatchObject([{ status: "canceled" }])
  })

  it("the page is reloaded while the reader waits: the payment goes on", async () => {
    const clerk = await clerkWithTeapot()
    await clerk.key("F9")
    await clerk.says("present_card")
    await shop.untilAsked()
    await clerk.page.reload()
    await clerk.says("present_card")
    await shop.card("tap")
    await clerk.isPaid()
    expect(shop.charged).toBe(3495)
    expect(shop.sandbox.payments).toHaveLength(1)
  })

  it("the answer to the charge is lost: the same sale is asked for again, and nobody pays twice", async () => {
    const clerk = await clerkWithTeapot()
    let isLost = false
    await clerk.page.route("**/terminal/sales", async (route) => {
      if (route.request().method() === "POST" && !isLost) {
        isLost = true
        await route.fetch()
        await route.abort("connectionreset")
      } else {
        await route.continue()
      }
    })
    await clerk.key("F9")
    await clerk.says("present_card")
    await shop.card("tap")
    await clerk.isPaid()
    expect(isLost).toBe(true)
    expect(shop.sandbox.payments).toHaveLength(1)
    expect(shop.charged).toBe(3495)
  })

  it("an article sold out between shelf and till", async () => {
    const clerk = await shop.clerk()
    await clerk.standAt(COUNTER.name)
    await clerk.scan(CANDLE.code)
    await clerk.line(CANDLE.title).waitFor()
    await shop.medusa.query(
      `update inventory_level set stocked_quantity = 0, raw_stocked_quantity = '{"value":"0","precision":20}'
       where inventory_item_id in (select id from inventory_item where sku = 'KAARS-BIJENWAS')`
    )
    await clerk.key("F9")
    await clerk.basket
      .getByText(filled(clerk.t.refusal.sold_out, { articles: CANDLE.title }))
      .waitFor()
    await clerk
      .line(CANDLE.title)
      .getByText(filled(clerk.t.basket.short, { count: 0 }))
      .waitFor()
    expect(shop.charged).toBe(0)
  })

  it("another till sells on the same reader: who it is, until that sale ends", async () => {
    const one = await clerkWithTeapot()
    const other = await shop.clerk()
    await other.standAt(COUNTER.name)
    await one.key("F9")
    await one.says("present_card")
    await shop.untilAsked()
    await other.scan(MUG.code)
    await other.line(MUG.title).waitFor()
    await other.key("F9")
    const held = other.page.getByText(/rekent af op dit apparaat \(€\s34,95\)/)
    await held.waitFor()
    await shop.card("tap")
    await one.isPaid()
    await held.waitFor({ state: "detached" })
    await other.key("F9")
    await shop.card("tap")
    await other.isPaid()
    expect(shop.charged).toBe(3495 + 1250)
  })

  it("the reader loses its power: what to do, and the payment can be cancelled", async () => {
    const clerk = await clerkWithTeapot()
    await clerk.key("F9")
    await clerk.says("present_card")
    await shop.untilAsked()
    await shop.sandbox.control.setPlug(COUNTER.id, false)
    await clerk.press(clerk.t.pay.cancelPayment)
    await waitUntil(
      "the payment is cancelled",
      () => shop.sandbox.payments.every(({ status }) => status === "canceled"),
      60_000
    )
    await clerk.says("canceled")
    await clerk.payment.getByText(clerk.t.pay.canceledHint).waitFor()
    expect(shop.charged).toBe(0)
    // With its power back it is the same reader, and the basket is as it was.
    await shop.sandbox.control.setPlug(COUNTER.id, true)
    await clerk.press(clerk.t.pay.backToBasket)
    await clerk.line(TEAPOT.title).waitFor()
    await clerk.key("F9")
    await shop.card("tap")
    await clerk.isPaid()
    expect(shop.charged).toBe(TEAPOT.price)
  })

  it("nobody knows what was scanned", async () => {
    const clerk = await clerkWithTeapot()
    await clerk.scan("9999999999994")
    await clerk.basket
      .getByText(filled(clerk.t.search.unknownCode, { code: "9999999999994" }))
      .waitFor()
  })
}
