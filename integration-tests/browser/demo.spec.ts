import type { Browser, Page } from "playwright-core"
import { launchBrowser } from "../support/browser"
import { Demo } from "../support/demo"
import { waitUntil } from "../support/wait"

const START_MS = 400_000
const PAGE_MS = 30_000

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

  it("makes a purchase whose webhook was answered and whose order is paid", () => {
    expect(demo.output).toContain(
      `payment.succeeded delivered, Medusa answers 200 {"received":true}`
    )
    expect(demo.output).toMatch(/payment captured: €64\.90 received/)
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

  it("says where it runs to whoever starts it a second time", async () => {
    const second = await demo.startAgain()
    expect(second.code).toBe(1)
    expect(second.output).toContain(demo.shopUrl)
  })

  it("leaves no process behind after Ctrl-C", async () => {
    const started = demo.descendants()
    expect(started.length).toBeGreaterThan(2)
    expect(await demo.interrupt()).toBe(0)
    expect(demo.alive(started)).toEqual([])
    await expect(fetch(demo.shopUrl)).rejects.toThrow()
    await expect(fetch(demo.sandboxUrl)).rejects.toThrow()
  })
})
