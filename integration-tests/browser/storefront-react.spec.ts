import path from "node:path"
import type { Browser, Page } from "playwright-core"
import { launchBrowser } from "../support/browser"

const FIXTURES = path.resolve(__dirname, "../../src/storefront/react/__fixtures__")

interface Seen {
  calls: string[]
  made: unknown[]
  confirmed: unknown[]
}

/** The React part in a real browser under StrictMode, which runs every effect twice. */
describe("The storefront's React part", () => {
  let browser: Browser
  let page: Page
  let script: string
  let problems: string[]

  beforeAll(async () => {
    script = await bundlePage()
    browser = await launchBrowser()
  }, 60_000)

  afterAll(() => browser?.close())

  beforeEach(async () => {
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
    expect(problems).toEqual([])
  })

  async function open(query = "", language = "en") {
    const html = `<!doctype html><html lang="${language}"><title>Shop</title><body><script type="module" src="/page.js"></script></html>`
    await page.route("http://shop.test/**", (route) =>
      route.request().url().endsWith("/page.js")
        ? route.fulfill({ contentType: "text/javascript", body: script })
        : route.fulfill({ contentType: "text/html", body: html })
    )
    await page.goto(`http://shop.test/?${query}`)
  }

  const seen = () => page.evaluate(() => (globalThis as unknown as { seen: Seen }).seen)
  const button = (name: string) => page.getByRole("button", { name, exact: true })

  it("starts one payment, although every effect runs twice, in the page's language", async () => {
    await open("", "nl")
    await page.getByText("Stripe's form").waitFor()
    const { calls, made } = await seen()
    expect(calls.filter((call) => call === "session")).toHaveLength(1)
    expect(made).toContainEqual({ clientSecret: "pi_1_secret_a", locale: "nl" })
  })

  it("pays once for a double click and tells the order", async () => {
    await open()
    await button("Pay").dblclick()
    await page.getByText("Order 7").waitFor()
    expect((await seen()).confirmed).toHaveLength(1)
    expect(await button("Pay").isDisabled()).toBe(true)
  })

  it("says why a payment did not succeed, and lets the shopper pay again", async () => {
    await open("declined")
    await button("Pay").click()
    await page.getByRole("alert").waitFor()
    expect(await page.getByRole("alert").textContent()).toMatch(/did not succeed/)
    await button("Pay").click()
    await page.waitForFunction(
      () => (globalThis as unknown as { seen: Seen }).seen.confirmed.length === 2
    )
  })

  it("starts the form anew for a cart that changed, and says so", async () => {
    await open("script=changed")
    await button("Pay").click()
    await page.getByRole("alert").waitFor()
    expect(await page.getByRole("alert").textContent()).toMatch(/has changed/)
    const { made, confirmed } = await seen()
    expect(made.at(-1)).toMatchObject({ clientSecret: "pi_2_secret_b" })
    expect(confirmed).toEqual([])
  })

  it("keeps the form that is filled in while the cart is checked", async () => {
    await open()
    await page.getByText("Stripe's form").waitFor()
    const before = (await seen()).made.length
    await button("Change the cart").click()
    await page.waitForFunction(
      () =>
        (globalThis as unknown as { seen: Seen }).seen.calls.filter((call) => call === "cart")
          .length > 1
    )
    await page.waitForTimeout(200)
    expect(await page.getByText("Stripe's form").count()).toBe(1)
    expect((await seen()).made).toHaveLength(before)
  })

  it("says what is wrong where there is no form, with a button to try again", async () => {
    await open("script=closed", "nl")
    await page.getByRole("alert").waitFor()
    expect(await page.getByRole("alert").textContent()).toMatch(/betaaldienst reageert niet/)
    const before = (await seen()).calls.length
    await button("Probeer opnieuw").click()
    await page.waitForFunction(
      (count) => (globalThis as unknown as { seen: Seen }).seen.calls.length > count,
      before
    )
    // Chromium's own line about a promise that was refused would be in `problems`.
    await page.getByRole("alert").waitFor()
  })

  it("says that Stripe's form cannot be loaded, and loads it anew when asked to", async () => {
    await open("unloadable", "nl")
    await page.getByRole("alert").waitFor()
    expect(await page.getByRole("alert").textContent()).toMatch(/betaalformulier is niet geladen/)
    expect(await button("Pay").count()).toBe(0)
    await button("Probeer opnieuw").click()
    await page.getByText("Stripe's form").waitFor()
    expect(await page.getByRole("alert").count()).toBe(0)
    expect(await button("Pay").isEnabled()).toBe(true)
    expect((await seen()).calls.filter((call) => call === "session")).toHaveLength(1)
  })

  it("looks for the order of a cart that was paid before, and offers neither to pay nor to try again", async () => {
    await open("script=paid&paid")
    await page.getByRole("alert").waitFor()
    expect(await page.getByRole("alert").textContent()).toMatch(/do not pay again/)
    await page.waitForFunction(() =>
      (globalThis as unknown as { seen: Seen }).seen.calls.includes("complete")
    )
    expect(await page.getByRole("button").allTextContents()).toEqual(["Change the cart"])
    const { calls, made, confirmed } = await seen()
    expect([calls.includes("session"), made, confirmed]).toEqual([false, [], []])
  })

  it("tells a shop's own words what became of a cart that was paid before", async () => {
    await open("script=paid&paid&own")
    await page.getByText("Order 7").waitFor()
    expect(await page.getByRole("alert").count()).toBe(0)
  })

  it("asks the shop once on the return page and tells the order", async () => {
    await open("return")
    await page.getByText("Order 7").waitFor()
    expect((await seen()).calls).toEqual(["complete"])
  })

  it("does not know when nobody answers, and looks again when asked to", async () => {
    await open("return&script=down")
    await page.getByRole("heading", { name: "unknown" }).waitFor()
    const before = (await seen()).calls.length
    await button("Again").click()
    await page.getByRole("heading", { name: "waiting" }).waitFor()
    await page.getByRole("heading", { name: "unknown" }).waitFor()
    expect((await seen()).calls.length).toBeGreaterThan(before)
  })
})

/** With React's development build: only that one runs effects twice. */
async function bundlePage(): Promise<string> {
  const { build } = await import("vite")
  const output = await build({
    configFile: false,
    logLevel: "error",
    mode: "development",
    define: { "process.env.NODE_ENV": '"development"' },
    build: {
      write: false,
      minify: false,
      lib: { entry: path.join(FIXTURES, "page.tsx"), formats: ["es"] },
      // Loaded by hand in the page: the package would fetch Stripe's script.
      rollupOptions: { external: ["@stripe/stripe-js"] },
    },
    esbuild: { jsx: "automatic" },
  })
  const [built] = output as unknown as { output: { code: string }[] }[]
  return built?.output[0]?.code ?? ""
}
