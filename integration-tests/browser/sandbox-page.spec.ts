import { once } from "node:events"
import { createServer, type Server } from "node:http"
import type { AddressInfo } from "node:net"
import type { Browser, Page } from "playwright-core"
import { startWolffPaySandbox, type WolffPaySandbox } from "../../sandbox/wolffpay"
import { launchBrowser } from "../support/browser"
import { waitUntil } from "../support/wait"

const DESCRIPTION = "Theepot, bestelling 7"

describe("The sandbox's page in a browser", () => {
  let browser: Browser
  let page: Page
  let sandbox: WolffPaySandbox
  let shop: Server
  let problems: string[]

  beforeAll(async () => {
    browser = await launchBrowser()
    shop = createServer((_request, response) => response.end("{}")).listen(0, "127.0.0.1")
    await once(shop, "listening")
  })

  afterAll(async () => {
    await browser?.close()
    shop?.close()
  })

  beforeEach(async () => {
    const { port } = shop.address() as AddressInfo
    sandbox = await startWolffPaySandbox({ webhookUrl: `http://127.0.0.1:${port}/hooks/wolffpay` })
    page = await browser.newPage()
    problems = []
    page.on("pageerror", (error) => problems.push(error.message))
    page.on("console", (message) => {
      if (message.type() === "error") {
        problems.push(message.text())
      }
    })
  })

  afterEach(async () => {
    await page.close()
    await sandbox.close()
    expect(problems).toEqual([])
  })

  async function createPayment(amount: number) {
    const response = await fetch(`${sandbox.url}/api/v1/payments`, {
      method: "POST",
      headers: {
        authorization: `Bearer ${sandbox.apiKey}`,
        "content-type": "application/json",
        "idempotency-key": `browser-${amount}`,
      },
      body: JSON.stringify({ amount, description: DESCRIPTION, paymentMethodTypes: ["ideal"] }),
    })
    const { data } = (await response.json()) as { data: { id: string } }
    return data.id
  }

  const press = (name: RegExp) => page.getByRole("button", { name }).first().click()

  const statusBecomes = (id: string, status: string) =>
    waitUntil(`${id} is ${status}`, () => sandbox.control.payment(id).status === status)

  const events = () =>
    sandbox.control.state().deliveries.map((delivery) => [delivery.event, delivery.attempts.length])

  it.each([
    { language: "nl", amount: /24,95/, pay: /^Betalen/, again: /^Webhook opnieuw sturen/ },
    { language: "en", amount: /24\.95/, pay: /^Pay/, again: /^Send webhook again/ },
  ])("pays, tells the shop, and tells it once more ($language)", async (texts) => {
    const id = await createPayment(2495)
    await page.goto(`${sandbox.url}/?lang=${texts.language}`)
    expect(await page.locator("html").getAttribute("lang")).toBe(texts.language)
    const card = page.getByRole("listitem").filter({ hasText: DESCRIPTION }).first()
    expect(await card.innerText()).toMatch(texts.amount)

    await press(texts.pay)
    await statusBecomes(id, "succeeded")
    await waitUntil("the shop was told", () => events()[0]?.[1] === 1)
    expect(events()).toEqual([["payment.succeeded", 1]])

    await press(texts.again)
    await waitUntil("the shop was told again", () => events()[0]?.[1] === 2)
    expect(events()).toEqual([["payment.succeeded", 2]])
  })

  it("declines, and the shopper may try again", async () => {
    const id = await createPayment(1500)
    await page.goto(`${sandbox.url}/?lang=en`)
    await press(/^Decline/)
    await waitUntil("the shop was told", () => events().length === 1)
    expect(events()).toEqual([["payment.failed", 1]])
    expect(sandbox.control.payment(id).status).toBe("requires_payment_method")

    await press(/^Pay/)
    await statusBecomes(id, "succeeded")
  })

  it("shows a payment that is made while the page is open", async () => {
    await page.goto(`${sandbox.url}/?lang=nl`)
    expect(await page.getByText(DESCRIPTION).count()).toBe(0)
    await createPayment(1200)
    await page.getByText(DESCRIPTION).first().waitFor({ timeout: 10_000 })
  })
})
