import { one } from "../../support/one"
import { violationsOn } from "../../support/shop-window/accessibility"
import { COUNTER, filled, type TillWindow } from "../../support/till-window"
import { MUG } from "./articles"

const MARKET = "Markt"
/** The part of the admin's build that holds Stripe's package, and what that package asks the shop for. */
const SDK = /assets\/terminal\.esm[^/]*\.js$|connection-token$/

export function setUpOfTheTill(shop: TillWindow) {
  it("a reader in the settings: adds it, tests it, changes it, and takes it out again", async () => {
    const clerk = await shop.clerk()
    const { t, page } = clerk
    await shop.sandbox.control.addReader({ id: "tmr_market" })
    await clerk.open("/settings/terminal-readers")
    await clerk.press(t.till.addReader)
    await clerk.press(t.readers.save)
    expect(await page.getByText(t.readers.missing).count()).toBe(5)
    expect(await violationsOn(page, "[role=dialog]")).toEqual([])
    await page.getByLabel(t.readers.name).fill(MARKET)
    await page.getByLabel(t.readers.readerId).fill("WPC32")
    await page.getByText(t.readers.wrongReaderId).waitFor()
    await page.getByLabel(t.readers.readerId).fill("tmr_market")
    for (const place of [t.readers.region, t.readers.channel, t.readers.location]) {
      await page.getByLabel(place, { exact: true }).click()
      await page.getByRole("option").last().click()
    }
    await clerk.press(t.readers.save)
    await page.getByText(filled(t.readers.saved, { name: MARKET })).waitFor()

    expect(await violationsOn(page, "main")).toEqual([])
    await clerk.press(filled(t.readers.test, { name: MARKET }))
    await page.getByText(filled(t.readers.testOk, { name: MARKET })).waitFor()

    await clerk.press(filled(t.readers.edit, { name: MARKET }))
    await page.getByLabel(t.readers.name).fill("Kraam")
    await clerk.press(t.readers.save)
    await page.getByText(filled(t.readers.saved, { name: "Kraam" })).waitFor()

    await clerk.press(filled(t.readers.delete, { name: "Kraam" }))
    await page.getByRole("alertdialog").getByRole("button", { name: t.remove }).click()
    await page.getByText(filled(t.readers.deleted, { name: "Kraam" })).waitFor()
  })

  it("a reader at the browser itself: Stripe's SDK comes only then, finds it, and takes the card, also when its word to the server is lost", async () => {
    const clerk = await shop.clerk({ language: "en" })
    const { t, page } = clerk
    const asked: string[] = []
    page.on("request", (request) => asked.push(new URL(request.url()).pathname))
    const ofSdk = () => asked.filter((path) => SDK.test(path))
    await clerk.standAt(COUNTER.name)
    await clerk.scan(MUG.code)
    await clerk.key("F9")
    await clerk.says("present_card")
    await clerk.key("Escape")
    await clerk.says("canceled")
    await clerk.key("Escape")
    await clerk.press(t.basket.clear)
    expect(ofSdk()).toEqual([])

    await clerk.press(COUNTER.name)
    await clerk.press("Balie (browser)")
    await clerk.press(new RegExp(`^${t.sdk.connect}`))
    await page.getByText(filled(t.sdk.connected, { name: "" })).waitFor()
    expect(ofSdk()).toEqual(
      expect.arrayContaining([
        expect.stringMatching(/terminal\.esm/),
        "/admin/wolffpay/terminal/connection-token",
      ])
    )
    await clerk.scan(MUG.code)
    await page.route("**/collected", (route) => route.abort("connectionreset"), { times: 2 })
    await clerk.key("F9")
    await clerk.says("present_card")
    await shop.card("tap")
    await clerk.isPaid()
    expect(shop.charged).toBe(MUG.price)
  })

  it("nothing: what an order still owes is taken on its own page, which tells who took it where", async () => {
    const id = await unpaidOrder(shop)
    const clerk = await shop.clerk({ language: "en" })
    await clerk.open(`/orders/${id}`)
    await clerk.press(filled(clerk.t.order.take, { amount: "€44.50" }))
    await clerk.says("present_card")
    await shop.card("tap")
    await clerk.says("paid")
    await clerk.press(clerk.t.pay.next)
    await clerk.page
      .getByText(filled(clerk.t.order.sold, { amount: "€44.50", reader: COUNTER.name }))
      .waitFor()
    await clerk.page.getByText(clerk.t.order.settled).waitFor()
    expect(shop.charged).toBe(4450)
    const { data } = await shop.api.get(`/orders/${id}`, { params: { fields: "payment_status" } })
    expect(data.order.payment_status).toBe("captured")
  })

  it("nothing: the payment of an order goes on after a reload, and is cancelled from the till's last sales", async () => {
    const id = await unpaidOrder(shop)
    const clerk = await shop.clerk({ language: "en" })
    const { t, page } = clerk
    await clerk.open(`/orders/${id}`)
    await clerk.press(filled(t.order.take, { amount: "€44.50" }))
    await clerk.says("present_card")
    await shop.untilAsked()
    await page.reload()
    await clerk.says("present_card")
    expect(await violationsOn(page, `section[aria-label="${t.pay.title}"]`)).toEqual([])

    const other = await shop.clerk({ language: "en" })
    await other.standAt(COUNTER.name)
    await other.key("F10")
    await other.page
      .getByRole("button", { name: /€44\.50/ })
      .first()
      .click()
    await other.press(t.pay.cancelPayment)
    await other.page.getByText(t.reason.canceled_by_clerk).waitFor()
    await clerk.says("canceled")
    await clerk.press(t.back)
    await clerk.button(filled(t.order.take, { amount: "€44.50" })).waitFor()
    expect(shop.charged).toBe(0)
  })
}

/** An order for EUR 44.50 that was placed and not paid. */
async function unpaidOrder(shop: TillWindow): Promise<string> {
  const [regions, channels, variants] = await Promise.all([
    shop.api.get("/regions"),
    shop.api.get("/sales-channels", { params: { name: "Kassa" } }),
    shop.api.get("/product-variants", { params: { sku: "TULPENVAAS" } }),
  ])
  const address = { address_1: "Dorpsstraat 1", city: "Utrecht", country_code: "nl" }
  const draft = await shop.api.post("/draft-orders", {
    email: "anna@voorbeeld.nl",
    region_id: one(regions.data.regions as { id: string }[]).id,
    sales_channel_id: one(channels.data.sales_channels as { id: string }[]).id,
    shipping_address: address,
    billing_address: address,
    items: [{ variant_id: one(variants.data.variants as { id: string }[]).id, quantity: 1 }],
  })
  const id: string = draft.data.draft_order.id
  await shop.api.post(`/draft-orders/${id}/convert-to-order`)
  return id
}
