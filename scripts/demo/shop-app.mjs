import fs from "node:fs"
import { createRequire } from "node:module"
import path from "node:path"
import { root } from "../lib/steps.mjs"

const require = createRequire(import.meta.url)
const source = path.join(root, "sandbox/shop")

/**
 * Puts the demo's Medusa app, compiled, where it runs. Uploads (static) and the built admin (public) that are there stay.
 * Medusa finds its packages by walking up from the app: a folder outside of the repository gets a link to ours.
 */
export function installShop(app) {
  fs.mkdirSync(path.join(app, "static"), { recursive: true })
  fs.rmSync(path.join(app, "src"), { recursive: true, force: true })
  for (const entry of fs.readdirSync(source, { recursive: true, withFileTypes: true })) {
    if (entry.isFile()) {
      install(path.join(entry.parentPath, entry.name), app)
    }
  }
  if (path.relative(root, app).startsWith("..")) {
    linkTo(path.join(root, "node_modules"), path.join(app, "node_modules"))
  }
}

function install(file, app) {
  const target = path.join(app, path.relative(source, file))
  fs.mkdirSync(path.dirname(target), { recursive: true })
  if (!file.endsWith(".ts")) {
    fs.copyFileSync(file, target)
    return
  }
  // Types are the checks' business: a start only takes them away.
  const { ModuleKind, ScriptTarget, transpileModule } = require("typescript")
  const compilerOptions = {
    module: ModuleKind.CommonJS,
    target: ScriptTarget.ES2022,
    esModuleInterop: true,
  }
  const { outputText } = transpileModule(fs.readFileSync(file, "utf8"), { compilerOptions })
  fs.writeFileSync(target.replace(/\.ts$/, ".js"), outputText)
}

/** A link to a folder, replacing what is there. On Windows a junction, which needs no rights. */
export function linkTo(folder, link) {
  fs.rmSync(link, { recursive: true, force: true })
  fs.mkdirSync(path.dirname(link), { recursive: true })
  fs.symlinkSync(folder, link, "junction")
}
