import { execFile } from "node:child_process"
import { once } from "node:events"
import fs from "node:fs"
import { createServer, type Server } from "node:http"
import type { AddressInfo } from "node:net"
import os from "node:os"
import path from "node:path"
import { promisify } from "node:util"

const ROOT = path.resolve(__dirname, "../..")
const TYPES: Record<string, string> = { ".html": "text/html", ".js": "text/javascript" }
const RETURN_PAGE =
  "<!doctype html><title>Return</title><link rel=icon href=data:,><h1>Thank you</h1>"

/** A shop of one page, made of the real @stripe/stripe-js and @stripe/react-stripe-js, that loads a stand-in. */
export class StripeShop {
  /** Where the stand-in's script comes from; without one the page has no window.Stripe. */
  standIn = ""

  private constructor(
    private readonly folder: string,
    private readonly server: Server
  ) {}

  static async open(): Promise<StripeShop> {
    const folder = fs.mkdtempSync(path.join(os.tmpdir(), "stripe-shop-"))
    const source = path.join(__dirname, "stripe-shop")
    const vite = path.join(ROOT, "node_modules/vite/bin/vite.js")
    const build = ["build", source, "--outDir", folder, "--base", "./", "--logLevel", "warn"]
    await promisify(execFile)(process.execPath, [vite, ...build, "--emptyOutDir"], {
      cwd: ROOT,
      env: { ...process.env, NODE_OPTIONS: "", NODE_ENV: "production" },
    })
    const server = createServer((request, response) => {
      const { pathname } = new URL(request.url ?? "/", "http://shop")
      if (pathname === "/return") return response.end(RETURN_PAGE)
      const file = pathname.startsWith("/assets/") ? path.basename(pathname) : "index.html"
      const found = path.join(folder, file === "index.html" ? file : `assets/${file}`)
      if (!fs.existsSync(found)) return response.writeHead(404).end()
      const type = TYPES[path.extname(found)] ?? "text/plain"
      response.writeHead(200, { "content-type": `${type}; charset=utf-8` })
      return response.end(shop.withStandIn(fs.readFileSync(found, "utf8"), file))
    }).listen(0, "127.0.0.1")
    await once(server, "listening")
    const shop = new StripeShop(folder, server)
    return shop
  }

  get url() {
    return `http://localhost:${(this.server.address() as AddressInfo).port}`
  }

  /** The checkout for one payment. */
  checkout(query: Record<string, string>) {
    return `${this.url}/?${new URLSearchParams(query).toString()}`
  }

  close() {
    this.server.closeAllConnections()
    this.server.close()
    fs.rmSync(this.folder, { recursive: true, force: true })
  }

  private withStandIn(text: string, file: string) {
    if (file !== "index.html") return text
    const tag = `<script src="${this.standIn}/sandbox/stripe.js"></script>`
    return text.replace(/<!-- The test.*?-->/s, this.standIn === "" ? "" : tag)
  }
}
