#!/usr/bin/env node
import { run } from "./cli/run"

async function main(): Promise<void> {
  const started = await run(process.argv.slice(2), {
    out: (text) => process.stdout.write(text),
    err: (text) => process.stderr.write(text),
  })
  if (typeof started === "number") {
    process.exitCode = started
    return
  }
  let stopping = false
  const stop = () => {
    if (stopping) process.exit(130)
    stopping = true
    started.close().then(
      () => process.stdout.write("Stopped.\n"),
      (error: unknown) => {
        process.stderr.write(`${String(error)}\n`)
        process.exitCode = 1
      }
    )
  }
  process.on("SIGINT", stop)
  process.on("SIGTERM", stop)
}

void main()
