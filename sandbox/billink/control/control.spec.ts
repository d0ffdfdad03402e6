import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import request from "supertest"
import type { Started } from "../testing/support"
import { onEnd, PATHS, receiver, start } from "../testing/support"

function stateFile(): string {
  const folder = mkdtempSync(join(tmpdir(), "billink-sandbox-"))
  onEnd(async () => rmSync(folder, { recursive: true, force: true }))
  return join(folder, "state.json")
}

const turn = ({ url }: Started, path: string, body: object = {}) =>
  request(url).post(`/sandbox/control/${path}`).send(body)

describe("the switchboard over HTTP", () => {
  it("does what its methods do", async () => {
    const sandbox = await start()
    const { number } = await sandbox.session()
    const done = async (path: string, body?: object) => {
      const answer = await turn(sandbox, path, body)
      expect([path, answer.status, answer.body.success]).toEqual([path, 200, true])
      return answer.body.data
    }
    await done(`sessions/${number}/open`)
    await done(`sessions/${number}/accept`)
    await done(`orders/${number}/start-workflow`)
    await done(`orders/${number}/pay`, { amount: 500 })
    await done(`orders/${number}/credit`, { amount: 100 })
    await done(`orders/${number}/hold`, { days: 3 })
    await done(`orders/${number}/resume`)
    await done(`orders/${number}/send-webhook`, { event: "order_paid" })
    await done("clock", { advanceMs: 1000 })
    await done("settings", { upperCaseInvoices: true })
    await done("webhooks/idle")
    const state = (await request(sandbox.url).get("/sandbox/control/state")).body.data
    expect(state.ledger).toMatchObject([
      { invoiceNumber: number, authorised: 3595, paid: 500, credited: 100, outstanding: 2995 },
    ])
    expect(state.ledger[0].workflowStartedAt).not.toBeNull()
    for (const end of ["decline", "cancel", "fail", "expire"]) {
      await done(`sessions/${(await sandbox.session()).number}/${end}`)
    }
    await done("reset")
    expect(sandbox.control.state().sessions).toEqual([])
  })

  it.each([
    ["sessions/NO/accept", {}, 404],
    ["orders/NO/pay", {}, 404],
    ["nothing", {}, 404],
    ["sessions/x/explode", {}, 404],
    ["sessions/%E0%A4%A/accept", {}, 404],
    ["clock", { advanceMs: -1 }, 400],
    ["clock", {}, 400],
    ["settings", { colour: 1 }, 400],
    ["settings", { sessionWebhookUrl: "http://shop.example/" }, 400],
    ["webhooks/forge", { kind: "order" }, 400],
    ["deliveries/x/resend", {}, 404],
  ])("%s %j is refused with %i", async (path, body, status) => {
    const sandbox = await start()
    const answer = await turn(sandbox, path, body)
    expect([answer.status, answer.body.success]).toEqual([status, false])
  })

  it("a session without an order has nothing to pay: 409", async () => {
    const sandbox = await start()
    const { number } = await sandbox.session()
    expect((await turn(sandbox, `orders/${number}/pay`)).status).toBe(409)
  })

  it("is for this machine only", async () => {
    const sandbox = await start()
    const { number } = await sandbox.session()
    const path = `sessions/${number}/accept`
    expect((await turn(sandbox, path).set("Origin", "https://evil.example")).status).toBe(403)
    expect((await turn(sandbox, path).set("Host", "evil.example")).status).toBe(403)
    expect(sandbox.control.session(number).status).toBe("created")
  })

  it("gives copies: changing one changes nothing", async () => {
    const { session, control } = await start()
    const { number } = await session()
    control.session(number).status = "failed"
    const [copy] = control.state().sessions
    if (copy) copy.status = "failed"
    expect(control.session(number).status).toBe("created")
  })
})

describe("the state file", () => {
  it("survives a restart, and what was under way goes on", async () => {
    const file = stateFile()
    const first = await start({ stateFile: file, paths: PATHS })
    const number = await first.accepted()
    await first.call(PATHS.startWorkflow, { invoices: [{ number }] })
    const open = await first.session()
    await first.control.credit(number, { amount: 100 })
    const before = first.control.state()
    await first.close()
    expect(readFileSync(file, "utf8")).not.toContain(first.id)

    const hook = await receiver()
    const second = await start({ stateFile: file, settings: { orderWebhookUrl: hook.url } })
    const after = second.control.state()
    expect(after.sessions).toEqual(before.sessions)
    expect(after.orders).toEqual(before.orders)
    expect(after.deliveries).toEqual(before.deliveries)
    await second.control.advance(3 * 86_400_000)
    expect(second.control.session(open.number).status).toBe("session_expired")
    expect(second.control.order(number).workflowStartedAt).not.toBeNull()
  })

  it("holds what was answered before the answer goes out", async () => {
    const file = stateFile()
    const { session } = await start({ stateFile: file })
    const { sessionID } = await session()
    expect(JSON.parse(readFileSync(file, "utf8")).sessions).toMatchObject([{ id: sessionID }])
  })

  it.each(["{", "[]", '{"version":1}', '{"sandbox":"billink","version":1,"settings":{}}'])(
    "keeps the damaged %s under another name",
    async (text) => {
      const file = stateFile()
      writeFileSync(file, text)
      const { control } = await start({ stateFile: file })
      expect(control.state().sessions).toEqual([])
      expect(readdirSync(join(file, ".."))).toContain("state.json.corrupt")
    }
  )
})

describe("the options of a start in a program", () => {
  it.each<[object, string]>([
    [{ port: 70_000 }, "port must be"],
    [{ username: " " }, "username must not be empty"],
    [{ id: "short" }, "id must have"],
    [{ retrySchedule: [-1] }, "retrySchedule must be"],
    [{ paths: { startWorkflow: "/v1/x" } }, "paths.startWorkflow must be below /v2/"],
    [{ paths: { refund: "/v2/x" } }, "paths.refund is unknown"],
    [{ settings: { orderWebhookUrl: "shop" } }, "Invalid orderWebhookUrl"],
  ])("%j is refused", async (options, text) => {
    await expect(start(options)).rejects.toThrow(text)
  })

  it("closing twice is fine", async () => {
    const sandbox = await start()
    await sandbox.close()
    await sandbox.close()
    await expect(fetch(sandbox.url)).rejects.toThrow()
  })
})
