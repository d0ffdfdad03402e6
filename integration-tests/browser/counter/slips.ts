import { COUNTER, filled, type TillWindow } from "../../support/till-window"
import { MUG, TEAPOT, TOWEL } from "./articles"

const STALE_MS = 6 * 60_000

/** What a hurried hand does. */
export function slipsAtTheTill(shop: TillWindow) {
  it("a quantity that was typed and not confirmed is charged as it was typed", async () => {
    const clerk = await shop.clerk()
    const { t, page } = clerk
    await clerk.standAt(COUNTER.name)
    await clerk.scan(MUG.code)
    const quantity = page.getByLabel(filled(t.basket.quantity, { title: MUG.title }))
    await quantity.fill("3")
    await clerk.key("F9")
    await clerk.says("present_card")
    await shop.card("tap")
    await clerk.isPaid()
    expect(shop.charged).toBe(3 * MUG.price)
  })

  it("a discount, or a number that is none, is not left out without a word", async () => {
    const clerk = await shop.clerk()
    const { t, page } = clerk
    await clerk.standAt(COUNTER.name)
    await clerk.scan(MUG.code)
    await clerk.line(MUG.title).waitFor()
    await clerk.key("F4")
    await page.keyboard.type("2,50")
    await clerk.key("F9")
    await clerk.basket.getByText(t.basket.unsaved).waitFor()
    expect(await page.evaluate(() => document.activeElement?.closest("form") !== null)).toBe(true)
    await clerk.key("Enter")
    await page.getByLabel(filled(t.basket.quantity, { title: MUG.title })).fill("1o")
    await clerk.press(/afrekenen/)
    await clerk.basket.getByText(t.basket.unsaved).waitFor()
    await page.getByLabel(filled(t.basket.quantity, { title: MUG.title })).fill("2")
    await clerk.key("F9")
    await shop.card("tap")
    await clerk.isPaid()
    expect(shop.charged).toBe(2 * MUG.price - 250)
  })

  it("an e-mail address with a typing error is not taken, and a customer's own bad one is told and no obstacle", async () => {
    const email = "jan@bäcker.nl"
    const { data } = await shop.api.post("/customers", {
      email: "jan@voorbeeld.nl",
      first_name: "Jan",
    })
    // As an import or an old shop has left it.
    await shop.medusa.query(
      `update customer set email = '${email}' where id = '${data.customer.id}'`
    )
    const clerk = await shop.clerk()
    const { t, page } = clerk
    await clerk.standAt(COUNTER.name)
    await clerk.scan(MUG.code)
    await clerk.line(MUG.title).waitFor()
    await clerk.key("F6")
    const search = page.getByRole("textbox", { name: t.customer.search })
    await search.fill("jan@voorbeeld.nl,")
    await page.getByText(t.receipt.emailWrong).waitFor()
    expect(await page.getByRole("button", { name: "jan@voorbeeld.nl," }).count()).toBe(0)
    await search.fill(email)
    await clerk.press(/^Jan/)
    await clerk.basket.getByText(filled(t.customer.badEmail, { email })).waitFor()
    await clerk.key("F9")
    await shop.card("tap")
    await clerk.isPaid()
    expect(shop.charged).toBe(MUG.price)
  })

  it("parked baskets that were discarded come back one by one, beside what was parked meanwhile", async () => {
    const clerk = await shop.clerk()
    const { t, page } = clerk
    const list = page.getByRole("region", { name: t.parked.title })
    const row = (title: string) => list.getByRole("listitem").filter({ hasText: title })
    const park = async (article: typeof MUG) => {
      await clerk.scan(article.code)
      await clerk.line(article.title).waitFor()
      await clerk.key("F7")
      await clerk.basket.getByText(t.basket.empty).waitFor()
    }
    await clerk.standAt(COUNTER.name)
    await park(MUG)
    await park(TEAPOT)
    await clerk.scan(TOWEL.code)
    await clerk.line(TOWEL.title).waitFor()
    await clerk.key("F8")
    const places = await Promise.all(
      [row(MUG.title), row(TEAPOT.title)].map((one) => one.boundingBox())
    )
    for (const { title } of [TEAPOT, MUG]) {
      await row(title).getByRole("button", { name: t.parked.discard }).click()
    }
    await clerk.button(filled(t.till.parked, { count: 0 })).waitFor()
    expect(
      await Promise.all([row(MUG.title), row(TEAPOT.title)].map((one) => one.boundingBox()))
    ).toEqual(places)
    await clerk.key("F7")
    await row(TOWEL.title).waitFor()
    for (const { title } of [TEAPOT, MUG]) {
      await row(title).getByRole("button", { name: t.undo }).click()
    }
    await clerk.button(filled(t.till.parked, { count: 3 })).waitFor()
    await page.reload()
    await clerk.button(filled(t.till.parked, { count: 3 })).waitFor()
    await clerk.key("F8")
    expect(await list.getByRole("listitem").allInnerTexts()).toEqual(
      [TOWEL, TEAPOT, MUG].map(({ title }) => expect.stringContaining(title))
    )
  })

  it("prices are looked up in the background while somebody types: the typing goes on where it was", async () => {
    const clerk = await shop.clerk()
    const { t, page } = clerk
    await page.clock.install()
    await clerk.standAt(COUNTER.name)
    await clerk.scan(TEAPOT.code)
    const quantity = page.getByLabel(filled(t.basket.quantity, { title: TEAPOT.title }))
    await quantity.focus()
    await page.clock.fastForward(STALE_MS)
    const looked = page.waitForResponse(/terminal\/articles/)
    await page.evaluate(() => {
      window.dispatchEvent(new Event("offline"))
      window.dispatchEvent(new Event("online"))
    })
    await (await looked).finished()
    await page.clock.runFor(1_000)
    expect(await quantity.evaluate((field) => field === document.activeElement)).toBe(true)
  })
}
