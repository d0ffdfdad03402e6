import type { Page } from "playwright-core"
import { COUNTER, filled, type TillWindow } from "../../support/till-window"
import { MUG, TEAPOT } from "./articles"

declare global {
  interface Window {
    /** What lies before the camera; null for nothing. */
    held: string | null
    cameras: MediaStreamTrack[]
  }
}

/** Chromium for Linux reads no barcodes, and this machine has no camera: the two that the screens ask for, answered by a test. */
async function withCamera(page: Page, { isRefused = false } = {}) {
  await page.addInitScript((refused) => {
    window.held = null
    window.cameras = []
    Object.assign(window, {
      BarcodeDetector: class {
        detect() {
          return Promise.resolve(window.held === null ? [] : [{ rawValue: window.held }])
        }
      },
    })
    navigator.mediaDevices.getUserMedia = () => {
      if (refused) {
        return Promise.reject(new DOMException("Permission denied", "NotAllowedError"))
      }
      const canvas = document.createElement("canvas")
      canvas.getContext("2d")?.fillRect(0, 0, 1, 1)
      const stream = canvas.captureStream(10)
      window.cameras.push(...stream.getTracks())
      // A canvas that nobody paints sends no picture, and a video without one never plays.
      setInterval(() => canvas.getContext("2d")?.fillRect(0, 0, 1, 1), 100)
      return Promise.resolve(stream)
    }
  }, isRefused)
}

const hold = (page: Page, code: string | null) =>
  page.evaluate((held) => {
    window.held = held
  }, code)

export function cameraAtTheTill(shop: TillWindow) {
  it("an article held before it is added once, the next one as well, and then the camera is off", async () => {
    const clerk = await shop.clerk()
    const { t, page } = clerk
    await withCamera(page)
    await clerk.standAt(COUNTER.name)
    await clerk.press(t.search.camera)
    await hold(page, MUG.code)
    await clerk.line(MUG.title).waitFor()
    // Held there longer than a look takes.
    await page.waitForTimeout(1000)
    expect(
      await page.getByLabel(filled(t.basket.quantity, { title: MUG.title })).inputValue()
    ).toBe("1")
    await hold(page, TEAPOT.code)
    await clerk.line(TEAPOT.title).waitFor()
    await hold(page, null)
    await clerk.press(t.search.stopCamera)
    await page.locator("video").waitFor({ state: "detached" })
    await page.waitForFunction(() =>
      window.cameras.every(({ readyState }) => readyState === "ended")
    )
    expect(await page.evaluate(() => window.cameras.length)).toBe(1)
  })

  it("a browser that is not allowed to use it says so, and the till goes on", async () => {
    const clerk = await shop.clerk()
    const { t, page } = clerk
    await withCamera(page, { isRefused: true })
    await clerk.standAt(COUNTER.name)
    await clerk.press(t.search.camera)
    await page.getByText(filled(t.search.cameraFailed, { message: "Permission denied" })).waitFor()
    await clerk.scan(MUG.code)
    await clerk.line(MUG.title).waitFor()
  })

  it("a browser that cannot read barcodes offers none", async () => {
    const clerk = await shop.clerk()
    await clerk.standAt(COUNTER.name)
    expect(await clerk.page.evaluate(() => "BarcodeDetector" in window)).toBe(false)
    expect(await clerk.button(clerk.t.search.camera).count()).toBe(0)
  })
}
