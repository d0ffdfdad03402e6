// Every check of this repository, or some of them:
//   node scripts/test.mjs [lint] [types] [build] [unit] [integration] [e2e] [arguments for jest]
// The last line is the total: "N passed, N failed". A check other than a test counts only when it fails.
import fs from "node:fs"
import os from "node:os"
import path from "node:path"
import { startPostgres } from "./lib/postgres.mjs"
import { linkSelf } from "./lib/self-link.mjs"
import { binOf, root, runNode, stopChildren } from "./lib/steps.mjs"

const CHECKS = ["lint", "types", "build", "unit", "integration", "e2e"]
const cache = path.join(root, ".cache")
const { checks, jestArguments } = readArguments(process.argv.slice(2))
const totals = { passed: 0, failed: 0 }
const failures = []
let postgres

const steps = {
  lint: async () => {
    // Without its cache: what a rule says of a file changes with the types of others.
    await quietCheck("eslint", binOf("eslint"), [".", "--max-warnings", "0"])
    await quietCheck("prettier", binOf("prettier"), ["--check", "--log-level", "warn", "."])
  },
  types: async () => {
    for (const project of typeProjects()) {
      const args = ["--noEmit", "-p", project]
      await quietCheck(`types of ${project}`, binOf("typescript", "tsc"), args)
    }
  },
  build,
  unit: () => jest("unit", [`--maxWorkers=${checks.includes("lint") ? 1 : 2}`]),
  integration: async () => {
    await prepareShop()
    await jest("integration", ["--maxWorkers=2", "--forceExit"])
  },
  e2e: async () => {
    await prepareShop()
    await buildStorefront()
    await jest("e2e", ["--maxWorkers=2", "--forceExit"])
  },
}

function readArguments(args) {
  const split = args.findIndex((argument) => !CHECKS.includes(argument))
  const named = split === -1 ? args : args.slice(0, split)
  return {
    checks: CHECKS.filter((name) => named.length === 0 || named.includes(name)),
    jestArguments: split === -1 ? [] : args.slice(split),
  }
}

function typeProjects() {
  const screens = fs.readdirSync(path.join(root, "src/admin"), { recursive: true })
  const hasScreens = screens.some((file) => /\.tsx?$/.test(file))
  return [
    "tsconfig.check.json",
    "sandbox/tsconfig.spec.json",
    "src/storefront",
    "src/storefront/tsconfig.spec.json",
    "sandbox/storefront",
    ...(hasScreens ? ["src/admin"] : []),
  ]
}

function recordFailure(what) {
  failures.push(what)
  totals.failed += 1
}

async function check(name, script, args) {
  console.log(`\n== ${name}`)
  const code = await runNode(script, args)
  if (code !== 0) {
    recordFailure(name)
  }
  return code === 0
}

/** For what runs beside something else: its words in one piece, when it is done. */
async function quietCheck(name, script, args) {
  let words = ""
  const code = await runNode(script, args, { say: (piece) => (words += piece) })
  console.log(`\n== ${name}\n${words}`.trimEnd())
  if (code !== 0) {
    recordFailure(name)
  }
}

let built
function build() {
  built ??= check("build", path.join(root, "scripts/build.mjs"), ["--if-changed"])
  return built
}

async function buildStorefront() {
  const args = ["--if-changed", "demo-storefront"]
  if (!(await check("build of the demo storefront", path.join(root, "scripts/build.mjs"), args))) {
    throw new Error("The demo storefront cannot be built: its browser tests cannot run")
  }
}

async function prepareShop() {
  if (!(await build())) {
    throw new Error("The plugin cannot be built: its integration tests cannot run")
  }
  linkSelf()
  postgres ??= await startPostgres({
    dataDir: path.join(os.tmpdir(), `medusa-plugin-wolffpay-test-${process.pid}`),
    persistent: false,
  })
}

function databaseEnvironment() {
  if (!postgres) {
    return {}
  }
  return {
    // Medusa's test utilities ask for SSL unless the host is spelled like this.
    DB_HOST: postgres.host === "127.0.0.1" ? "localhost" : postgres.host,
    DB_PORT: String(postgres.port),
    DB_USERNAME: postgres.user,
    DB_PASSWORD: postgres.password,
    ...(postgres.external ? {} : { TEST_SERVER_IS_OURS: "true" }),
  }
}

async function jest(project, args) {
  console.log(`\n== ${project} tests`)
  const report = path.join(cache, `jest-${project}.json`)
  fs.rmSync(report, { force: true })
  const code = await runNode(
    binOf("jest"),
    ["--selectProjects", project, "--json", `--outputFile=${report}`, ...args, ...jestArguments],
    {
      env: {
        NODE_OPTIONS: `${process.env.NODE_OPTIONS ?? ""} --experimental-vm-modules --no-warnings`,
        LOG_LEVEL: process.env.LOG_LEVEL ?? "error",
        MEDUSA_DISABLE_TELEMETRY: "true",
        ...databaseEnvironment(),
      },
    }
  )
  count(project, code, report)
}

function count(project, code, report) {
  if (!fs.existsSync(report)) {
    recordFailure(`${project} tests gave no report`)
    return
  }
  const result = JSON.parse(fs.readFileSync(report, "utf8"))
  const failed = result.numFailedTests + result.numRuntimeErrorTestSuites
  totals.passed += result.numPassedTests
  totals.failed += failed
  if (failed > 0) {
    failures.push(`${failed} of the ${project} tests`)
  } else if (code !== 0) {
    recordFailure(`${project} tests ended with code ${code}`)
  }
  const skipped = result.numPendingTests + result.numTodoTests
  if (skipped > 0 && jestArguments.length === 0) {
    recordFailure(`${skipped} of the ${project} tests were skipped`)
  }
}

async function inTurn(names) {
  for (const name of names.filter((one) => checks.includes(one))) {
    await steps[name]()
  }
}

async function stopEverything() {
  await stopChildren()
  await postgres?.stop()
}

for (const signal of ["SIGINT", "SIGTERM"]) {
  process.once(signal, () => {
    void stopEverything().finally(() => process.exit(signal === "SIGINT" ? 130 : 143))
  })
}

fs.mkdirSync(cache, { recursive: true })
try {
  // The linter keeps one core busy for minutes, so what needs only one goes beside it; the rest wants the machine for itself.
  const quick = ["types", "build", "unit"]
  await Promise.all([inTurn(["lint"]), inTurn(quick)])
  await inTurn(CHECKS.filter((name) => name !== "lint" && !quick.includes(name)))
} catch (error) {
  recordFailure(error.message)
} finally {
  await stopEverything()
}
if (failures.length > 0) {
  console.log(`\nFailed: ${failures.join("; ")}`)
}
console.log(`\n${totals.passed} passed, ${totals.failed} failed`)
process.exitCode = totals.failed > 0 ? 1 : 0
