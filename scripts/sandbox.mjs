// The sandbox servers alone, for a storefront developer without a WolffPay account.
import path from "node:path"
import { root, runNode } from "./lib/steps.mjs"

const built = await runNode(path.join(root, "scripts/build.mjs"), ["sandbox", "--if-changed"])
if (built !== 0) {
  process.exit(built)
}
// Ctrl-C reaches the servers as well, and it is they who end first.
process.on("SIGINT", () => {})
process.exitCode = await runNode(path.join(root, ".medusa/sandbox/bin.js"), process.argv.slice(2))
