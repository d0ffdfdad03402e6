import fs from "node:fs"
import http from "node:http"
import path from "node:path"
import { root } from "./steps.mjs"

const built = path.join(root, ".cache/demo-storefront")
const TYPES = {
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".css": "text/css; charset=utf-8",
  ".svg": "image/svg+xml",
}
const SCRIPTS = "<!-- scripts of the server -->"

/**
 * Serves the built demo storefront on a loopback address: its files, the page for every address of the shop, and /settings.js.
 * @param settings what sandbox/storefront/src/settings.ts reads; asked at every request, so that it may be known later than the port
 * @returns port, and close()
 */
export async function serveStorefront({ port = 0, folder = built, settings }) {
  const server = http.createServer((request, response) => {
    if (request.method !== "GET" && request.method !== "HEAD") {
      send(response, 405, "text/plain", "")
      return
    }
    const { pathname } = new URL(request.url, "http://localhost")
    if (pathname === "/settings.js") {
      send(response, 200, TYPES[".js"], settingsScript(settings()))
      return
    }
    const file = fileOf(folder, pathname)
    if (file) {
      const isNamedByContent = pathname.startsWith("/assets/")
      const cache = isNamedByContent ? "public, max-age=31536000, immutable" : "no-cache"
      const type = TYPES[path.extname(file)] ?? "application/octet-stream"
      send(response, 200, type, fs.readFileSync(file), cache)
    } else if (path.extname(pathname) && !pathname.startsWith("/products/")) {
      send(response, 404, "text/plain", "Not found")
    } else {
      send(response, 200, TYPES[".html"], page(folder, settings()))
    }
  })
  await new Promise((resolve, reject) => {
    server.once("error", reject)
    server.listen(port, "127.0.0.1", resolve)
  })
  return {
    port: server.address().port,
    close: () =>
      new Promise((resolve) => {
        server.close(resolve)
        server.closeAllConnections()
      }),
  }
}

function send(response, status, type, body, cache = "no-store") {
  response.writeHead(status, {
    "content-type": type,
    "cache-control": cache,
    "x-content-type-options": "nosniff",
  })
  response.end(body)
}

/** A file of the build, never one outside of it; not the page itself, which has scripts to be filled in. */
function fileOf(folder, pathname) {
  let decoded
  try {
    decoded = decodeURIComponent(pathname)
  } catch {
    return undefined
  }
  const file = path.join(folder, decoded)
  const isInside = file.startsWith(folder + path.sep) && !decoded.includes("\0")
  const isFile = isInside && fs.statSync(file, { throwIfNoEntry: false })?.isFile()
  return isFile && !file.endsWith(".html") ? file : undefined
}

/** `<` would let a value end the script element it may stand in. */
const literal = (value) => JSON.stringify(value).replaceAll("<", "\\u003c")

function settingsScript({ medusaUrl, publishableKey, sandboxUrl, billinkUrl }) {
  const told = { medusaUrl, publishableKey, sandboxUrl, billinkUrl }
  return `window.shopSettings = ${literal(told)}\n`
}

/** The sandbox's stand-in for Stripe.js goes before the shop's own code; @stripe/stripe-js takes the `window.Stripe` it finds. */
function page(folder, { sandboxUrl }) {
  const html = fs.readFileSync(path.join(folder, "index.html"), "utf8")
  const standIn = sandboxUrl ? `<script defer src="${sandboxUrl}/sandbox/stripe.js"></script>` : ""
  return html.replace(SCRIPTS, standIn)
}
