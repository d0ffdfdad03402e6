import { execFileSync, spawn, type ChildProcess } from "node:child_process"
import fs from "node:fs"
import os from "node:os"
import path from "node:path"

export const ROOT = path.resolve(__dirname, "../..")
export const PLUGIN = "medusa-plugin-wolffpay"

const CONFIG = `
const { defineConfig } = require("@medusajs/framework/utils")

module.exports = defineConfig({
  admin: { disable: true },
  projectConfig: {
    databaseUrl: process.env.SHOP_DATABASE_URL,
    http: { jwtSecret: "packaging", cookieSecret: "packaging" },
  },
  plugins: [
    {
      resolve: "${PLUGIN}",
      options: {
        wolffpay: {
          apiKey: process.env.WOLFFPAY_API_KEY,
          webhookSecret: process.env.WOLFFPAY_WEBHOOK_SECRET,
        },
      },
    },
  ],
  modules: [
    {
      resolve: "@medusajs/medusa/payment",
      dependencies: ["wolffpay"],
      options: { providers: [{ resolve: "${PLUGIN}/providers/wolffpay", id: "wolffpay" }] },
    },
  ],
})
`

/** A merchant's empty Medusa outside this repository, with the packed plugin as npm would have unpacked it. */
export class BareApp {
  readonly directory = fs.mkdtempSync(path.join(os.tmpdir(), "bare-medusa-"))
  readonly plugin = path.join(this.directory, "node_modules", PLUGIN)
  /** Paths in the package, as npm lists them. */
  readonly packed: string[]
  private readonly children = new Set<ChildProcess>()

  constructor() {
    this.packed = this.pack()
    this.borrowNodeModules()
    this.writeManifest("commonjs")
    this.write("medusa-config.js", CONFIG)
  }

  write(file: string, text: string) {
    fs.writeFileSync(path.join(this.directory, file), text)
  }

  writeManifest(type: "commonjs" | "module") {
    // Medusa's command looks for itself among the dependencies of the folder that it is called in.
    const dependencies = { "@medusajs/medusa": "*", [PLUGIN]: "*" }
    this.write("package.json", JSON.stringify({ name: "bare-medusa", type, dependencies }))
  }

  /** Runs a command of node_modules to its end; its exit code and all it printed. */
  async run(command: string[], env: Record<string, string> = {}) {
    const { child, output } = this.start(command, env)
    const code = await new Promise<number | null>((resolve) => child.once("close", resolve))
    return { code, output: output() }
  }

  start([script = "", ...args]: string[], env: Record<string, string> = {}) {
    const child = spawn(process.execPath, [path.join(ROOT, "node_modules", script), ...args], {
      cwd: this.directory,
      env: { ...process.env, NODE_ENV: "development", NODE_OPTIONS: "", LOG_LEVEL: "info", ...env },
    })
    this.children.add(child)
    child.once("close", () => this.children.delete(child))
    let text = ""
    child.stdout.on("data", (chunk: Buffer) => (text += chunk.toString()))
    child.stderr.on("data", (chunk: Buffer) => (text += chunk.toString()))
    return { child, output: () => text }
  }

  async remove() {
    await Promise.all(
      [...this.children].map((child) => {
        const gone = new Promise((resolve) => child.once("close", resolve))
        child.kill("SIGKILL")
        return gone
      })
    )
    fs.rmSync(this.directory, { recursive: true, force: true })
  }

  private pack() {
    const args = ["pack", "--json", "--ignore-scripts", "--pack-destination", this.directory]
    const npm = process.platform === "win32" ? "npm.cmd" : "npm"
    const answer = execFileSync(npm, args, { cwd: ROOT, encoding: "utf8", stdio: "pipe" })
    const parsed: unknown = JSON.parse(answer)
    // npm 12 gives an object by package name, older ones a list.
    const [packed] = Object.values(parsed as Record<string, { filename: string; files: File[] }>)
    if (!packed) {
      throw new Error(`npm pack gave nothing: ${answer}`)
    }
    fs.mkdirSync(this.plugin, { recursive: true })
    const archive = path.join(this.directory, packed.filename)
    execFileSync("tar", ["-xzf", archive, "-C", this.plugin, "--strip-components=1"])
    fs.rmSync(archive)
    return packed.files.map((file) => file.path)
  }

  /** Everything but the plugin is this repository's: an install over the network would prove nothing more. */
  private borrowNodeModules() {
    for (const name of fs.readdirSync(path.join(ROOT, "node_modules"))) {
      if (name !== PLUGIN && !name.startsWith(".package-lock")) {
        const link = path.join(this.directory, "node_modules", name)
        fs.symlinkSync(path.join(ROOT, "node_modules", name), link)
      }
    }
  }
}

interface File {
  path: string
}
