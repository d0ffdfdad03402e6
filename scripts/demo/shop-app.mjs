import fs from "node:fs"
import { createRequire } from "node:module"
import path from "node:path"
import { root } from "../lib/steps.mjs"

const require = createRequire(import.meta.url)
const source = path.join(root, "sandbox/shop")

/**
 * Puts the demo's Medusa app, compiled, where it runs. Uploads (static) and the built admin (public) that are there stay.
 * Medusa finds its packages by walking up from the app: a folder outside of the repository gets a link to ours.
 * Several processes may do it at once, also while a Medusa starts there: nothing is missing or half written in between.
 */
export function installShop(app) {
  fs.mkdirSync(path.join(app, "static"), { recursive: true })
  const installed = filesIn(source).map((file) => install(file, app))
  for (const file of filesIn(path.join(app, "src"))) {
    if (!installed.includes(file)) {
      fs.rmSync(file, { force: true })
    }
  }
  if (path.relative(root, app).startsWith("..")) {
    linkTo(path.join(root, "node_modules"), path.join(app, "node_modules"))
  }
}

function filesIn(folder) {
  return fs
    .readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.join(entry.parentPath, entry.name))
}

/** The file that it has become. */
function install(file, app) {
  const target = path.join(app, path.relative(source, file))
  fs.mkdirSync(path.dirname(target), { recursive: true })
  if (!file.endsWith(".ts")) {
    return put(fs.readFileSync(file), target, app)
  }
  // Types are the checks' business: a start only takes them away.
  const { ModuleKind, ScriptTarget, transpileModule } = require("typescript")
  const compilerOptions = {
    module: ModuleKind.CommonJS,
    target: ScriptTarget.ES2022,
    esModuleInterop: true,
  }
  const { outputText } = transpileModule(fs.readFileSync(file, "utf8"), { compilerOptions })
  return put(Buffer.from(outputText), target.replace(/\.ts$/, ".js"), app)
}

/** As a whole: somebody may be reading it. */
function put(content, target, app) {
  if (!fs.existsSync(target) || !fs.readFileSync(target).equals(content)) {
    const draft = path.join(app, `.draft-${process.pid}`)
    fs.writeFileSync(draft, content)
    fs.renameSync(draft, target)
  }
  return target
}

/** A link to a folder, replacing what is there. On Windows a junction, which needs no rights. */
export function linkTo(folder, link) {
  fs.rmSync(link, { recursive: true, force: true })
  fs.mkdirSync(path.dirname(link), { recursive: true })
  fs.symlinkSync(folder, link, "junction")
}
