// Builds what is published: the plugin into .medusa/server, the sandbox's command into .medusa/sandbox, and what a shop's
// browser code imports into .medusa/storefront.
//   --if-changed                  does nothing when the sources are those of the last build
//   plugin, sandbox, storefront   builds this one only
//   demo-storefront               the demo's shop window, into .cache; only when it is named
import crypto from "node:crypto"
import fs from "node:fs"
import path from "node:path"
import { withLock } from "./lib/lock.mjs"
import { linkSelf } from "./lib/self-link.mjs"
import { binOf, root, runNode } from "./lib/steps.mjs"

const cache = path.join(root, ".cache")
const shared = ["package.json", "package-lock.json"]
const targets = [
  {
    name: "plugin",
    sources: ["src", "tsconfig.json", ...shared],
    output: path.join(root, ".medusa/server"),
    build: () =>
      runNode(binOf("@medusajs/cli", "medusa"), ["plugin:build"], {
        // Anything else makes the command complain about a missing ts-node, which it has no use for.
        env: { NODE_ENV: "production", MEDUSA_DISABLE_TELEMETRY: "true" },
      }),
  },
  {
    name: "sandbox",
    sources: [
      "sandbox/bin.ts",
      "sandbox/tsconfig.json",
      "sandbox/cli",
      "sandbox/shared",
      "sandbox/wolffpay",
      "sandbox/billink",
      ...shared,
    ],
    output: path.join(root, ".medusa/sandbox"),
    build: buildSandbox,
  },
  {
    name: "storefront",
    sources: ["src/storefront", ...shared],
    output: path.join(root, ".medusa/storefront"),
    build: buildStorefront,
  },
  {
    name: "demo-storefront",
    onlyWhenNamed: true,
    sources: ["sandbox/storefront", "src/storefront", ...shared],
    output: path.join(cache, "demo-storefront"),
    build: buildDemoStorefront,
  },
]

const only = process.argv.filter((argument) => targets.some(({ name }) => name === argument))

async function buildSandbox() {
  const output = path.join(root, ".medusa/sandbox")
  fs.rmSync(output, { recursive: true, force: true })
  const code = await runNode(binOf("typescript", "tsc"), ["-p", "sandbox/tsconfig.json"])
  if (code === 0) {
    fs.chmodSync(path.join(output, "bin.js"), 0o755)
  }
  return code
}

function buildDemoStorefront() {
  // It imports medusa-plugin-wolffpay/storefront as any shop does.
  linkSelf()
  const args = ["build", "--config", "sandbox/storefront/vite.config.mjs", "--logLevel", "warn"]
  return runNode(binOf("vite"), args, { env: { NODE_ENV: "production" } })
}

/** Browsers, Node and TypeScript's node16 want file names in full, which the compiler does not write. */
async function buildStorefront() {
  const output = path.join(root, ".medusa/storefront")
  fs.rmSync(output, { recursive: true, force: true })
  const code = await runNode(binOf("typescript", "tsc"), ["-p", "src/storefront"])
  if (code !== 0) {
    return code
  }
  for (const name of fs.readdirSync(output, { recursive: true })) {
    const file = path.join(output, name)
    if (/\.(js|d\.ts)$/.test(name)) {
      const text = fs.readFileSync(file, "utf8")
      fs.writeFileSync(file, text.replace(/(from |import\()"(\.[^"]*)"/g, '$1"$2.js"'))
    }
  }
  const scope = { type: "module", sideEffects: false }
  fs.writeFileSync(path.join(output, "package.json"), `${JSON.stringify(scope)}\n`)
  return 0
}

function hashOf(sources) {
  const hash = crypto.createHash("sha256")
  const add = (file) => {
    const entry = fs.statSync(path.join(root, file), { throwIfNoEntry: false })
    if (entry?.isDirectory()) {
      for (const name of fs.readdirSync(path.join(root, file)).sort()) {
        add(path.join(file, name))
      }
    } else if (entry && !file.endsWith(".spec.ts")) {
      hash.update(`${file}\0`).update(fs.readFileSync(path.join(root, file)))
    }
  }
  sources.forEach(add)
  return hash.digest("hex")
}

async function bringUpToDate(target) {
  const stamp = path.join(cache, `build-${target.name}.sha256`)
  const hash = hashOf(target.sources)
  const last = fs.existsSync(stamp) ? fs.readFileSync(stamp, "utf8") : undefined
  if (process.argv.includes("--if-changed") && last === hash && fs.existsSync(target.output)) {
    console.log(`build: the ${target.name} has not changed since its last build`)
    return 0
  }
  fs.rmSync(stamp, { force: true })
  const code = await target.build()
  if (code === 0) {
    fs.writeFileSync(stamp, hash)
  }
  return code
}

fs.mkdirSync(cache, { recursive: true })
process.exitCode = await withLock(path.join(cache, "build.lock"), async () => {
  for (const target of targets) {
    const isWanted = only.length === 0 ? !target.onlyWhenNamed : only.includes(target.name)
    if (isWanted) {
      const code = await bringUpToDate(target)
      if (code !== 0) {
        return code
      }
    }
  }
  return 0
})
