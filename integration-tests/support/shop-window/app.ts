import fs from "node:fs"
import path from "node:path"

const ROOT = path.resolve(__dirname, "../../..")

/** Where the demo's Medusa app lies for the browser tests; its pictures are written here. */
export const APP = path.join(ROOT, ".cache/shop-window")

/** The demo's own Medusa app, as `npm run demo` runs it. */
export async function installApp() {
  const { installShop } = await import("../../../scripts/demo/shop-app.mjs")
  fs.mkdirSync(APP, { recursive: true })
  installShop(APP)
}

export interface WindowSettings {
  medusaUrl: string
  publishableKey: string
  sandboxUrl: string
  billinkUrl: string
}

/** The built storefront as the demo serves it. `settings` may be known later than its address. */
export async function serveWindow(settings: () => WindowSettings) {
  const { serveStorefront } = await import("../../../scripts/lib/storefront-server.mjs")
  const { port, close } = await serveStorefront({ settings })
  return { url: `http://localhost:${port}`, close }
}
