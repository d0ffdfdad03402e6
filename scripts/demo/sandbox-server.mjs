import path from "node:path"
import { root } from "../lib/steps.mjs"
import { DemoError } from "./demo-error.mjs"
import { answers } from "./medusa.mjs"
import { texts } from "./texts.mjs"

const START_MS = 20_000

/** The simulated WolffPay, sending its webhooks to the shop. Resolves once it answers. */
export async function startSandbox({
  processes,
  screen,
  paths,
  settings,
  shopPort,
  sandboxPort,
  sandboxUrl,
}) {
  screen.status(texts.startingSandbox)
  const options = {
    "--port": String(sandboxPort),
    "--webhook-url": `http://127.0.0.1:${shopPort}/hooks/wolffpay`,
    "--webhook-secret": settings.webhookSecret,
    "--api-key": settings.apiKey,
    "--state-file": paths.sandboxState,
  }
  const script = path.join(root, ".medusa/sandbox/bin.js")
  const sandbox = processes.start(script, Object.entries(options).flat(), { log: paths.sandboxLog })
  if (!(await answers(sandboxUrl, sandbox, START_MS))) {
    throw DemoError.withLog(texts.sandboxFailed(paths.sandboxLog), paths.sandboxLog)
  }
  screen.line(texts.sandboxReady(sandboxUrl))
  return sandbox
}
