import path from "node:path"
import { root } from "../lib/steps.mjs"
import { DemoError } from "./demo-error.mjs"
import { answers, BILLINK_USERNAME } from "./medusa.mjs"
import { texts } from "./texts.mjs"

const START_MS = 20_000

/** The simulated WolffPay and Billink, sending their webhooks to the shop. Resolves once both answer. */
export async function startSandbox({
  processes,
  screen,
  paths,
  settings,
  shopPort,
  sandboxPort,
  sandboxUrl,
  billinkPort,
  billinkUrl,
}) {
  screen.status(texts.startingSandbox)
  const options = {
    "--port": String(sandboxPort),
    "--webhook-url": `http://127.0.0.1:${shopPort}/hooks/wolffpay`,
    "--webhook-secret": settings.webhookSecret,
    "--api-key": settings.apiKey,
    "--state-file": paths.sandboxState,
    "--billink-port": String(billinkPort),
    "--billink-webhook-url": `http://127.0.0.1:${shopPort}/hooks/billink/${settings.billinkToken}`,
    "--billink-username": BILLINK_USERNAME,
    "--billink-id": settings.billinkId,
    "--billink-state-file": paths.billinkState,
  }
  const script = path.join(root, ".medusa/sandbox/bin.js")
  const sandbox = processes.start(script, Object.entries(options).flat(), { log: paths.sandboxLog })
  const up = [sandboxUrl, billinkUrl].map((url) => answers(url, sandbox, START_MS))
  if ((await Promise.all(up)).includes(false)) {
    throw DemoError.withLog(texts.sandboxFailed(paths.sandboxLog), paths.sandboxLog)
  }
  screen.line(texts.sandboxReady(sandboxUrl, billinkUrl))
  return sandbox
}
