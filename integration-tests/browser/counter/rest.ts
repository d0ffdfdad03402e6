import { COUNTER, type TillWindow } from "../../support/till-window"

const HOUR_MS = 3_600_000
const STEPS = 60
/** What Medusa's own admin and the browser's caches may take in an hour. */
const GROWTH_BYTES = 3_000_000

/** Before anything was sold: what the server still has to look at of a sale is not the till's. */
export function restAtTheTill(shop: TillWindow) {
  it("stays open for an hour without a call to WolffPay, and without growing", async () => {
    const clerk = await shop.clerk()
    const { page } = clerk
    await page.clock.install()
    await clerk.standAt(COUNTER.name)
    const devtools = await page.context().newCDPSession(page)
    const heap = async () => {
      await devtools.send("HeapProfiler.collectGarbage")
      const { usedSize } = await devtools.send("Runtime.getHeapUsage")
      return usedSize
    }
    const pass = async (milliseconds: number) => {
      for (let step = 0; step < STEPS; step += 1) {
        await page.clock.runFor(milliseconds / STEPS)
      }
    }
    await pass(HOUR_MS / 6)
    const before = await heap()
    await pass(HOUR_MS)
    const grown = (await heap()) - before
    console.log(`The till grew by ${Math.round(grown / 1000)} kB in an hour`)
    expect(shop.sandbox.calls).toEqual([])
    expect(grown).toBeLessThan(GROWTH_BYTES)
  })
}
