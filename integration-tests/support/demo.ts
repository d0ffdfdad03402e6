import { execFileSync, spawn, type ChildProcess } from "node:child_process"
import fs from "node:fs"
import os from "node:os"
import path from "node:path"
import { createDatabase } from "./database"
import { waitUntil } from "./wait"

const ROOT = path.resolve(__dirname, "../..")
const START_MS = 380_000
const DATABASE = "demo_e2e"

/** `npm run demo` in a folder of its own, as somebody at a terminal starts and stops it. */
export class Demo {
  output = ""
  private readonly folder = fs.mkdtempSync(path.join(os.tmpdir(), "wolffpay-demo-"))
  private readonly env: NodeJS.ProcessEnv = { ...process.env, LANG: "C", NODE_OPTIONS: "" }
  private child: ChildProcess | undefined
  private dropDatabase = async () => {}

  /** Once more, too, when it was stopped. */
  async start() {
    // The embedded PostgreSQL may run as another user, who has to be able to enter.
    fs.chmodSync(this.folder, 0o755)
    if (process.env.DATABASE_URL && !this.child) {
      const database = await createDatabase(DATABASE)
      this.env.DATABASE_URL = database.url
      this.dropDatabase = async () => void (await database.drop())
    }
    this.output = ""
    this.child = this.launch((text) => (this.output += text))
    await waitUntil("the demo is up", () => this.isUp(), START_MS)
  }

  /** A second demo on the same folder, to its end. */
  async startAgain() {
    let output = ""
    const child = this.launch((text) => (output += text))
    const code = await new Promise<number | null>((resolve) => child.once("close", resolve))
    return { code, output }
  }

  get orderUrl() {
    return this.find(/(http\S+\/app\/orders\/order_\w+)/)
  }

  get shopUrl() {
    return this.find(/(http\S+)\/store\n/)
  }

  get storefrontUrl() {
    return this.find(/Storefront +(http\S+)/)
  }

  get sandboxUrl() {
    return this.find(/WolffPay sandbox +(http\S+)/)
  }

  get login() {
    return {
      email: this.find(/Log in with +(\S+)/),
      password: this.find(/Log in with +\S+ +(\S+)/),
    }
  }

  /** A cart on its way to being paid, made with the store's calls. */
  async openPayment() {
    const { regions } = await this.store("GET", "/regions")
    const { products } = await this.store("GET", "/products?handle=klompen-beschilderd")
    const { cart } = await this.store("POST", "/carts", {
      region_id: regions[0].id,
      email: "jansen@demo.test",
      items: [{ variant_id: products[0].variants[0].id, quantity: 1 }],
    })
    const address = {
      first_name: "Piet",
      last_name: "Jansen",
      address_1: "Kerkweg 2",
      postal_code: "3511 AA",
      city: "Utrecht",
      country_code: "nl",
    }
    await this.store("POST", `/carts/${cart.id}`, { shipping_address: address })
    const { shipping_options } = await this.store("GET", `/shipping-options?cart_id=${cart.id}`)
    await this.store("POST", `/carts/${cart.id}/shipping-methods`, {
      option_id: shipping_options[0].id,
    })
    const { payment_collection } = await this.store("POST", "/payment-collections", {
      cart_id: cart.id,
    })
    const sessions = `/payment-collections/${payment_collection.id}/payment-sessions`
    const opened = await this.store("POST", sessions, { provider_id: "pp_wolffpay_wolffpay" })
    const paymentId: string = opened.payment_collection.payment_sessions[0].data.id
    return { cartId: cart.id as string, paymentId }
  }

  /** Medusa no longer gives out a cart that became an order as an open one. */
  async isCompleted(cartId: string) {
    const { cart } = await this.store("GET", `/carts/${cartId}?fields=id,completed_at`)
    return cart.completed_at !== null
  }

  /** Everything that runs on behalf of the demo, by process number. */
  descendants() {
    const parents = processes()
    const found: number[] = []
    const add = (parent: number | undefined) => {
      for (const { pid } of parents.filter((process) => process.ppid === parent)) {
        found.push(pid)
        add(pid)
      }
    }
    add(this.child?.pid)
    return found
  }

  alive(pids: number[]) {
    return processes().filter(({ pid }) => pids.includes(pid))
  }

  /** Ctrl-C; the exit code. */
  async interrupt() {
    const { child } = this
    if (!child) {
      throw new Error("The demo was not started")
    }
    const ended = new Promise<number | null>((resolve) => child.once("close", resolve))
    child.kill("SIGINT")
    return ended
  }

  async remove() {
    if (this.child && this.child.exitCode === null && this.child.signalCode === null) {
      await this.interrupt()
    }
    await this.dropDatabase()
    fs.rmSync(this.folder, { recursive: true, force: true })
  }

  private launch(take: (text: string) => void) {
    const script = path.join(ROOT, "scripts/demo.mjs")
    const child = spawn(process.execPath, [script, "--data", this.folder], {
      cwd: ROOT,
      env: this.env,
    })
    child.stdout.on("data", (chunk: Buffer) => take(chunk.toString()))
    child.stderr.on("data", (chunk: Buffer) => take(chunk.toString()))
    return child
  }

  private isUp() {
    if (this.child?.exitCode !== null) {
      // Waiting on would only hide what it said.
      return true
    }
    return this.output.includes("Ctrl-C stops everything")
  }

  private find(pattern: RegExp) {
    const found = pattern.exec(this.output)?.[1]
    if (!found) {
      throw new Error(`The demo did not print ${String(pattern)}:\n${this.output}`)
    }
    return found
  }

  private async store(method: "GET" | "POST", url: string, body?: object) {
    const response = await fetch(`${this.shopUrl}/store${url}`, {
      method,
      headers: {
        "x-publishable-api-key": this.find(/(pk_\w+)/),
        "content-type": "application/json",
      },
      body: body && JSON.stringify(body),
    })
    if (!response.ok) {
      throw new Error(`${method} ${url}: ${response.status} ${await response.text()}`)
    }
    return JSON.parse(await response.text())
  }
}

/** Without those that have ended and only wait for their parent to take notice. */
function processes() {
  const list = execFileSync("ps", ["-A", "-o", "pid=,ppid=,stat=,args="], { encoding: "utf8" })
  return list
    .trim()
    .split("\n")
    .map((line) => {
      const [pid, ppid, state = "", ...args] = line.trim().split(/\s+/)
      return { pid: Number(pid), ppid: Number(ppid), state, args: args.join(" ") }
    })
    .filter(({ state }) => !state.startsWith("Z"))
}
