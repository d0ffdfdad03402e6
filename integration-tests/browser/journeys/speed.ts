import fs from "node:fs"
import path from "node:path"
import { gzipSync } from "node:zlib"
import type { ShopWindow } from "../../support/shop-window"

const ASSETS = path.resolve(__dirname, "../../../.cache/demo-storefront/assets")
const VISITS = 5
const BOUND_MS = 2000
/** Of all scripts and styles together, gzipped, Stripe's loader included. */
const BOUND_BYTES = 200_000

export function speedJourneys(window: ShopWindow) {
  it("shows its products, ready to be clicked, within two seconds", async () => {
    const times: number[] = []
    for (let visit = 0; visit < VISITS; visit += 1) {
      // A browser that knows nothing of the shop yet.
      const shopper = await window.visit()
      await shopper.open("/")
      const { page } = shopper
      // Seen, at rest, and under the pointer itself.
      await page.locator(".catalogue .card a").first().click({ trial: true })
      times.push(await page.evaluate(() => performance.now()))
    }
    times.sort((a, b) => a - b)
    process.stdout.write(`Products ready after ${times.map(Math.round).join(", ")} ms\n`)
    expect(times[(VISITS - 1) / 2]).toBeLessThan(BOUND_MS)
  })

  it("is a small download", () => {
    const sizes = fs.readdirSync(ASSETS).map((name) => {
      const bytes = gzipSync(fs.readFileSync(path.join(ASSETS, name))).length
      return { name, bytes }
    })
    const total = sizes.reduce((sum, { bytes }) => sum + bytes, 0)
    const lines = sizes.map(({ name, bytes }) => `  ${name}: ${bytes}`)
    process.stdout.write(`The storefront, gzipped: ${total} bytes\n${lines.join("\n")}\n`)
    expect(total).toBeLessThan(BOUND_BYTES)
  })
}
