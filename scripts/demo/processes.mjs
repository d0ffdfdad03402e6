import { spawn } from "node:child_process"
import fs from "node:fs"
import path from "node:path"
import { pathToFileURL } from "node:url"
import { root } from "../lib/steps.mjs"

const PATIENCE_MS = 6_000
const guard = pathToFileURL(path.join(import.meta.dirname, "child-guard.mjs")).href

/** The processes of one demo. Each has a group of its own, so that a Ctrl-C in the terminal reaches only us. */
export class Processes {
  #running = new Set()
  #stopping = false

  /**
   * Starts a node script, its output in a log file.
   * @returns exited: a promise of its code (1 when a signal ended it); never rejects
   */
  start(
    script,
    args,
    { log, cwd = root, env = {}, append = false, onLine = () => {}, onMessage = () => {} }
  ) {
    if (this.#stopping) {
      return { exited: new Promise(() => {}), isRunning: () => false, stop: async () => {} }
    }
    const output = fs.createWriteStream(log, { flags: append ? "a" : "w" })
    const child = spawn(process.execPath, ["--import", guard, script, ...args], {
      cwd,
      env: { ...cleanEnvironment(), ...env },
      detached: process.platform !== "win32",
      stdio: ["ignore", "pipe", "pipe", "ipc"],
    })
    const exited = new Promise((resolve) => {
      child.once("error", () => resolve(1))
      child.once("close", (code) => resolve(code ?? 1))
    }).finally(() => {
      this.#running.delete(handle)
      output.end()
    })
    let rest = ""
    const take = (chunk) => {
      output.write(chunk)
      const lines = (rest + chunk).split("\n")
      rest = lines.pop()
      lines.forEach(onLine)
    }
    child.stdout.setEncoding("utf8").on("data", take)
    child.stderr.setEncoding("utf8").on("data", take)
    child.on("message", onMessage)
    const handle = {
      exited,
      isRunning: () => this.#running.has(handle),
      stop: () => stop(child, exited),
    }
    this.#running.add(handle)
    handle.kill = () => signalGroup(child, "SIGKILL")
    return handle
  }

  /** Ends all, the last started first. */
  async stopAll() {
    this.#stopping = true
    for (const handle of [...this.#running].reverse()) {
      await handle.stop()
    }
  }

  /** Ends all at once, without a chance to tidy up. */
  killAll() {
    for (const handle of this.#running) {
      handle.kill()
    }
  }
}

async function stop(child, exited) {
  signalGroup(child, "SIGTERM")
  const impatience = setTimeout(() => signalGroup(child, "SIGKILL"), PATIENCE_MS)
  await exited
  clearTimeout(impatience)
}

/** The children of our child as well: a bundler and a compiler start some. */
function signalGroup(child, signal) {
  try {
    if (process.platform === "win32") {
      child.kill(signal)
    } else {
      process.kill(-child.pid, signal)
    }
  } catch (error) {
    if (error.code !== "ESRCH") {
      throw error
    }
  }
}

/** The demo is the same on every machine: what belongs to somebody's own shop stays out of it. */
function cleanEnvironment() {
  const foreign = /^(WOLFFPAY_|MEDUSA_|DATABASE_|PLUGIN_|ADMIN_|DEMO_|PORT$|HOST$|LOG_)/
  return Object.fromEntries(Object.entries(process.env).filter(([name]) => !foreign.test(name)))
}
