// Builds what is published: the plugin into .medusa/server, the sandbox's command into .medusa/sandbox.
//   --if-changed      does nothing when the sources are those of the last build
//   plugin, sandbox   builds this one only
import crypto from "node:crypto"
import fs from "node:fs"
import path from "node:path"
import { withLock } from "./lib/lock.mjs"
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
    sources: ["sandbox", ...shared],
    output: path.join(root, ".medusa/sandbox"),
    build: buildSandbox,
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
    if (only.length === 0 || only.includes(target.name)) {
      const code = await bringUpToDate(target)
      if (code !== 0) {
        return code
      }
    }
  }
  return 0
})
