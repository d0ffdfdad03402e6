import { type BillinkSandbox, startBillinkSandbox } from "../../../sandbox/billink"
import { BillinkClient, resolveAdapter } from "."
import { CALL, failureOf, SESSION } from "./__fixtures__/client"
import {
  BillinkNotConfiguredError,
  BillinkRefusedError,
  BillinkUnknownOutcomeError,
} from "./errors"

const PATHS = {
  startWorkflow: "/v2/x/start-workflow",
  payment: "/v2/x/payment",
  onHold: "/v2/x/on-hold",
  resume: "/v2/x/resume",
  message: "/v2/x/message",
}

describe.each([
  ["v1 XML, as long as no path is known", {}, {}],
  ["v2 JSON", { ...PATHS, orderStatus: "/v2/x/info" }, { ...PATHS, orderInfo: "/v2/x/info" }],
])("The client against the sandbox, by %s", (name, clientPaths, paths) => {
  let sandbox: BillinkSandbox
  let client: BillinkClient
  const isV2 = name.startsWith("v2")

  beforeEach(async () => {
    sandbox = await startBillinkSandbox({ paths })
    const { adapter } = resolveAdapter({ paths: clientPaths })
    const { url: baseUrl, username, id } = sandbox
    client = new BillinkClient({ baseUrl, username, id, adapter, timeoutMs: 5_000, version: "0" })
  })
  afterEach(() => sandbox.close())

  const accepted = async () => {
    const session = await client.createSession(SESSION, CALL)
    await sandbox.control.open(session.sessionId)
    await sandbox.control.accept(session.sessionId)
    return session
  }

  it("goes from a session to a paid back order", async () => {
    const session = await client.createSession(SESSION, CALL)
    expect(session.expiresAt.getTime() - Date.now()).toBeGreaterThan(3_000_000)
    await sandbox.control.open(session.sessionId)
    expect(await client.sessionStatus(session.sessionId, CALL)).toBe("session_active")
    await sandbox.control.accept(session.sessionId)
    expect(await client.sessionStatus(session.sessionId, CALL)).toBe("order_created")

    const order = { orderNumber: SESSION.orderNumber }
    expect((await client.startWorkflow(order, CALL)).alreadyStarted).toBe(false)
    expect((await client.startWorkflow(order, CALL)).alreadyStarted).toBe(true)
    await client.credit({ ...order, cents: 420, description: "Retour" }, CALL)
    expect(await client.orderStatus(order.orderNumber, CALL)).toMatchObject({ paidOut: false })
    await client.credit({ ...order, cents: 2000 }, CALL)
    const refused = await failureOf(client.credit({ ...order, cents: 1 }, CALL))
    expect(refused).toBeInstanceOf(BillinkRefusedError)
  })

  it("books a payment that the shop received", async () => {
    await accepted()
    const order = { orderNumber: SESSION.orderNumber }
    await client.startWorkflow(order, CALL)
    await client.payment({ ...order, cents: 2420, description: "Kas" }, CALL)
    expect(await client.orderStatus(order.orderNumber, CALL)).toMatchObject({ state: "paid" })
  })

  it.each(["cancel", "fail", "expire"] as const)("sees a session end by %s", async (how) => {
    const session = await client.createSession(SESSION, CALL)
    await sandbox.control[how](session.sessionId)
    const status = { cancel: "cancelled", fail: "failed", expire: "session_expired" }[how]
    expect(await client.sessionStatus(session.sessionId, CALL)).toBe(status)
  })

  it("is refused what concerns an order that is not there", async () => {
    expect(await client.orderStatus("NOWHERE", CALL)).toMatchObject({ state: "not_found" })
    const order = { orderNumber: "NOWHERE" }
    expect(await failureOf(client.startWorkflow(order, CALL))).toBeInstanceOf(BillinkRefusedError)
    expect(await failureOf(client.credit({ ...order, cents: 1 }, CALL))).toBeInstanceOf(
      BillinkRefusedError
    )
  })

  it("puts on hold, resumes and leaves a message only once the paths are known", async () => {
    await accepted()
    const order = { orderNumber: SESSION.orderNumber, workflowNumber: "1" }
    if (!isV2) {
      expect(await failureOf(client.onHold(order, CALL))).toBeInstanceOf(BillinkNotConfiguredError)
      return
    }
    await client.startWorkflow(order, CALL)
    await client.onHold({ ...order, days: 5 }, CALL)
    await client.resume(order, CALL)
    await client.message({ ...order, message: "Let op" }, CALL)
  })

  it("registers v3 webhooks after a secret was made", async () => {
    const url = "https://medusa.example.com/hooks/billink/t/order"
    expect(await failureOf(client.setOrderWebhook(url, CALL))).toBeInstanceOf(BillinkRefusedError)
    expect(await client.generateWebhookSecret(CALL)).toMatch(/^[A-Za-z0-9+/]{43}=$/)
    await client.setOrderWebhook(url, CALL)
    await client.setSessionWebhook(url, CALL)
  })

  it("is refused by wrong credentials", async () => {
    const { url: baseUrl, username } = sandbox
    const other = new BillinkClient({
      baseUrl,
      username,
      id: "0".repeat(40),
      timeoutMs: 5_000,
      version: "0",
    })
    const error = await failureOf(other.createSession(SESSION, CALL))
    expect(error).toBeInstanceOf(BillinkRefusedError)
    expect(error).not.toBeInstanceOf(BillinkUnknownOutcomeError)
  })
})
