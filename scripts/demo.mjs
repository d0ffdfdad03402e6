// A Dutch shop on Medusa with this plugin beside a simulated WolffPay, from an empty folder to a paid order: npm run demo
import path from "node:path"
import { parseArgs } from "node:util"
import { pathsOf } from "./demo/data-folder.mjs"
import { DemoError } from "./demo/demo-error.mjs"
import { Processes } from "./demo/processes.mjs"
import { runDemo } from "./demo/run-demo.mjs"
import { createScreen } from "./demo/screen.mjs"
import { texts } from "./demo/texts.mjs"
import { root } from "./lib/steps.mjs"

const options = readOptions()
const paths = pathsOf(path.resolve(options.data ?? path.join(root, ".demo")))
const screen = createScreen()
const processes = new Processes()
let lock
let database
let stopping
let isUp = false

function readOptions() {
  const flag = { type: "boolean" }
  try {
    const { values } = parseArgs({
      options: {
        reset: flag,
        purchase: flag,
        help: { ...flag, short: "h" },
        data: { type: "string" },
      },
    })
    if (values.help) {
      console.log(texts.help)
      process.exit(0)
    }
    return values
  } catch (error) {
    console.error(texts.unknownOption(error.message))
    process.exit(2)
  }
}

/** The shop first, then the sandbox, the database last. Ends this process. */
function stop(code) {
  stopping ??= (async () => {
    await processes.stopAll()
    const opened = await Promise.resolve(database).catch(() => undefined)
    await opened?.stop()
    lock?.release()
    if (isUp || code > 128) {
      screen.line(texts.stopped)
    }
    screen.end()
    process.exit(code)
  })()
  return stopping
}

function interrupted(code) {
  if (stopping) {
    processes.killAll()
    return
  }
  screen.plain()
  screen.line(texts.stopping)
  void stop(isUp ? 0 : code)
}

function explain(error) {
  if (error.code === "ENOSPC") {
    return texts.diskFilled
  }
  return error instanceof DemoError ? error.message : error.stack
}

process.on("SIGINT", () => interrupted(130))
process.on("SIGTERM", () => interrupted(143))
// The terminal was closed.
process.on("SIGHUP", () => interrupted(129))
process.stderr.on("error", () => {})

try {
  await runDemo({
    processes,
    screen,
    paths,
    options,
    onClaim: (claimed) => (lock = claimed),
    onDatabase: (opened) => (database = opened),
    onUp: () => (isUp = true),
  })
} catch (error) {
  if (!stopping) {
    screen.end()
    console.error(`\n${explain(error)}`)
    await stop(1)
  }
}
