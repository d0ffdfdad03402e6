import { COUNTER, filled, type TillWindow } from "../../support/till-window"
import { waitUntil } from "../../support/wait"
import { MUG, TEAPOT, TOWEL } from "./articles"

export function dayAtTheTill(shop: TillWindow) {
  it("what is scanned, with discounts and a customer, and finds it as a paid order that was handed over", async () => {
    const clerk = await shop.clerk()
    const { t, page } = clerk
    await clerk.standAt(COUNTER.name)
    await clerk.scan(MUG.code)
    await clerk.scan(MUG.code)
    await clerk.scan(TEAPOT.code)
    await clerk.line(TEAPOT.title).waitFor()
    expect(await clerk.total.innerText()).toContain("59,95")

    await clerk.press(filled(t.basket.lineDiscount, { title: TEAPOT.title }))
    await page.keyboard.type("4,95")
    await clerk.key("Enter")
    await clerk.key("F4")
    await page.keyboard.type("10%")
    await clerk.key("Enter")
    // 12.50 + 12.50 + 30.00 = 55.00, less ten percent.
    await clerk.basket.getByText("49,50").first().waitFor()

    await clerk.key("F6")
    await page.keyboard.type("kassa@voorbeeld.nl")
    await clerk.press(filled(t.customer.useEmail, { email: "kassa@voorbeeld.nl" }))
    await clerk.key("F9")
    await clerk.says("present_card")
    await shop.card("tap")
    const number = await clerk.isPaid()
    await waitUntil(
      "the goods are handed over",
      async () => (await shop.order(number)).status === "completed"
    )
    expect(await shop.order(number)).toMatchObject({
      status: "completed",
      payment_status: "captured",
      fulfillment_status: "delivered",
      total: 49.5,
      email: "kassa@voorbeeld.nl",
    })
    expect(shop.charged).toBe(4950)
    // W23: create, collect and process, capture.
    expect(shop.sandbox.calls).toHaveLength(3)

    // The next customer's first article ends the success screen.
    await clerk.scan(TOWEL.code)
    await clerk.line(TOWEL.title).waitFor()
    expect(await clerk.total.innerText()).toContain("9,95")
  })

  it("after the basket was parked for somebody else, also when the page was reloaded meanwhile", async () => {
    const clerk = await shop.clerk()
    const { t } = clerk
    await clerk.standAt(COUNTER.name)
    await clerk.scan(TEAPOT.code)
    await clerk.line(TEAPOT.title).waitFor()
    await clerk.key("F7")
    await clerk.basket.getByText(t.basket.empty).waitFor()
    await clerk.scan(MUG.code)
    await clerk.line(MUG.title).waitFor()
    await clerk.page.reload()
    await clerk.line(MUG.title).waitFor()

    await clerk.key("F8")
    await clerk.press(t.parked.resume)
    await clerk.line(TEAPOT.title).waitFor()
    // What lay at the till took its place.
    await clerk.button(filled(t.till.parked, { count: 1 })).waitFor()
  })

  it("and lets a parked basket wait until a payment is over: what was paid is parked nowhere", async () => {
    const clerk = await shop.clerk()
    const { t, page } = clerk
    const resume = async () => {
      await clerk.key("F8")
      await clerk.press(t.parked.resume)
    }
    await clerk.standAt(COUNTER.name)
    await clerk.scan(TEAPOT.code)
    await clerk.line(TEAPOT.title).waitFor()
    await clerk.key("F7")
    await clerk.scan(MUG.code)
    await clerk.line(MUG.title).waitFor()
    await clerk.key("F9")
    await clerk.says("present_card")
    await resume()
    await page.getByText(t.pay.scanLater).waitFor()
    await clerk.button(filled(t.till.parked, { count: 1 })).waitFor()
    await shop.card("tap")
    await clerk.isPaid()
    expect(shop.charged).toBe(MUG.price)

    await resume()
    await clerk.line(TEAPOT.title).waitFor()
    expect(await clerk.line(MUG.title).count()).toBe(0)
    expect(await page.getByText(t.parked.swap).count()).toBe(0)
    await clerk.key("F8")
    await page.getByText(t.parked.empty).waitFor()
    await clerk.key("F9")
    await clerk.says("present_card")
    await shop.card("tap")
    await clerk.isPaid()
    expect(shop.charged).toBe(MUG.price + TEAPOT.price)
  })

  it("and takes back what was a slip", async () => {
    const clerk = await shop.clerk()
    const { t } = clerk
    await clerk.standAt(COUNTER.name)
    await clerk.scan(MUG.code)
    await clerk.scan(TEAPOT.code)
    await clerk.press(filled(t.basket.removeLine, { title: MUG.title }))
    await clerk.line(MUG.title).waitFor({ state: "detached" })
    await clerk.press(t.undo)
    await clerk.line(MUG.title).waitFor()
    await clerk.press(t.basket.clear)
    await clerk.basket.getByText(t.basket.empty).waitFor()
    await clerk.press(t.undo)
    await clerk.line(TEAPOT.title).waitFor()
  })

  it("and mails the receipt, in the shop's language, through Medusa's own notifications", async () => {
    const clerk = await shop.clerk({ language: "en" })
    const { t, page } = clerk
    await clerk.standAt(COUNTER.name)
    await clerk.scan(TOWEL.code)
    await clerk.key("F9")
    await shop.card("tap")
    const number = await clerk.isPaid()
    await clerk.press(t.receipt.email)
    await page.getByRole("textbox", { name: t.receipt.emailLabel }).fill("nobody")
    await clerk.press(t.receipt.send)
    await page.getByText(t.receipt.emailWrong).waitFor()
    await page.getByRole("textbox", { name: t.receipt.emailLabel }).fill("anna@voorbeeld.nl")
    await clerk.press(t.receipt.send)
    await page.getByText(filled(t.receipt.sent, { email: "anna@voorbeeld.nl" })).waitFor()
    const sent = await shop.medusa.query<{ to: string; data: { order_display_id: number } }>(
      "select \"to\", data from notification where template = 'wolffpay-receipt'"
    )
    expect(sent).toMatchObject([{ to: "anna@voorbeeld.nl", data: { order_display_id: number } }])
  })

  it("and gives money back, and prints the receipt once more", async () => {
    const clerk = await shop.clerk({ language: "en" })
    const { t, page } = clerk
    await page.addInitScript(() => {
      window.print = () => document.body.setAttribute("data-printed", "yes")
    })
    await clerk.standAt(COUNTER.name)
    await clerk.scan(TEAPOT.code)
    await clerk.key("F9")
    await shop.card("tap")
    const number = await clerk.isPaid()

    await clerk.key("F10")
    await clerk.press(filled(t.sales.order, { number }))
    await clerk.press(t.receipt.print)
    expect(await page.getAttribute("body", "data-printed")).toBe("yes")
    await page.emulateMedia({ media: "print" })
    // The receipt of the sale at the till is on the screen too; only the one that was asked for is printed.
    const paper = page.locator(".wolffpay-print")
    expect(await paper.count()).toBe(1)
    expect(await paper.innerText()).toContain("€34.95")
    await page.emulateMedia({ media: "screen" })

    await clerk.press(t.sales.refund)
    await page.getByRole("textbox", { name: t.sales.refundAmount }).fill("10.00")
    await clerk.press(/^Refund €10\.00/)
    await page.getByText(filled(t.sales.refunded, { amount: "€10.00" })).waitFor()
    expect(shop.sandbox.refunds).toMatchObject([{ amount: 1000, status: "succeeded" }])
    expect((await shop.order(number)).payment_status).toBe("partially_refunded")
  })
}
