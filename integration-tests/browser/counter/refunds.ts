import { COUNTER, filled, type Clerk, type TillWindow } from "../../support/till-window"
import { TEAPOT, TOWEL } from "./articles"

/** Money that goes back goes back once, whatever is lost on the way. */
export function refundsAtTheTill(shop: TillWindow) {
  /** At what was just sold, where the first answer to a refund gets lost. */
  async function clerkAtPaidSale() {
    const clerk = await shop.clerk({ language: "en" })
    const { t, page } = clerk
    await clerk.standAt(COUNTER.name)
    await clerk.scan(TOWEL.code)
    await clerk.scan(TEAPOT.code)
    await clerk.key("F9")
    await shop.card("tap")
    const number = await clerk.isPaid()
    await clerk.key("F10")
    await clerk.press(filled(t.sales.order, { number }))
    await page.route(
      "**/refund",
      async (route) => {
        await route.fetch()
        await route.abort("connectionreset")
      },
      { times: 1 }
    )
    await refund(clerk, "10.00")
    await page.getByText(t.error.unclear).waitFor()
    await page.getByText(filled(t.sales.refundedOf, { amount: "€10.00" })).waitFor()
    await clerk.press(t.sales.keep)
    return clerk
  }
  const refunded = () => shop.sandbox.refunds.map(({ amount }) => amount).sort()

  it("an answer is lost: asked for again it is the same refund, and the screen says so", async () => {
    const clerk = await clerkAtPaidSale()
    const { t, page } = clerk
    await refund(clerk, "10.00")
    await page.getByText(filled(t.sales.refundedBefore, { amount: "€10.00" })).waitFor()
    expect(refunded()).toEqual([1000])
    await refund(clerk, "5.00")
    await page.getByText(filled(t.sales.refunded, { amount: "€5.00" })).waitFor()
    expect(refunded()).toEqual([1000, 500])
  })

  it("an answer is lost, and then another amount is typed: what went back is told first", async () => {
    const clerk = await clerkAtPaidSale()
    const { t, page } = clerk
    await refund(clerk, "5.00")
    await page.getByText(filled(t.refusal.refund_differs, { amount: "€10.00" })).waitFor()
    expect(refunded()).toEqual([1000])
    await clerk.press("Refund €5.00")
    await page.getByText(filled(t.sales.refunded, { amount: "€5.00" })).waitFor()
    expect(refunded()).toEqual([1000, 500])
  })

  it("an answer is lost, and then the session is over: signed in again, it is the same refund", async () => {
    const clerk = await clerkAtPaidSale()
    const { t, page } = clerk
    await page.route(
      "**/refund",
      (route) => route.fulfill({ status: 401, json: { message: "Unauthorized" } }),
      { times: 1 }
    )
    await refund(clerk, "5.00")
    await page.getByText(t.error.signIn).waitFor()
    await clerk.press("Refund €5.00")
    await page.getByText(filled(t.refusal.refund_differs, { amount: "€10.00" })).waitFor()
    expect(refunded()).toEqual([1000])
  })
}

async function refund(clerk: Clerk, amount: string) {
  await clerk.page.getByRole("button", { name: clerk.t.sales.refund, exact: true }).click()
  await clerk.page.getByRole("textbox", { name: clerk.t.sales.refundAmount }).fill(amount)
  await clerk.press(`Refund €${amount}`)
}
