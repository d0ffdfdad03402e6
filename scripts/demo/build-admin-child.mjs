// Bundles Medusa's admin as `medusa build` does, and nothing else of the app in the current directory.
//   node build-admin-child.mjs <output directory>
import { createRequire } from "node:module"
import path from "node:path"

const app = process.cwd()
const require = createRequire(path.join(app, "package.json"))
const { getConfigFile, getResolvedPlugins } = require("@medusajs/framework/utils")
const { build } = require(
  require.resolve("@medusajs/admin-bundler", { paths: [require.resolve("@medusajs/medusa")] })
)

const { configModule, error } = await getConfigFile(app, "medusa-config")
if (error) {
  throw error
}
const found = await getResolvedPlugins(app, configModule, true)
const adminsOf = (type) =>
  found.flatMap(({ admin }) => (admin?.type === type ? [admin.resolve] : []))
await build({
  disable: false,
  sources: adminsOf("local"),
  plugins: adminsOf("package"),
  ...configModule.admin,
  outDir: path.resolve(process.argv[2]),
})
process.exit(0)
