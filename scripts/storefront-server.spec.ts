import fs from "node:fs"
import http from "node:http"
import os from "node:os"
import path from "node:path"

const PAGE = "<head><!-- scripts of the server --></head>"

describe("The server of the demo's storefront", () => {
  let folder: string
  let port: number
  let close: () => Promise<unknown>
  let settings: Record<string, string>

  beforeAll(async () => {
    const { serveStorefront } = await import("./lib/storefront-server.mjs")
    const parent = fs.mkdtempSync(path.join(os.tmpdir(), "storefront-server-"))
    folder = path.join(parent, "shop")
    fs.mkdirSync(path.join(folder, "assets"), { recursive: true })
    fs.writeFileSync(path.join(folder, "index.html"), PAGE)
    fs.writeFileSync(path.join(folder, "assets/index-abc.js"), "let shop")
    fs.writeFileSync(path.join(parent, "secret.txt"), "not of the shop")
    const served = await serveStorefront({ folder, settings: () => settings })
    port = served.port
    close = served.close
  })

  afterAll(async () => {
    await close()
    fs.rmSync(path.dirname(folder), { recursive: true })
  })

  beforeEach(() => {
    settings = {
      medusaUrl: "http://localhost:9000",
      publishableKey: "pk_shop",
      sandboxUrl: "http://127.0.0.1:4010",
      apiKey: "of the server only",
    }
  })

  /** fetch would tidy the path before it is sent. */
  function get(target: string, method = "GET") {
    return new Promise<{ status?: number; type?: string; cache?: string; body: string }>(
      (resolve, reject) => {
        const request = http.request(
          { port, host: "127.0.0.1", path: target, method },
          (answer) => {
            let body = ""
            answer.on("data", (chunk) => (body += chunk))
            answer.on("end", () =>
              resolve({
                status: answer.statusCode,
                type: answer.headers["content-type"],
                cache: answer.headers["cache-control"],
                body,
              })
            )
          }
        )
        request.once("error", reject).end()
      }
    )
  }

  it("gives the page for every address of the shop, with the stand-in before the shop's own code", async () => {
    for (const address of ["/", "/products/mok-1.5-liter", "/checkout/return?cart_id=cart_1"]) {
      const { status, body, cache } = await get(address)
      expect([status, cache]).toEqual([200, "no-store"])
      expect(body).toBe(
        `<head><script defer src="http://127.0.0.1:4010/sandbox/stripe.js"></script></head>`
      )
    }
  })

  it("leaves the stand-in out where there is no sandbox", async () => {
    settings = { medusaUrl: "https://medusa.example", publishableKey: "pk_shop" }
    expect((await get("/")).body).toBe("<head></head>")
  })

  it("tells the browser what it may know, and nothing else", async () => {
    const { type, body } = await get("/settings.js")
    expect(type).toContain("text/javascript")
    expect(body).toBe(
      `window.shopSettings = {"medusaUrl":"http://localhost:9000","publishableKey":"pk_shop","sandboxUrl":"http://127.0.0.1:4010"}\n`
    )
  })

  it("gives the newest settings", async () => {
    settings = { ...settings, publishableKey: "pk_newer" }
    expect((await get("/settings.js")).body).toContain("pk_newer")
  })

  it("keeps files that are named by their content, and says when there is none", async () => {
    const { body, cache } = await get("/assets/index-abc.js")
    expect(body).toBe("let shop")
    expect(cache).toContain("immutable")
    expect((await get("/assets/index-old.js")).status).toBe(404)
  })

  it.each([
    "/../secret.txt",
    "/%2e%2e/secret.txt",
    "/assets/..%2f..%2fsecret.txt",
    "/%00",
    "/%E0%A4",
  ])("gives nothing from outside of the shop: %s", async (target) => {
    expect((await get(target)).body).not.toContain("not of the shop")
  })

  it("only reads", async () => {
    expect((await get("/", "POST")).status).toBe(405)
  })
})
