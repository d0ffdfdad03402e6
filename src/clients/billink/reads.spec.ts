import { networkError, type Step } from "../http/__fixtures__/fake-fetch"
import {
  CALL,
  createTestClient,
  failureOf,
  ID,
  sessionId,
  USERNAME,
  xmlError,
  xmlMessage,
} from "./__fixtures__/client"
import { BillinkRefusedError } from "./errors"
import { isKnownSessionStatus, SESSION_STATUSES } from "./session-status"

describe("The status of a session (facts 2.2)", () => {
  it("asks with the session's id", async () => {
    const { client, sent } = createTestClient([{ json: { status: "session_active" } }])
    await client.sessionStatus(sessionId("ses_9"), CALL)
    expect(sent[0]?.url).toBe("https://api.example.test/v2/session/status")
    expect(sent[0]?.body).toEqual({ billinkUsername: USERNAME, billinkID: ID, sessionID: "ses_9" })
  })

  it.each([...SESSION_STATUSES])("knows %s (S2)", async (status) => {
    const { client } = createTestClient([{ json: { status } }])
    const found = await client.sessionStatus(sessionId(), CALL)
    expect(found).toBe(status)
    expect(isKnownSessionStatus(found)).toBe(true)
  })

  it("keeps one that nobody told of (facts 7.9)", async () => {
    const { client } = createTestClient([{ json: { status: "Under_Review" } }])
    const found = await client.sessionStatus(sessionId(), CALL)
    expect(found).toBe("under_review")
    expect(isKnownSessionStatus(found)).toBe(false)
  })

  it.each([400, 403, 404, 200])("is refused by an error with %i", async (status) => {
    const { client } = createTestClient([{ status, json: { status: "error", message: "no" } }])
    expect(await failureOf(client.sessionStatus(sessionId(), CALL))).toBeInstanceOf(
      BillinkRefusedError
    )
  })

  it.each<[string, Step]>([
    ["500", { status: 500, json: { status: "error", message: "generic" } }],
    ["proxy's page", { text: "<html></html>" }],
    ["dropped connection", { error: networkError("ECONNRESET") }],
    ["refused connection", { error: networkError("ECONNREFUSED") }],
    ["603", { json: { result: "ERROR", error: { code: "603" } } }],
    ["111 (too many requests)", { json: { result: "ERROR", error: { code: "111" } } }],
  ])("is asked again after a %s", async (_name, step) => {
    const { client, sent } = createTestClient([step, { json: { status: "order_created" } }])
    expect(await client.sessionStatus(sessionId(), CALL)).toBe("order_created")
    expect(sent).toHaveLength(2)
  })

  it("gives up after three tries, with nothing to be unsure about", async () => {
    const { client, sent } = createTestClient([{ status: 500, text: "" }])
    const error = await failureOf(client.sessionStatus(sessionId(), CALL))
    expect(error).toMatchObject({ name: "ServerError", outcome: "none" })
    expect(sent).toHaveLength(3)
  })
})

const invoice = (status: string, more = "", number = "ORDER1") =>
  xmlMessage(
    `<CODE>200</CODE><INVOICES><INVOICE><INVOICENUMBER>${number}</INVOICENUMBER><STATUS>${status}</STATUS><DESCRIPTION>Stap</DESCRIPTION>${more}</INVOICE></INVOICES>`
  )

describe("The status of an order (facts 2.9)", () => {
  it("asks by v1 as long as no v2 path is known", async () => {
    const { client, sent } = createTestClient([invoice("0")])
    expect(await client.orderStatus("ORDER1", CALL)).toMatchObject({
      state: "unpaid",
      description: "Stap",
      paidOut: false,
      outstandingCents: undefined,
    })
    expect(sent[0]?.url).toBe("https://api.example.test/v1/client/status")
    expect(sent[0]?.bodyText).toContain("<ACTION>Status</ACTION>")
  })

  it.each([
    ["-1", "not_found"],
    ["0", "unpaid"],
    ["1", "paid"],
    ["2", "open"],
    ["7", "7"],
  ])("reads the state %s as %s", async (status, state) => {
    const { client } = createTestClient([invoice(status)])
    expect(await client.orderStatus("ORDER1", CALL)).toMatchObject({ state })
  })

  it("sees that the merchant was paid out", async () => {
    const { client } = createTestClient([invoice("1", "<PAIDOUT>1</PAIDOUT>")])
    expect((await client.orderStatus("ORDER1", CALL)).paidOut).toBe(true)
  })

  it("finds this order among others", async () => {
    const one = (number: string, status: number) => ({ invoiceNumber: number, status })
    const json = { code: 200, result: "MSG", invoices: [one("OTHER", 0), one("ORDER1", 1)] }
    const { client, sent } = createTestClient([{ json }], { paths: { orderStatus: "/v2/x/info" } })
    expect(await client.orderStatus("ORDER1", CALL)).toMatchObject({ state: "paid" })
    expect(sent[0]?.url).toBe("https://api.example.test/v2/x/info")
    expect(sent[0]?.body).toMatchObject({ invoices: [{ number: "ORDER1" }] })
  })

  it.each([
    [{ outstandingAmount: "12.50" }, 1250],
    [{ outstanding: 0 }, 0],
    [{ openAmount: 3.1 }, 310],
    [{ outstanding: "12.345" }, undefined],
    [{}, undefined],
  ])("reads what is still owed from %j (facts 7.8)", async (fields, cents) => {
    const raw = { result: "MSG", invoices: [{ invoiceNumber: "ORDER1", status: "2", ...fields }] }
    const { client } = createTestClient([{ json: raw }], { paths: { orderStatus: "/v2/x" } })
    expect(await client.orderStatus("ORDER1", CALL)).toMatchObject({ outstandingCents: cents, raw })
  })

  it("tells an order that Billink does not know from a failure", async () => {
    const known = createTestClient([xmlError("704", "Unknown invoice")])
    expect(await known.client.orderStatus("ORDER1", CALL)).toMatchObject({ state: "not_found" })
    const failing = createTestClient([xmlError("101", "Unknown client")])
    const error = await failureOf(failing.client.orderStatus("ORDER1", CALL))
    expect(error).toBeInstanceOf(BillinkRefusedError)
  })

  it("is asked again after a failure", async () => {
    const { client, sent } = createTestClient([{ status: 502, text: "" }, invoice("2")])
    expect(await client.orderStatus("ORDER1", CALL)).toMatchObject({ state: "open" })
    expect(sent).toHaveLength(2)
  })
})
