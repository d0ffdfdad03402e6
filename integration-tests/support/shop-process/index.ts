import { fork, type ChildProcess } from "node:child_process"
import path from "node:path"
import type { SeededShop } from "../seed"
import type { Answer, Order } from "./messages"

const ROOT = path.resolve(__dirname, "../../..")

/**
 * A Medusa in a child process. `env` is the merchant's environment; SHOP_DIRECTORY is where its medusa-config lies, `cwd` where
 * what it writes goes.
 */
export class ShopProcess {
  private readonly child: ChildProcess
  private readonly waiting = new Map<number, (answer: Answer) => void>()
  private readonly gone: Promise<void>
  private output = ""
  private lastId = 0

  constructor(env: Record<string, string>, execArgv: string[] = [], cwd = ROOT) {
    this.child = fork(path.join(__dirname, "serve.ts"), [], {
      cwd,
      execArgv: [...execArgv, "-r", require.resolve("ts-node/register/transpile-only")],
      stdio: ["ignore", "pipe", "pipe", "ipc"],
      env: {
        ...process.env,
        NODE_OPTIONS: "",
        NODE_ENV: "development",
        MEDUSA_DISABLE_TELEMETRY: "true",
        TS_NODE_PROJECT: path.join(ROOT, "tsconfig.json"),
        TS_NODE_SWC: "true",
        ...env,
      },
    })
    const keep = (chunk: Buffer) => (this.output = (this.output + chunk.toString()).slice(-20_000))
    this.child.stdout?.on("data", keep)
    this.child.stderr?.on("data", keep)
    this.child.on("message", (answer: Answer) => this.waiting.get(answer.id)?.(answer))
    this.gone = new Promise((resolve) => this.child.once("exit", () => resolve()))
    void this.gone.then(() => {
      for (const [id, answer] of this.waiting) {
        answer({ id, error: "the process is gone" })
      }
    })
  }

  migrate() {
    return this.order({ deed: "migrate" })
  }

  /** Boots and listens; gives the port. */
  start(port?: number) {
    return this.order({ deed: "start", port }) as Promise<number>
  }

  seed() {
    return this.order({ deed: "seed" }) as Promise<SeededShop>
  }

  /** As `medusa exec` does it. */
  runScript(script: string, args: string[]) {
    return this.order({ deed: "runScript", script, args })
  }

  /** One tick of a scheduled job, through Medusa's own door for it. */
  runJob(job: string) {
    return this.order({ deed: "runJob", job })
  }

  /** Keeps the plugin from working through its inbox, by event and by job, until `silence(false)`. */
  silence(quiet = true) {
    return this.order({ deed: "silence", quiet })
  }

  /** Ids of the orders that `order.placed` was sent for since it started. */
  heard() {
    return this.order({ deed: "heard" }) as Promise<string[]>
  }

  /** Bytes after a garbage collection; start it with --expose-gc. */
  measureHeap() {
    return this.order({ deed: "measureHeap" }) as Promise<number>
  }

  /** SIGKILL: nothing in the process gets to say a word. Resolves when it is gone. */
  async kill() {
    this.child.kill("SIGKILL")
    await this.gone
  }

  /** What it printed last. */
  get log() {
    return this.output
  }

  /** What it printed since it was last asked. */
  takeLog() {
    const log = this.output
    this.output = ""
    return log
  }

  private order(order: Omit<Order, "id">): Promise<unknown> {
    const id = (this.lastId += 1)
    return new Promise((resolve, reject) => {
      this.waiting.set(id, ({ error, result }) => {
        this.waiting.delete(id)
        if (error === undefined) {
          resolve(result)
        } else {
          reject(new Error(`${order.deed}: ${error}\n${this.output}`))
        }
      })
      this.child.send({ ...order, id })
    })
  }
}
