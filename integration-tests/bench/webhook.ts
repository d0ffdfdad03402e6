import { fork } from "node:child_process"
import path from "node:path"
import { withShop, type BenchShop } from "./bench-shop"
import { load, type LoadResult, type Target } from "./load"
import { ms, printTable, progress, times, verdict } from "./report"
import { inTurn, median, p95, ratios } from "./statistics"

const GOAL = 1.15
const CONNECTIONS = [1, 16, 64]

const WARM_UP_SECONDS = 2

interface Options {
  pairs: number
  seconds: number
  /** How often every target is run for two seconds before the first pair. */
  warmUps: number
}

/** Verify, store, answer: against a route of the same Medusa that does the same insert and nothing else. */
export function benchWebhook({ quick }: { quick: boolean }) {
  const options = quick
    ? { pairs: 2, seconds: 1, warmUps: 1 }
    : { pairs: 16, seconds: 3, warmUps: 8 }
  return withShop("webhook", async (bench) => {
    await bench.medusa.silence()
    const ours = { url: bench.url, path: "/hooks/wolffpay" }
    const insertOnly = { url: bench.url, path: "/bench/insert" }
    await warmUp(bench, [ours, insertOnly], options)
    const rows = []
    for (const connections of CONNECTIONS) {
      const [a, b] = await interleave(bench, [ours, insertOnly], connections, options)
      rows.push(compare(connections, a, b))
    }
    printTable(
      `Webhook: verify + store + answer, against a Medusa route with the same insert only (${options.pairs} pairs of ${options.seconds} s, A B B A; goal: p50 at most ${times(GOAL)})`,
      [
        "connections",
        "ours p50",
        "p95",
        "per s",
        "insert p50",
        "p95",
        "per s",
        "p50 ratio",
        "worst",
        "per s ratio",
        "goal",
      ],
      rows
    )
    await forInformation(bench, options)
  })
}

async function forInformation(bench: BenchShop, options: Options) {
  const express = await startExpress(bench)
  const stock = { url: bench.url, path: "/hooks/payment/wolffpay_wolffpay" }
  const targets: [string, Target, boolean][] = [
    ["bare express, same insert", { url: express.url, path: "/" }, true],
    ["ours, while events are worked through", { url: bench.url, path: "/hooks/wolffpay" }, false],
    // Last, because it works through everything five seconds later. It answers before anything is checked or stored.
    ["Medusa's stock route (stores nothing)", stock, true],
  ]
  const rows = []
  for (const [name, target, isSilent] of targets) {
    await bench.medusa.silence(isSilent)
    for (const connections of CONNECTIONS) {
      const [runs = []] = await interleave(bench, [target], connections, { ...options, pairs: 1 })
      rows.push([name, connections, ...summary(runs)])
    }
  }
  express.stop()
  printTable("Webhook: for information", ["target", "connections", "p50", "p95", "per s"], rows)
}

async function warmUp(bench: BenchShop, targets: Target[], { warmUps }: Options) {
  for (let round = 0; round < warmUps; round += 1) {
    progress("webhook, warming up", round, warmUps)
    for (const target of inTurn(targets, round)) {
      await load(target, 16, WARM_UP_SECONDS)
      await emptyTables(bench)
    }
  }
}

/** Runs every target in turn, again and again, on empty tables: A B, then B A. */
async function interleave(
  bench: BenchShop,
  targets: Target[],
  connections: number,
  { pairs, seconds }: Options
) {
  const runs = targets.map((target) => ({ target, results: [] as LoadResult[] }))
  for (let pair = 0; pair < pairs; pair += 1) {
    progress(`webhook at ${connections} connections, pairs`, pair, pairs)
    for (const { target, results } of inTurn(runs, pair)) {
      results.push(await load(target, connections, seconds))
      await emptyTables(bench)
    }
  }
  return runs.map(({ results }) => results)
}

function emptyTables(bench: BenchShop) {
  return bench.query(`truncate wolffpay_webhook_event, bench_event`)
}

function summary(runs: readonly LoadResult[]) {
  const latencies = runs.flatMap((run) => run.latencies)
  return [
    ms(median(latencies)),
    ms(p95(latencies)),
    Math.round(median(runs.map((run) => run.perSecond))),
  ]
}

function compare(connections: number, ours: LoadResult[] = [], insert: LoadResult[] = []) {
  const p50 = (runs: LoadResult[]) => runs.map((run) => median(run.latencies))
  const perSecond = (runs: LoadResult[]) => runs.map((run) => run.perSecond)
  const latency = ratios(p50(ours), p50(insert))
  return [
    connections,
    ...summary(ours),
    ...summary(insert),
    times(median(latency)),
    times(Math.max(...latency)),
    times(median(ratios(perSecond(ours), perSecond(insert)))),
    verdict(median(latency) <= GOAL),
  ]
}

async function startExpress(bench: BenchShop) {
  const child = fork(path.join(__dirname, "bare-express.ts"), [], {
    execArgv: ["-r", require.resolve("ts-node/register/transpile-only")],
    env: { ...process.env, SHOP_DATABASE_URL: bench.databaseUrl },
  })
  const port = await new Promise((resolve, reject) => {
    child.once("message", resolve)
    child.once("error", reject)
  })
  return { url: `http://127.0.0.1:${String(port)}`, stop: () => child.kill() }
}
