import type { Page, Route } from "playwright-core"
import { COUNTER, filled, type Clerk, type TillWindow } from "../../support/till-window"
import { MUG, TEAPOT } from "./articles"

const SALES = "**/admin/wolffpay/terminal/sales"
const TERMINAL = "/api/v1/payments/terminal"

/** Whatever does not answer, nobody pays twice and no screen waits for ever. */
export function lostAnswersAtTheTill(shop: TillWindow) {
  async function clerkWithTeapot(language: "nl" | "en" = "nl"): Promise<Clerk> {
    const clerk = await shop.clerk({ language })
    await clerk.standAt(COUNTER.name)
    await clerk.scan(TEAPOT.code)
    await clerk.line(TEAPOT.title).waitFor()
    return clerk
  }

  it("WolffPay is away: it is said, nothing is charged, and later it goes on", async () => {
    const clerk = await clerkWithTeapot()
    await shop.sandbox.control.addFaults({
      kind: "status",
      status: 503,
      path: TERMINAL,
      times: "always",
    })
    await clerk.key("F9")
    await clerk.basket.getByText(clerk.t.refusal.service_unavailable).waitFor()
    await shop.sandbox.control.clearFaults()
    await clerk.key("F9")
    await shop.card("tap")
    await clerk.isPaid()
    expect(shop.charged).toBe(TEAPOT.price)
  })

  it("the line is dead and nothing ever answers: after half a minute the same sale is asked for again", async () => {
    const clerk = await shop.clerk()
    const { page } = clerk
    await page.clock.install()
    await clerk.standAt(COUNTER.name)
    await clerk.scan(TEAPOT.code)
    await clerk.line(TEAPOT.title).waitFor()
    const hang = (route: Route) =>
      route.request().method() === "POST" ? undefined : route.continue()
    await page.route(SALES, hang)
    await clerk.key("F9")
    await clerk.says("starting")
    await page.clock.runFor(31_000)
    await clerk.payment.getByText(clerk.t.pay.noAnswer).waitFor()
    await page.unroute(SALES, hang)
    await page.clock.runFor(31_000)
    await clerk.says("present_card")
    await shop.card("tap")
    await clerk.isPaid()
    expect(shop.sandbox.payments).toHaveLength(1)
  })

  it("WolffPay cannot be asked about the last card: nobody is told that nothing was charged", async () => {
    const clerk = await clerkWithTeapot()
    const { t } = clerk
    await clerk.key("F9")
    await shop.card("decline")
    await clerk.says("declined")
    await shop.sandbox.control.addFaults({
      kind: "status",
      status: 503,
      method: "GET",
      path: "/api/v1/payments/pi_*",
      times: "always",
    })
    await clerk.press(t.pay.tryAgain)
    await clerk.payment.getByText(t.error.unclear).waitFor()
    expect(await clerk.payment.getByText(t.refusal.service_unavailable).count()).toBe(0)
    await shop.sandbox.control.clearFaults()
    await clerk.press(t.pay.tryAgain)
    await shop.card("tap")
    await clerk.isPaid()
    expect(shop.charged).toBe(TEAPOT.price)
  })

  it("the server is away while the clerk gives up: cancelled as soon as it is back, also after a reload", async () => {
    const clerk = await clerkWithTeapot()
    const cut = (route: Route) =>
      route.request().method() === "POST" ? route.abort("connectionreset") : route.continue()
    await clerk.page.route(SALES, cut)
    await clerk.key("F9")
    await clerk.payment.getByText(clerk.t.pay.noAnswer).waitFor()
    await clerk.key("Escape")
    await clerk.says("canceling")
    await clerk.page.reload()
    await clerk.says("canceling")
    await clerk.page.unroute(SALES, cut)
    await clerk.says("canceled")
    await clerk.key("Escape")
    await clerk.line(TEAPOT.title).waitFor()
    expect(shop.charged).toBe(0)
    expect(shop.sandbox.payments.filter(({ status }) => status !== "canceled")).toEqual([])
  })

  it("a proxy answers while Medusa restarts: the payment is not forgotten, and goes on", async () => {
    const clerk = await clerkWithTeapot()
    await clerk.key("F9")
    await clerk.says("present_card")
    await shop.untilAsked()
    const away = (route: Route) => route.fulfill({ status: 404, body: "<h1>404 Not Found</h1>" })
    await clerk.page.route(`${SALES}/*`, away)
    // The question that waited there is answered by nobody: this page's next one is the proxy's.
    await clerk.page.reload()
    await clerk.payment.getByText(clerk.t.pay.noAnswer).waitFor()
    await clerk.page.unroute(`${SALES}/*`, away)
    await clerk.says("present_card")
    await shop.card("tap")
    await clerk.isPaid()
    expect(shop.sandbox.payments).toHaveLength(1)
    expect(shop.charged).toBe(TEAPOT.price)
  })

  it("the first answer is lost and the session over: the clerk is asked to sign in, and nobody pays twice", async () => {
    const clerk = await clerkWithTeapot()
    const { t, page } = clerk
    let tries = 0
    const lost = async (route: Route) => {
      if (route.request().method() !== "POST") {
        return route.continue()
      }
      tries += 1
      if (tries === 1) {
        await route.fetch()
        return route.abort("connectionreset")
      }
      return signedOut(route)
    }
    await page.route(SALES, lost)
    await clerk.key("F9")
    await clerk.payment.getByText(t.error.signIn).waitFor()
    await page.unroute(SALES, lost)
    await clerk.says("present_card")
    await page.route(`${SALES}/*`, signedOut)
    await page.reload()
    await clerk.payment.getByText(t.error.signIn).waitFor()
    expect(await page.getByText(t.error.connection).count()).toBe(0)
    await page.unroute(`${SALES}/*`, signedOut)
    await shop.card("tap")
    await clerk.isPaid()
    expect(shop.sandbox.payments).toHaveLength(1)
    expect(shop.charged).toBe(TEAPOT.price)
  })

  it("their role may not sell: it is said, and the basket is as it was", async () => {
    const clerk = await clerkWithTeapot()
    const json = { type: "forbidden", message: "Insufficient permissions." }
    await clerk.page.route(SALES, (route) =>
      route.request().method() === "POST" ? route.fulfill({ status: 403, json }) : route.continue()
    )
    await clerk.key("F9")
    await clerk.basket.getByText(clerk.t.error.notAllowed).waitFor()
    await clerk.line(TEAPOT.title).waitFor()
    expect(shop.sandbox.payments).toEqual([])
  })

  it("the goods cannot be booked out: it is paid all the same, and the next customer is served", async () => {
    const clerk = await clerkWithTeapot()
    const withOptions = (deleted: string) =>
      shop.medusa.query(`update shipping_option set deleted_at = ${deleted}`)
    await withOptions("now()")
    try {
      await clerk.key("F9")
      await shop.card("tap")
      const number = await clerk.isPaid()
      await clerk.page.getByText(clerk.t.receipt.thanks).first().waitFor()
      await clerk.key("F9")
      await clerk.basket.getByText(clerk.t.basket.empty).waitFor()
      expect(await shop.order(number)).toMatchObject({ payment_status: "captured" })
    } finally {
      await withOptions("null")
    }
  })

  it("the server takes long to make the order: the clerk serves on, and hears of it only when it fails", async () => {
    const clerk = await clerkWithTeapot("en")
    const end = await slowOrder(clerk.page)
    await clerk.key("F9")
    await shop.card("tap")
    await clerk.says("settling")
    await clerk.payment.getByRole("button", { name: clerk.t.pay.next }).click()
    await clerk.basket.getByText(clerk.t.basket.empty).waitFor()
    await clerk.scan(MUG.code)
    await clerk.line(MUG.title).waitFor()
    end({ state: "canceled", reason: "sold_out" })
    await clerk.page.getByText(filled(clerk.t.left.unpaid, { amount: "€34.95" })).waitFor()
    await clerk.page.reload()
    await clerk.press(clerk.t.left.seen)
    await clerk.page
      .getByText(filled(clerk.t.left.unpaid, { amount: "€34.95" }))
      .waitFor({ state: "detached" })
    await clerk.line(MUG.title).waitFor()
  })
}

/** As Medusa answers whoever is not signed in. */
function signedOut(route: Route) {
  return route.fulfill({ status: 401, json: { message: "Unauthorized" } })
}

/** From the approval on the browser hears that the order is being made, until it is told how that ended. */
async function slowOrder(page: Page) {
  let end: object | null = null
  await page.route(`${SALES}/*`, async (route) => {
    // The last question may be on its way when the browser is closed.
    const response = await route.fetch().catch(() => undefined)
    if (!response) {
      return
    }
    const { sale } = await response.json()
    const isApproved = ["authorized", "ordered", "captured", "handed_over"].includes(sale.state)
    const told = end ? { ...end, is_open: false } : { state: "ordered", is_open: true }
    await route.fulfill({
      response,
      json: { sale: isApproved ? { ...sale, is_paid: false, ...told } : sale },
    })
  })
  return (how: object) => {
    end = how
  }
}
