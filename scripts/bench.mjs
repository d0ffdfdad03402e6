// The benchmarks, each of which prints one table or two:
//   node scripts/bench.mjs [--quick] [webhook] [arrival] [checkout] [calls] [memory]
// Everything is measured in turns (A B B A) and compared pair by pair. --quick only shows that they run.
import os from "node:os"
import path from "node:path"
import { startPostgres } from "./lib/postgres.mjs"
import { linkSelf } from "./lib/self-link.mjs"
import { binOf, root, runNode, stopChildren } from "./lib/steps.mjs"

let postgres

async function stopEverything() {
  await stopChildren()
  await postgres?.stop()
}

for (const signal of ["SIGINT", "SIGTERM"]) {
  process.once(signal, () => {
    void stopEverything().finally(() => process.exit(signal === "SIGINT" ? 130 : 143))
  })
}

async function bench() {
  if ((await runNode(path.join(root, "scripts/build.mjs"), ["--if-changed"])) !== 0) {
    throw new Error("The plugin cannot be built")
  }
  linkSelf()
  postgres = await startPostgres({
    dataDir: path.join(os.tmpdir(), `medusa-plugin-wolffpay-bench-${process.pid}`),
    persistent: false,
  })
  const tsNode = path.join(path.dirname(binOf("ts-node")), "../register/transpile-only.js")
  const file = path.join(root, "integration-tests/bench/index.ts")
  return runNode("--require", [tsNode, file, ...process.argv.slice(2)], {
    env: {
      TS_NODE_SWC: "true",
      MEDUSA_DISABLE_TELEMETRY: "true",
      // Medusa asks every database for SSL that is not on localhost by name.
      DB_HOST: postgres.host === "127.0.0.1" ? "localhost" : postgres.host,
      DB_PORT: String(postgres.port),
      DB_USERNAME: postgres.user,
      DB_PASSWORD: postgres.password,
    },
  })
}

try {
  process.exitCode = await bench()
} catch (error) {
  console.error(error.message)
  process.exitCode = 1
} finally {
  await stopEverything()
}
