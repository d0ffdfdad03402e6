import { serveStorefront } from "../lib/storefront-server.mjs"
import { texts } from "./texts.mjs"

/** The shop window, served by this process: it ends with it. */
export async function startStorefront(context) {
  const { screen, storefrontPort, storefrontUrl, shopUrl, publishableKey } = context
  const { sandboxUrl, billinkUrl } = context
  await serveStorefront({
    port: storefrontPort,
    settings: () => ({ medusaUrl: shopUrl, publishableKey, sandboxUrl, billinkUrl }),
  })
  screen.line(texts.storefrontReady(storefrontUrl))
}
