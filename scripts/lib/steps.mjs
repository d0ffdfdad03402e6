import { spawn } from "node:child_process"
import fs from "node:fs"
import { createRequire } from "node:module"
import path from "node:path"

const require = createRequire(import.meta.url)
export const root = path.resolve(import.meta.dirname, "../..")

const children = new Set()

/** The file a package's command runs, so that `node` can start it without a shell and on every platform. */
export function binOf(packageName, command = packageName) {
  const manifest = require.resolve(`${packageName}/package.json`)
  const { bin } = JSON.parse(fs.readFileSync(manifest, "utf8"))
  return path.join(path.dirname(manifest), typeof bin === "string" ? bin : bin[command])
}

/**
 * Runs a node script to its end in the repository root and gives its exit code (1 when a signal ended it).
 * `say` gets what it prints, piece by piece; without it, that goes to this process's own output.
 */
export function runNode(script, args = [], { env = {}, say } = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [script, ...args], {
      cwd: root,
      stdio: say ? ["ignore", "pipe", "pipe"] : "inherit",
      env: { ...process.env, ...env },
    })
    child.stdout?.setEncoding("utf8").on("data", say)
    child.stderr?.setEncoding("utf8").on("data", say)
    children.add(child)
    child.once("error", reject)
    child.once("close", (code) => {
      children.delete(child)
      resolve(code ?? 1)
    })
  })
}

/** Ends what runNode started and waits until it is gone. */
export async function stopChildren(signal = "SIGTERM") {
  await Promise.all(
    [...children].map((child) => {
      const gone = new Promise((resolve) => child.once("close", resolve))
      child.kill(signal)
      const impatience = setTimeout(() => child.kill("SIGKILL"), 10_000)
      return gone.finally(() => clearTimeout(impatience))
    })
  )
}
