import { once } from "node:events"
import fs from "node:fs"
import { createServer, type Server } from "node:http"
import { createRequire } from "node:module"
import type { AddressInfo } from "node:net"
import type { Browser, BrowserContext, Page } from "playwright-core"
import { startWolffPaySandbox, type WolffPaySandbox } from "../../sandbox/wolffpay"
import { launchBrowser } from "../support/browser"
import { violationsOn } from "../support/shop-window/accessibility"
import { waitUntil } from "../support/wait"

const READER = { id: "tmr_demo_toonbank", label: "Toonbank" }
const TERMINAL = "/api/v1/payments/terminal"
/** Stripe's own loader, as a page imports it. */
const LOADER = createRequire(__filename).resolve("@stripe/terminal-js/dist/terminal.esm.js")

describe("The card readers of the sandbox in a browser", () => {
  let browser: Browser
  let context: BrowserContext
  let page: Page
  let sandbox: WolffPaySandbox
  let problems: string[]

  let till: Server
  const port = () => (till.address() as AddressInfo).port

  beforeAll(async () => {
    browser = await launchBrowser()
    till = createServer((request, response) => {
      answerTill(request.url ?? "/").then((body) => {
        const type = request.url === "/terminal.js" ? "text/javascript" : "text/html"
        response.writeHead(200, { "content-type": type }).end(body)
      }, console.error)
    }).listen(0, "127.0.0.1")
    await once(till, "listening")
  })

  afterAll(async () => {
    await browser?.close()
    till?.close()
  })

  /** A till of one page: Stripe's loader, the stand-in before it, and a token as the plugin gives it. */
  async function answerTill(path: string) {
    if (path === "/terminal.js") {
      return fs.readFileSync(LOADER, "utf8")
    }
    if (path === "/token") {
      return JSON.stringify(await post("/api/v1/terminal/connection-token", {}))
    }
    return `<!doctype html><link rel=icon href=data:,><script src="${sandbox.url}/sandbox/stripe-terminal.js"></script>`
  }

  beforeEach(async () => {
    sandbox = await startWolffPaySandbox({ readers: [READER] })
    context = await browser.newContext()
    page = await context.newPage()
    problems = []
    page.on("pageerror", (error) => problems.push(error.message))
  })

  afterEach(async () => {
    await context.close()
    await sandbox.close()
    expect(problems).toEqual([])
  })

  async function post(path: string, body: object) {
    const response = await fetch(sandbox.url + path, {
      method: "POST",
      headers: {
        authorization: `Bearer ${sandbox.apiKey}`,
        "content-type": "application/json",
        "idempotency-key": `browser-${Math.random()}`,
      },
      body: JSON.stringify(body),
    })
    const { data } = (await response.json()) as { data: Record<string, string> }
    return data
  }

  const createIntent = () =>
    post(TERMINAL, {
      action: "create_intent",
      amount: 2495,
      description: "Sale",
      captureMethod: "manual",
    })

  const statusOf = (id?: string) => sandbox.control.payment(String(id)).status

  it.each([
    {
      lang: "nl",
      asks: "Houd je kaart voor de lezer",
      amount: /24,95/,
      tap: /^Kaart aanbieden: Toonbank/,
      thanks: "Betaald, dank je wel",
    },
    {
      lang: "en",
      asks: "Present your card",
      amount: /24\.95/,
      tap: /^Present card: Toonbank/,
      thanks: "Approved, thank you",
    },
  ])("shows the amount, and takes a card from the keyboard ($lang)", async (texts) => {
    await page.goto(`${sandbox.url}/sandbox/readers?lang=${texts.lang}`)
    expect(await violationsOn(page)).toEqual([])
    const { id } = await createIntent()
    const answer = post(TERMINAL, {
      action: "collect_and_process",
      readerId: READER.id,
      paymentIntentId: id,
    })
    await page.getByText(texts.asks).waitFor()
    expect(await page.getByText(texts.amount).count()).toBe(1)
    expect(await violationsOn(page)).toEqual([])
    const tap = page.getByRole("button", { name: texts.tap }).first()
    await tap.focus()
    await page.keyboard.press("Enter")
    await page.getByText(texts.thanks).waitFor()
    expect((await answer).status).toBe("requires_capture")
  })

  it("pulls the plug and puts it in again", async () => {
    await page.goto(`${sandbox.url}/sandbox/readers?lang=en`)
    await page.getByRole("button", { name: /^Pull the plug/ }).click()
    await page.getByText("No power").waitFor()
    expect(sandbox.control.state().readers).toMatchObject([{ plugged: false }])
    await page.getByRole("button", { name: /^Plug in/ }).click()
    await page.getByText("Ready", { exact: true }).waitFor()
  })

  it("serves Stripe's unchanged loader: discover, connect, collect, process (W19, W24)", async () => {
    const { id, clientSecret } = await createIntent()
    await page.goto(`http://localhost:${port()}/`)
    const paid = page.evaluate(async (secret) => {
      const address = "/terminal.js"
      const { loadStripeTerminal } = await import(address)
      const stripe = await loadStripeTerminal()
      const terminal = stripe.create({
        onFetchConnectionToken: async () => (await (await fetch("/token")).json()).secret,
        onUnexpectedReaderDisconnect: () => undefined,
      })
      const { discoveredReaders } = await terminal.discoverReaders()
      await terminal.connectReader(discoveredReaders[0])
      const collected = await terminal.collectPaymentMethod(secret)
      const processed = await terminal.processPayment(collected.paymentIntent)
      return { label: discoveredReaders[0].label, status: processed.paymentIntent.status }
    }, clientSecret)
    await waitUntil("the reader asks for a card", () =>
      Boolean(sandbox.control.state().readers[0]?.waitingFor)
    )
    await sandbox.control.presentCard(READER.id, "tap")
    expect(await paid).toEqual({ label: "Toonbank", status: "requires_capture" })
    expect(statusOf(id)).toBe("requires_capture")
  })
})
