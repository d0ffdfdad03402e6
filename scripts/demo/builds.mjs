import crypto from "node:crypto"
import fs from "node:fs"
import path from "node:path"
import { root } from "../lib/steps.mjs"
import { DemoError } from "./demo-error.mjs"
import { installAdmin } from "./install-admin.mjs"
import { texts } from "./texts.mjs"

const cache = path.join(root, ".cache")
const here = import.meta.dirname

/** The plugin, the sandbox and the storefront, built when their sources changed. */
export async function buildPlugin({ processes, screen, paths }) {
  let worked = false
  const onLine = (line) => {
    const unchanged = line.startsWith("build:")
    if (line && !unchanged && !worked) {
      worked = true
      screen.line(texts.building)
    }
  }
  screen.status(texts.building)
  const script = path.join(root, "scripts/build.mjs")
  const targets = ["plugin", "sandbox", "storefront", "demo-storefront"]
  const args = ["--if-changed", ...targets]
  const build = processes.start(script, args, { log: paths.buildLog, onLine })
  if ((await build.exited) !== 0) {
    throw DemoError.withLog(texts.buildFailed(paths.buildLog), paths.buildLog)
  }
  screen.line(worked ? texts.built : texts.upToDate)
}

/**
 * Medusa's admin with the plugin's screens, bundled once for every state of the sources and the dependencies.
 * Bundling costs a minute of work; Vite's development server costs nearly as much, and again for the first page of every start.
 */
export async function buildAdmin({ processes, screen, paths, env, sandboxUrl }) {
  const bundle = path.join(cache, `admin-${adminHash()}`)
  if (!fs.existsSync(bundle)) {
    screen.line(texts.buildingAdmin)
    const partial = `${bundle}.partial-${process.pid}`
    const script = path.join(here, "build-admin-child.mjs")
    const build = processes.start(script, [partial], { log: paths.adminLog, cwd: paths.app, env })
    if ((await build.exited) !== 0 || !fs.existsSync(path.join(partial, "index.html"))) {
      fs.rmSync(partial, { recursive: true, force: true })
      throw DemoError.withLog(texts.adminFailed(paths.adminLog), paths.adminLog)
    }
    removeOldBundles(bundle)
    if (!fs.existsSync(bundle)) {
      fs.renameSync(partial, bundle)
    }
    screen.line(texts.adminBuilt)
  }
  installAdmin(bundle, path.join(paths.app, "public", "admin"), sandboxUrl)
}

function adminHash() {
  const hash = crypto.createHash("sha256")
  const add = (file) => {
    for (const entry of fs.readdirSync(file).sort()) {
      const inside = path.join(file, entry)
      if (fs.statSync(inside).isDirectory()) {
        add(inside)
      } else {
        hash.update(`${path.relative(root, inside)}\0`).update(fs.readFileSync(inside))
      }
    }
  }
  add(path.join(root, ".medusa/server/src/admin"))
  for (const file of [
    "package-lock.json",
    "sandbox/shop/medusa-config.ts",
    "scripts/demo/build-admin-child.mjs",
  ]) {
    hash.update(fs.readFileSync(path.join(root, file)))
  }
  return hash.digest("hex").slice(0, 16)
}

/** Keeps the newest of the others, which another branch or a running demo may use. */
function removeOldBundles(bundle) {
  const others = fs
    .readdirSync(cache)
    .filter((name) => /^admin-[0-9a-f]{16}$/.test(name) && name !== path.basename(bundle))
    .map((name) => path.join(cache, name))
    .sort((one, other) => fs.statSync(other).mtimeMs - fs.statSync(one).mtimeMs)
  others.slice(1).forEach((old) => fs.rmSync(old, { recursive: true, force: true }))
}

/** Changes when there may be something to migrate: another plugin or other packages. */
export function migrationsMark() {
  const files = ["package-lock.json", ".cache/build-plugin.sha256"]
  const hash = crypto.createHash("sha256")
  files.forEach((file) => hash.update(fs.readFileSync(path.join(root, file))))
  return hash.digest("hex")
}
