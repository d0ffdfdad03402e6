// Adds to package-lock.json the optional packages of other platforms that npm left out.
// npm forgets them when the registry it asked serves one platform only, and `npm ci` then refuses the lock everywhere.
//   node scripts/complete-lockfile.mjs          after every `npm install` of something new
//   node scripts/complete-lockfile.mjs --check  only says what is missing
import fs from "node:fs"
import path from "node:path"
import { root } from "./lib/steps.mjs"

const SYSTEMS = {
  aix: "aix",
  android: "android",
  darwin: "darwin",
  freebsd: "freebsd",
  linux: "linux",
  netbsd: "netbsd",
  openbsd: "openbsd",
  openharmony: "openharmony",
  sunos: "sunos",
  win32: "win32",
  windows: "win32",
}
const PROCESSORS = {
  arm: "arm",
  armv7: "arm",
  arm64: "arm64",
  ia32: "ia32",
  loong64: "loong64",
  mips64el: "mips64el",
  ppc64: "ppc64",
  ppc64le: "ppc64",
  riscv64: "riscv64",
  s390x: "s390x",
  wasm32: "wasm32",
  x64: "x64",
}
const LIBRARIES = {
  gnu: "glibc",
  glibc: "glibc",
  gnueabihf: "glibc",
  musl: "musl",
  musleabihf: "musl",
}

/** What a platform package may run on, read from its name: @rollup/rollup-linux-x64-musl. */
function platformOf(name) {
  const words = name.split("/").at(-1).split(/[-.]/)
  const find = (table) => words.map((word) => table[word]).find(Boolean)
  const [os, cpu, libc] = [find(SYSTEMS), find(PROCESSORS), find(LIBRARIES)]
  if (!os && cpu !== "wasm32") {
    return undefined
  }
  return {
    ...(cpu && { cpu: [cpu] }),
    ...(os && { os: [os] }),
    ...(os === "linux" && libc && { libc: [libc] }),
  }
}

function isLocked(packages, from, name) {
  for (let folder = from; ; folder = folder.replace(/(^|\/)node_modules\/(@[^/]+\/)?[^/]+$/, "")) {
    if (packages[`${folder ? `${folder}/` : ""}node_modules/${name}`]) {
      return true
    }
    if (folder === "") {
      return false
    }
  }
}

const file = path.join(root, "package-lock.json")
const lock = JSON.parse(fs.readFileSync(file, "utf8"))
const added = []
for (const [from, parent] of Object.entries(lock.packages)) {
  for (const [name, version] of Object.entries(parent.optionalDependencies ?? {})) {
    if (isLocked(lock.packages, from, name)) {
      continue
    }
    const platform = platformOf(name)
    if (!platform || !/^\d/.test(version)) {
      throw new Error(
        `${from} wants ${name}@${version}, which is in no lock entry and names no platform`
      )
    }
    const place = lock.packages[`node_modules/${name}`]
      ? `${from}/node_modules/${name}`
      : `node_modules/${name}`
    lock.packages[place] = {
      version,
      ...(parent.dev && { dev: true }),
      optional: true,
      ...platform,
    }
    added.push(`${name}@${version}`)
  }
}
if (added.length > 0 && !process.argv.includes("--check")) {
  const sorted = Object.entries(lock.packages).sort(([a], [b]) => (a < b ? -1 : 1))
  fs.writeFileSync(
    file,
    `${JSON.stringify({ ...lock, packages: Object.fromEntries(sorted) }, null, 2)}\n`
  )
}
console.log(added.length === 0 ? "package-lock.json is complete" : `missing: ${added.join(", ")}`)
process.exitCode = added.length > 0 && process.argv.includes("--check") ? 1 : 0
