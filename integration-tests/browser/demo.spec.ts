import { once } from "node:events"
import { createServer } from "node:net"
import type { Browser, Page } from "playwright-core"
import { launchBrowser, openContext } from "../support/browser"
import { Demo } from "../support/demo"
import { Shopper } from "../support/shop-window/shopper"
import { waitUntil } from "../support/wait"

const START_MS = 400_000
const PAGE_MS = 30_000
/** A start that finds everything built and its data there. */
const NEXT_START_MS = 40_000

describe("npm run demo, from an empty folder", () => {
  const demo = new Demo()
  let browser: Browser
  let page: Page

  beforeAll(async () => {
    browser = await launchBrowser()
    page = await browser.newPage()
    page.setDefaultTimeout(PAGE_MS)
    await demo.start()
  }, START_MS)

  afterAll(async () => {
    await browser?.close()
    await demo.remove()
  })

  it("makes a purchase step by step, whose webhook was answered and whose order is paid", () => {
    for (const step of ["Payment session", "Payment", "Webhook", "Order", "Order status"]) {
      expect(demo.output).toMatch(new RegExp(`^ {7}${step.padEnd(15)} \\S`, "m"))
    }
    expect(demo.output).toContain(
      `payment.succeeded delivered, Medusa answers 200 {"received":true}`
    )
    expect(demo.output).toMatch(/payment captured: €64\.90 received/)
  })

  it("shows its products at the storefront's address, which it prints first", async () => {
    expect(demo.output).toMatch(/The demo is ready.*\n\n Storefront +http/)
    await page.goto(`${demo.storefrontUrl}/?lang=nl`)
    await page.getByRole("heading", { name: "Alle producten" }).waitFor()
    const products = page.getByRole("listitem").filter({ hasText: "€" })
    await products.first().waitFor()
    expect(await products.count()).toBe(13)
    expect(await products.filter({ hasText: "Theepot Delfts blauw" }).innerText()).toContain(
      "34,95"
    )
  })

  it("shows that order as paid in the admin, with the log-in it prints", async () => {
    await page.goto(demo.orderUrl)
    await page.fill("input[name=email]", demo.login.email)
    await page.fill("input[name=password]", demo.login.password)
    await page.keyboard.press("Enter")
    await page.getByRole("heading", { name: "#1" }).waitFor()
    await page.getByText("Captured", { exact: true }).first().waitFor()
    expect(await page.getByText("€64.90").count()).toBeGreaterThan(0)
  })

  it("prints where the till and its card readers are, and the till's page has the stand-in for Stripe's SDK", async () => {
    expect(demo.output).toContain(`${demo.shopUrl}/app/point-of-sale`)
    expect(demo.output).toContain(`${demo.sandboxUrl}/sandbox/readers`)
    const admin = await (await fetch(`${demo.shopUrl}/app/`)).text()
    expect(admin).toContain(`<script src="${demo.sandboxUrl}/sandbox/stripe-terminal.js"></script>`)
    const readers = await page.request.get(`${demo.shopUrl}/admin/wolffpay/terminal/readers`)
    const { readers: known } = await readers.json()
    expect(known).toMatchObject([
      { name: "Balie (browser)", way: "sdk", reader_id: null },
      { name: "Toonbank", way: "server", reader_id: "tmr_demo_toonbank" },
    ])
    const till = known[1].id
    const answer = await page.request.get(
      `${demo.shopUrl}/admin/wolffpay/terminal/articles?reader_id=${till}`
    )
    const { articles } = await answer.json()
    expect(articles).toHaveLength(21)
    expect(articles).toContainEqual(
      expect.objectContaining({
        title: "Theepot Delfts blauw",
        codes: ["2000001000014"],
        unit_amount: 3495,
        tax_rate: 21,
        available: 25,
      })
    )
  })

  it("turns a press on Pay on the sandbox's page into another paid order", async () => {
    const { cartId, paymentId } = await demo.openPayment()
    await page.goto(`${demo.sandboxUrl}/?lang=en`)
    const card = page.getByRole("listitem").filter({ hasText: paymentId }).first()
    await card.getByRole("button", { name: /^Pay/ }).first().click()
    await waitUntil("the cart is an order", () => demo.isCompleted(cartId), PAGE_MS)

    await page.goto(`${demo.shopUrl}/app/orders`)
    const row = page.getByRole("row").filter({ hasText: "#2" })
    await row.getByText("Captured").first().waitFor()
  }, 90_000)

  it("sells a T-shirt with iDEAL in its storefront, and shows the order to buyer and shop", async () => {
    const context = await openContext(browser, { locale: "nl-NL" })
    const shopper = await Shopper.in(context, "nl", demo.storefrontUrl)
    await shopper.toPayment("t-shirt-gracht", "M")
    await shopper.chooseMethod("iDEAL")
    await shopper.pay()
    await shopper.answerBank("pay")
    await shopper.orderPage()
    await shopper.heading(shopper.t.order.title(3)).waitFor()
    await shopper.page.getByText(shopper.t.order.paid, { exact: true }).waitFor()
    expect(shopper.complaints).toEqual([])
    await context.close()

    await page.goto(`${demo.shopUrl}/app/orders`)
    const row = page.getByRole("row").filter({ hasText: "#3" })
    await row.getByText("Captured").first().waitFor()
  }, 120_000)

  it("says where it runs to whoever starts it a second time", async () => {
    const second = await demo.startAgain()
    expect(second.code).toBe(1)
    expect(second.output).toContain(demo.storefrontUrl)
    expect(second.output).toContain(demo.shopUrl)
  })

  it("leaves no process behind after Ctrl-C", async () => {
    const started = demo.descendants()
    expect(started.length).toBeGreaterThan(2)
    expect(await demo.interrupt()).toBe(0)
    expect(demo.alive(started)).toEqual([])
    await expect(fetch(demo.shopUrl)).rejects.toThrow()
    await expect(fetch(demo.sandboxUrl)).rejects.toThrow()
    await expect(fetch(demo.storefrontUrl)).rejects.toThrow()
  })

  it("starts again in less than 40 seconds with its data, and makes room for who listens on its port", async () => {
    const port = Number(new URL(demo.shopUrl).port)
    const stranger = createServer().listen(port)
    await once(stranger, "listening")
    const startedAt = Date.now()
    await demo.start()
    expect(Date.now() - startedAt).toBeLessThan(NEXT_START_MS)
    expect(demo.output).toMatch(/Port \d+ is taken: Medusa uses \d+/)
    expect(new URL(demo.shopUrl).port).not.toBe(String(port))
    await page.goto(`${demo.shopUrl}/app/orders`)
    await page.fill("input[name=email]", demo.login.email)
    await page.fill("input[name=password]", demo.login.password)
    await page.keyboard.press("Enter")
    for (const order of ["#1", "#2", "#3"]) {
      await page.getByRole("row").filter({ hasText: order }).getByText("Captured").first().waitFor()
    }
    expect(await demo.interrupt()).toBe(0)
    stranger.close()
  }, 120_000)
})
