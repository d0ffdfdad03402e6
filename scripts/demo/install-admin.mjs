import fs from "node:fs"
import path from "node:path"
import { linkTo } from "./shop-app.mjs"

/**
 * Puts the bundled admin where Medusa serves it, with the sandbox's stand-in for Stripe's Terminal SDK before its own code.
 * The bundle itself is shared by all demos, and the sandbox's port is another one each time.
 */
export function installAdmin(bundle, target, sandboxUrl) {
  fs.rmSync(target, { recursive: true, force: true })
  fs.mkdirSync(target, { recursive: true })
  for (const entry of fs.readdirSync(bundle, { withFileTypes: true })) {
    const from = path.join(bundle, entry.name)
    const to = path.join(target, entry.name)
    if (entry.isDirectory()) {
      linkTo(from, to)
    } else {
      fs.copyFileSync(from, to)
    }
  }
  const page = path.join(target, "index.html")
  const script = `<script src="${sandboxUrl}/sandbox/stripe-terminal.js"></script>`
  const html = fs.readFileSync(page, "utf8")
  fs.writeFileSync(
    page,
    html.replace(/<head>/i, (head) => `${head}\n    ${script}`)
  )
}
