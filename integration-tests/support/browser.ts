import { execFileSync } from "node:child_process"
import fs from "node:fs"
import os from "node:os"
import path from "node:path"
import { brotliDecompressSync } from "node:zlib"
import { chromium, type Browser, type BrowserContextOptions } from "playwright-core"

const ARGUMENTS = ["--no-sandbox", "--disable-dev-shm-usage", "--disable-gpu"]

/**
 * A headless Chromium: the one of CHROMIUM_PATH, on Linux x64 the one from node_modules, elsewhere the machine's Chrome.
 * Throws when none of them starts: a browser test is never left out.
 */
export async function launchBrowser(): Promise<Browser> {
  const chosen = process.env.CHROMIUM_PATH
  if (chosen) {
    return chromium.launch({ executablePath: chosen, args: ARGUMENTS })
  }
  if (process.platform === "linux" && process.arch === "x64") {
    const { default: packaged } = await import("@sparticuz/chromium")
    const executablePath = await packaged.executablePath()
    return chromium.launch({ executablePath, args: ARGUMENTS, env: withLibraries(executablePath) })
  }
  return chromium.launch({ channel: "chrome", args: ARGUMENTS })
}

/**
 * A browser of somebody's own. Its requests are intercepted from its first page on: Chromium says that it intercepts before a busy
 * page does so, and the first request after a `page.route` got through then.
 */
export async function openContext(browser: Browser, options?: BrowserContextOptions) {
  const context = await browser.newContext(options)
  await context.route("http://nobody.invalid/**", (route) => route.abort())
  return context
}

/** A bare container lacks a handful of libraries; the package brings them along for machines without a package manager. */
function withLibraries(executable: string): Record<string, string> {
  const environment = Object.fromEntries(
    Object.entries(process.env).filter((entry): entry is [string, string] => entry[1] !== undefined)
  )
  const linked = execFileSync("ldd", [executable], { encoding: "utf8" })
  if (!linked.includes("not found")) {
    return environment
  }
  const libraries = path.join(os.tmpdir(), "chromium-libraries")
  if (!fs.existsSync(path.join(libraries, "lib"))) {
    const archive = path.join(packageFolder(), "bin/al2023.tar.br")
    fs.mkdirSync(libraries, { recursive: true })
    const input = brotliDecompressSync(fs.readFileSync(archive))
    execFileSync("tar", ["-x", "-C", libraries], { input })
  }
  const paths = [path.join(libraries, "lib"), environment.LD_LIBRARY_PATH].filter(Boolean)
  return { ...environment, LD_LIBRARY_PATH: paths.join(":") }
}

function packageFolder() {
  return path.resolve(__dirname, "../../node_modules/@sparticuz/chromium")
}
