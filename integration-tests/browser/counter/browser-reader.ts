import type { Route } from "playwright-core"
import { COUNTER, filled, type TillWindow } from "../../support/till-window"
import { MUG } from "./articles"

const LOOK = "/api/v1/payments/pi_*"
const STRAY_MS = 3_000

/** A reader that Stripe's SDK drives in this browser: the server knows of a card only what it sees at WolffPay. */
export function browserReaderAtTheTill(shop: TillWindow) {
  async function clerkWithMug() {
    const clerk = await shop.clerk({ language: "en" })
    await clerk.standAt("Balie (browser)")
    await clerk.press(new RegExp(`^${clerk.t.sdk.connect}`))
    await clerk.page.getByText(filled(clerk.t.sdk.connected, { name: "" })).waitFor()
    await clerk.scan(MUG.code)
    await clerk.line(MUG.title).waitFor()
    return clerk
  }

  it("WolffPay cannot be asked about a card that was taken: nobody is told that nothing was charged", async () => {
    const clerk = await clerkWithMug()
    const { t } = clerk
    await clerk.key("F9")
    await clerk.says("present_card")
    await shop.sandbox.control.addFaults({
      kind: "status",
      status: 503,
      method: "GET",
      path: LOOK,
      times: "always",
    })
    await shop.card("tap")
    await clerk.payment.getByText(t.error.unclear).waitFor()
    expect(await clerk.payment.getByText(t.refusal.service_unavailable).count()).toBe(0)
    await shop.sandbox.control.clearFaults()
    await clerk.isPaid()
    expect(shop.charged).toBe(MUG.price)
  })

  it("what is still told of the last card says nothing about the next one", async () => {
    const clerk = await clerkWithMug()
    let told = 0
    let lose = () => {}
    const isAskedAgain = new Promise<void>((resolve) => (lose = resolve))
    await clerk.page.route("**/collected", async (route: Route) => {
      told += 1
      if (told > 1) {
        return route.continue()
      }
      await route.fetch()
      await isAskedAgain
      await route.abort("connectionreset").catch(() => undefined)
    })
    await clerk.key("F9")
    await shop.card("decline")
    await clerk.says("declined")
    await clerk.key("F9")
    await clerk.says("present_card")
    await shop.untilAsked()
    lose()
    await clerk.page.waitForTimeout(STRAY_MS)
    expect(told).toBe(1)
    await clerk.says("present_card")
    await shop.card("tap")
    await clerk.isPaid()
    expect(shop.charged).toBe(MUG.price)
  })

  it("a sale is cancelled in one go: the reader is free for the next one", async () => {
    const clerk = await clerkWithMug()
    await clerk.page.evaluate(askUntilStopped)
    // Only the answer to the cancellation tells how it ended.
    const follow = /terminal\/sales\/\w+\?newer_than/
    await clerk.page.route(follow, () => undefined)
    await clerk.key("F9")
    await clerk.says("present_card")
    await shop.untilAsked()
    await clerk.key("Escape")
    await clerk.says("canceled")
    await clerk.page.unroute(follow)
    await clerk.key("Escape")
    await clerk.line(MUG.title).waitFor()
    await clerk.key("F9")
    await clerk.says("present_card")
    await shop.card("tap")
    await clerk.isPaid()
    expect(shop.charged).toBe(MUG.price)
  })

  it("a page that is reloaded while it asks for a card has its reader again, and asks on", async () => {
    const clerk = await clerkWithMug()
    const { t, page } = clerk
    await clerk.key("F9")
    await clerk.says("present_card")
    await shop.untilAsked()
    await page.reload()
    await page.getByText(filled(t.sdk.connected, { name: "" })).waitFor()
    await clerk.says("present_card")
    await shop.card("tap")
    await clerk.isPaid()
    expect(shop.charged).toBe(MUG.price)
    expect(shop.sandbox.payments).toHaveLength(1)
  })

  it("what another window has is left to it, until somebody asks for it there", async () => {
    const clerk = await clerkWithMug()
    const { t } = clerk
    const other = await clerk.inAnotherTab()
    await other.open()
    await other.page.getByText(filled(t.sdk.failed, { message: "" })).waitFor()
    await clerk.page.waitForTimeout(STRAY_MS)
    await clerk.page.getByText(filled(t.sdk.connected, { name: "" })).waitFor()
    await other.press(t.retry)
    await other.page.getByText(filled(t.sdk.connected, { name: "" })).waitFor()
    await clerk.page.getByText(t.sdk.disconnected).waitFor()
    await other.key("F9")
    await other.says("present_card")
    await shop.card("tap")
    await other.isPaid()
    await clerk.isPaid()
    expect(shop.charged).toBe(MUG.price)
  })

  it("a reader that loses its power while it asks for a card is connected again, and asked once more", async () => {
    const clerk = await clerkWithMug()
    const { t, page } = clerk
    await clerk.key("F9")
    await clerk.says("present_card")
    await shop.untilAsked()
    await shop.sandbox.control.setPlug(COUNTER.id, false)
    await page.getByText(t.sdk.disconnected).waitFor()
    await clerk.says("not_taken")
    await shop.sandbox.control.setPlug(COUNTER.id, true)
    await clerk.press(t.retry)
    await page.getByText(filled(t.sdk.connected, { name: "" })).waitFor()
    await clerk.key("F9")
    await clerk.says("present_card")
    await shop.card("tap")
    await clerk.isPaid()
    expect(shop.charged).toBe(MUG.price)
    expect(shop.sandbox.payments).toHaveLength(1)
  })

  it("no signed-in clerk, no reader: it is said in the clerk's language", async () => {
    const clerk = await shop.clerk()
    await clerk.page.route("**/connection-token", (route) =>
      route.fulfill({ status: 401, json: { message: "Unauthorized" } })
    )
    await clerk.standAt("Balie (browser)")
    await clerk.page
      .getByText(filled(clerk.t.sdk.failed, { message: clerk.t.error.signIn }))
      .waitFor()
  })
}

interface Sdk {
  collectPaymentMethod: (this: Sdk, secret: string) => Promise<{ error?: object }>
  cancelCollectPaymentMethod: (this: Sdk) => Promise<object>
}

/** In the browser: a reader asks for its card until it is told to stop, also when the payment is gone. */
function askUntilStopped() {
  const { StripeTerminal } = window as unknown as { StripeTerminal: { create(how: object): Sdk } }
  const sdk = Object.getPrototypeOf(
    StripeTerminal.create({ onFetchConnectionToken: () => "" })
  ) as Sdk
  const { collectPaymentMethod, cancelCollectPaymentMethod } = sdk
  let stop: (() => void) | undefined
  sdk.collectPaymentMethod = async function (secret) {
    if (stop) {
      return { error: { message: "The reader is busy." } }
    }
    const isStopped = new Promise<void>((resolve) => (stop = resolve))
    const answer = await collectPaymentMethod.call(this, secret)
    if (answer.error) {
      await isStopped
    }
    stop = undefined
    return answer
  }
  sdk.cancelCollectPaymentMethod = function () {
    stop?.()
    return cancelCollectPaymentMethod.call(this)
  }
}
