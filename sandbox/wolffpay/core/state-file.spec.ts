import {
  chmodSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { onEnd, receiver, start } from "../testing/support"
import { startWolffPaySandbox } from "../index"
import { emptyState } from "./state"
import { defaultSettings } from "./settings"
import { FileStore } from "./state-file"

function folder(): string {
  const path = mkdtempSync(join(tmpdir(), "wolffpay-sandbox-"))
  onEnd(async () => rmSync(path, { recursive: true, force: true }))
  return path
}

const BODY = { amount: 5000, description: "Order 1", metadata: { order: "1" } }

describe("the state file", () => {
  it("survives a restart: payments, refunds, keys, settings, clock, readers", async () => {
    const stateFile = join(folder(), "state.json")
    const first = await start({ stateFile })
    const made = await first.post("/api/v1/payments", BODY, "order-1-attempt-1")
    await first.control.succeed(made.body.data.id)
    await first.refund({ paymentIntentId: made.body.data.id, amount: 100 })
    await first.control.settings({ listOrder: "oldest" })
    await first.control.addReader({ id: "tmr_1" })
    await first.control.advance(3_600_000)
    const before = first.control.state()
    await first.close()

    const second = await start({ stateFile })
    const after = second.control.state()
    expect(after.payments).toEqual(before.payments)
    expect(after.refunds).toEqual(before.refunds)
    expect(after.deliveries).toEqual(before.deliveries)
    expect(after.settings).toEqual(before.settings)
    expect(after.readers).toEqual(before.readers)
    expect(Date.parse(after.now)).toBeGreaterThanOrEqual(Date.parse(before.now))
    const again = await second.post("/api/v1/payments", BODY, "order-1-attempt-1")
    expect(again.headers["idempotent-replayed"]).toBe("true")
    expect(again.body).toEqual(made.body)
  })

  it("holds what was answered before the answer goes out", async () => {
    const stateFile = join(folder(), "state.json")
    const { payment, paid, refund } = await start({ stateFile })
    const onDisk = () => JSON.parse(readFileSync(stateFile, "utf8"))
    const { id } = await payment()
    expect(onDisk().payments).toMatchObject([{ id, status: "requires_payment_method" }])
    const other = await paid()
    expect(onDisk().payments[1]).toMatchObject({ id: other.id, status: "succeeded" })
    await refund({ paymentIntentId: other.id })
    expect(onDisk().refunds).toHaveLength(1)
  })

  it("holds everything that many callers at once were answered", async () => {
    const stateFile = join(folder(), "state.json")
    const { payment, apiKey } = await start({ stateFile })
    const made = await Promise.all(Array.from({ length: 25 }, () => payment()))
    const text = readFileSync(stateFile, "utf8")
    for (const { id } of made) expect(text).toContain(id)
    expect(text).not.toContain(apiKey)
  })

  it("a webhook that still had to come comes after the restart", async () => {
    const stateFile = join(folder(), "state.json")
    const hook = await receiver()
    hook.answers.push(500)
    const first = await start({ stateFile, webhookUrl: hook.url })
    await first.paid()
    await first.control.webhooksIdle()
    await first.close()
    const second = await start({ stateFile })
    await second.control.advance(5_000)
    await second.control.webhooksIdle()
    expect(hook.received.map((one) => one.headers["x-wolffpay-delivery-attempt"])).toEqual([
      "1",
      "2",
    ])
  })

  it("a payment in its latency is finished after the restart", async () => {
    const stateFile = join(folder(), "state.json")
    const first = await start({ stateFile, paymentLatencyMs: 60_000 })
    const { id } = await first.paid()
    await first.close()
    const second = await start({ stateFile })
    expect(second.control.payment(id).status).toBe("processing")
    await second.control.advance(60_000)
    expect(second.control.payment(id).status).toBe("succeeded")
  })

  it("options of the start win over the file, what was not given stays", async () => {
    const stateFile = join(folder(), "state.json")
    const first = await start({
      stateFile,
      webhookUrl: "http://localhost:1/a",
      webhookSecret: "one",
    })
    await first.close()
    const second = await start({ stateFile, webhookSecret: "two" })
    expect(second.control.state().settings).toMatchObject({
      webhookUrl: "http://localhost:1/a",
      webhookSecrets: ["two"],
    })
  })

  it.each([
    ["half of one", JSON.stringify(emptyState(defaultSettings())).slice(0, 200)],
    ["empty", ""],
    ["another program's", '{"name":"package"}'],
    ["damaged inside", JSON.stringify({ ...emptyState(defaultSettings()), payments: [{ id: 5 }] })],
  ])(
    "a file that is %s is kept beside, named in a warning, and the start is fresh",
    async (_, text) => {
      const stateFile = join(folder(), "state.json")
      writeFileSync(stateFile, text)
      const lines: string[] = []
      const { control } = await start({ stateFile, log: (line) => lines.push(line) })
      expect(control.state().payments).toEqual([])
      expect(readFileSync(`${stateFile}.corrupt`, "utf8")).toBe(text)
      expect(lines[0]).toContain(stateFile)
      expect(lines[0]).toContain(`${stateFile}.corrupt`)
    }
  )

  it("a second damaged file does not push out the first", async () => {
    const stateFile = join(folder(), "state.json")
    for (const text of ["first", "second"]) {
      writeFileSync(stateFile, text)
      await (await start({ stateFile })).close()
    }
    expect(readFileSync(`${stateFile}.corrupt`, "utf8")).toBe("first")
    expect(readFileSync(`${stateFile}.corrupt.2`, "utf8")).toBe("second")
  })

  it("is readable by its owner only and leaves no temporary file", async () => {
    const path = folder()
    const stateFile = join(path, "state.json")
    const { payment } = await start({ stateFile })
    await payment()
    expect(statSync(stateFile).mode & 0o777).toBe(0o600)
    expect(readdirSync(path)).toEqual(["state.json"])
  })

  it("a folder that does not exist is named", async () => {
    const stateFile = join(folder(), "nowhere", "state.json")
    await expect(startWolffPaySandbox({ stateFile })).rejects.toThrow(/nowhere/)
  })

  it("a state that cannot be saved is answered with 500, and the server goes on", async () => {
    const path = folder()
    const stateFile = join(path, "state.json")
    const { post, get } = await start({ stateFile })
    rmSync(path, { recursive: true })
    const answer = await post("/api/v1/payments", BODY)
    expect(answer.status).toBe(500)
    expect((await get("/api/v1/payments")).status).toBe(200)
    writeBack(path)
  })

  it("a failed write does not stop the next", async () => {
    const path = folder()
    const store = new FileStore(join(path, "sub", "state.json"), () => undefined)
    const state = () => emptyState(defaultSettings())
    await expect(store.save(state)).rejects.toThrow()
    const both = [store.save(state), store.save(state)]
    await expect(Promise.all(both)).rejects.toThrow()
    await Promise.allSettled(both)
    expect(existsSync(join(path, "sub"))).toBe(false)
  })
})

/** So that closing the sandbox can save. */
function writeBack(path: string): void {
  const { mkdirSync } = jest.requireActual<typeof import("node:fs")>("node:fs")
  mkdirSync(path)
  chmodSync(path, 0o700)
}
