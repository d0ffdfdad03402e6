import fs from "node:fs"
import path from "node:path"
import type { Page } from "playwright-core"

const FOLDER = path.resolve(__dirname, "../../../docs/images")

/** Takes the picture at every run, so that it cannot stop working; UPDATE_PICTURES=1 puts it into docs/images. `top` is what it begins with. */
export async function takePicture(page: Page, name: string, top = "body"): Promise<Buffer> {
  await page.evaluate(async (from) => {
    document.querySelector(from)?.scrollIntoView({ block: "start", behavior: "instant" })
    const shown = [...document.images].filter(({ loading }) => loading !== "lazy")
    await Promise.all(shown.map((image) => image.decode().catch(() => undefined)))
  }, top)
  const picture = await page.screenshot({ animations: "disabled", caret: "hide" })
  if (process.env.UPDATE_PICTURES === "1") {
    fs.mkdirSync(FOLDER, { recursive: true })
    fs.writeFileSync(path.join(FOLDER, `${name}.png`), picture)
  }
  return picture
}
