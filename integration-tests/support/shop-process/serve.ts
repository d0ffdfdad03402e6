// A Medusa in a process of its own, so that it can be killed or measured. Its parent orders it about by messages.
import type { EventEmitter } from "node:events"
import type { Server } from "node:http"
import { createRequire } from "node:module"
import path from "node:path"
import { inspect } from "node:util"
import express from "express"
import type { ExecArgs, MedusaContainer } from "@medusajs/framework/types"
import { Modules } from "@medusajs/framework/utils"
import { migrate } from "@medusajs/medusa/commands/db/migrate"
import loadMedusa, { initializeContainer } from "@medusajs/medusa/loaders/index"
import { seedShop } from "../seed"
import { waitUntil } from "../wait"
import type { Answer, Order } from "./messages"

const directory = path.resolve(process.env.SHOP_DIRECTORY ?? "integration-tests/app")
const RECEIVED = "wolffpay.webhook.received"
const JOB_LOCK = "wolffpay:reconcile"
/** Longer than one run of the job takes, with everything that a benchmark leaves it. */
const JOB_RUN_MS = 60_000
type Listener = Parameters<EventEmitter["on"]>[1]
type LocalBus = { eventEmitter_: EventEmitter }
const muted: Listener[] = []
const PLACED = "order.placed"
/** Ids of the orders that were announced since this process started. */
const placed: string[] = []
let container: MedusaContainer | undefined

const deeds: Record<Order["deed"], (order: Order) => Promise<unknown>> = {
  migrate: async () => {
    const early = await initializeContainer(directory)
    const logger = early.resolve("logger")
    return migrate({
      directory,
      skipLinks: false,
      skipScripts: true,
      skipSearch: true,
      executeAllLinks: true,
      executeSafeLinks: false,
      executeAllSearch: false,
      executeSafeSearch: false,
      logger,
      container: early,
    })
  },
  start: async ({ port = 0 }) => {
    const app = express()
    const medusa = await loadMedusa({ directory, expressApp: app })
    container = medusa.container
    container.resolve(Modules.EVENT_BUS).subscribe(
      PLACED,
      async ({ data }) => {
        placed.push((data as { id: string }).id)
      },
      { subscriberId: "shop-process-placed" }
    )
    const server = await new Promise<Server>((resolve, reject) => {
      const listening = app.listen(port, "127.0.0.1", () => resolve(listening))
      listening.once("error", reject)
    })
    const address = server.address()
    return typeof address === "object" ? address?.port : undefined
  },
  seed: () => seedShop(running()),
  runScript: async ({ script = "", args = [] }) => {
    const load = createRequire(__filename)
    const { default: run } = load(path.resolve(script)) as {
      default: (given: ExecArgs) => Promise<void>
    }
    await run({ container: running(), args })
  },
  runJob: async ({ job = "" }) => {
    await running().resolve(Modules.WORKFLOW_ENGINE).run(`job-${job}`, { input: {} })
  },
  /**
   * Keeps the plugin from working through its inbox: a benchmark of arriving, or of the shopper's own completion, is about
   * nothing else. `quiet: false` ends it.
   */
  silence: async ({ quiet = true }) => {
    const bus = running().resolve<LocalBus>(Modules.EVENT_BUS).eventEmitter_
    const locking = running().resolve(Modules.LOCKING)
    if (!quiet) {
      muted.splice(0).forEach((listener) => bus.on(RECEIVED, listener))
      await locking.release(JOB_LOCK, { ownerId: "silence" })
      return
    }
    muted.push(...(bus.rawListeners(RECEIVED) as Listener[]))
    bus.removeAllListeners(RECEIVED)
    await waitUntil(
      "the job's own run is over",
      () => locking.acquire(JOB_LOCK, { ownerId: "silence", expire: 3600 }).then(() => true),
      JOB_RUN_MS
    )
  },
  heard: async () => placed,
  /** Bytes of the heap after everything that can be collected was. */
  measureHeap: async () => {
    for (let round = 0; round < 3; round += 1) {
      globalThis.gc?.()
      await new Promise((resolve) => setTimeout(resolve, 50))
    }
    return process.memoryUsage().heapUsed
  },
}

function running() {
  if (!container) {
    throw new Error("This Medusa is not started")
  }
  return container
}

process.on("message", (order: Order) => {
  const answer = (outcome: Omit<Answer, "id">) => process.send?.({ id: order.id, ...outcome })
  deeds[order.deed](order).then(
    (result) => answer({ result }),
    (error: unknown) => answer({ error: inspect(error) })
  )
})
// Whoever started this process is gone.
process.on("disconnect", () => process.exit(0))
