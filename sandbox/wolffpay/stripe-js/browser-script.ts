import { existsSync, readFileSync } from "node:fs"
import { createRequire } from "node:module"
import { join } from "node:path"

const FOLDER = join(__dirname, "browser")
const ready = new Map<string, string>()

/**
 * One classic script from a file of `browser/` and what it imports: stand-in and pages are ordinary, checked
 * TypeScript, and the sandbox needs no bundler. Names of files are unique in that folder.
 */
export function browserScript(entry: string): string {
  const known = ready.get(entry)
  if (known !== undefined) return known
  const modules = new Map<string, string>()
  collect(entry, modules)
  const parts = [...modules].map(
    ([name, code]) => `${JSON.stringify(name)}: function (exports, require) {\n${code}\n}`
  )
  const script = `;(function () {
"use strict"
var files = {
${parts.join(",\n")}
}
var loaded = {}
function load(path) {
  var name = path.slice(path.lastIndexOf("/") + 1)
  if (!loaded[name]) files[name]((loaded[name] = {}), load)
  return loaded[name]
}
load(${JSON.stringify(entry)})
})()
`
  ready.set(entry, script)
  return script
}

function collect(name: string, modules: Map<string, string>): void {
  if (modules.has(name)) return
  const code = compiled(name)
  modules.set(name, code)
  for (const [, needed = ""] of code.matchAll(/require\("\.\/([a-z-]+)"\)/g))
    collect(needed, modules)
}

/** As it was built; from the source itself where the sandbox runs unbuilt, in a test of this repository. */
function compiled(name: string): string {
  const built = join(FOLDER, `${name}.js`)
  if (existsSync(built)) return readFileSync(built, "utf8")
  const { transformSync } = createRequire(__filename)("@swc/core") as typeof import("@swc/core")
  return transformSync(readFileSync(join(FOLDER, `${name}.ts`), "utf8"), {
    jsc: { parser: { syntax: "typescript" }, target: "es2022" },
    module: { type: "commonjs" },
    configFile: false,
    swcrc: false,
  }).code
}
