import type { Locator, Page } from "playwright-core"

const MOST_STOPS = 80

/** Presses Tab until the element has the focus, in a frame too; fails where it cannot be reached like that. */
export async function tabTo(page: Page, target: Locator) {
  for (let stop = 0; stop < MOST_STOPS; stop += 1) {
    const isThere = await target.evaluate(
      (element) => element === document.activeElement && document.hasFocus()
    )
    if (isThere) {
      return
    }
    await page.keyboard.press("Tab")
  }
  throw new Error(`The Tab key does not lead to ${String(target)}`)
}
