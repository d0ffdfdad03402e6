// Bundles Medusa's admin for the demo's shop. Its own process, because the bundler builds in the current directory.
//   node build-admin-child.mjs <output directory> <json list of the plugins' admin folders>
import { createRequire } from "node:module"
import { root } from "../lib/steps.mjs"

const require = createRequire(import.meta.url)
const [outDir, plugins] = process.argv.slice(2)
const medusa = require.resolve("@medusajs/medusa/package.json", { paths: [root] })
const { build } = require(require.resolve("@medusajs/admin-bundler", { paths: [medusa] }))

await build({ disable: false, sources: [], plugins: JSON.parse(plugins), path: "/app", backendUrl: "/", outDir })
process.exit(0)
