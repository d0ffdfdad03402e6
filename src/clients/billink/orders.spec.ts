import { networkError } from "../http/__fixtures__/fake-fetch"
import {
  CALL,
  createTestClient,
  failureOf,
  ID,
  USERNAME,
  xmlError,
  xmlMessage,
} from "./__fixtures__/client"
import { BillinkInvalidInputError, BillinkRefusedError, BillinkUnknownOutcomeError } from "./errors"

const item = (code: string | number, number = "ORDER1") =>
  `<STATUSES><ITEM><INVOICENUMBER>${number}</INVOICENUMBER><MESSAGE>m</MESSAGE><CODE>${code}</CODE></ITEM></STATUSES>`
const started = xmlMessage(`<CODE>500</CODE>${item(500)}`)
const V2 = { paths: { startWorkflow: "/v2/x/start", payment: "/v2/x/pay" } }

describe("Starting the workflow by v1, as long as no v2 path is known (facts 2.4, 7.1)", () => {
  it("sends the proven XML", async () => {
    const { client, sent } = createTestClient([started])
    const result = await client.startWorkflow({ orderNumber: "ORDER1" }, CALL)
    expect(result).toEqual({ code: "500", message: "m", alreadyStarted: false })
    expect(sent[0]).toMatchObject({
      url: "https://api.example.test/v1/client/start-workflow",
      method: "POST",
      headers: { "content-type": "text/xml; charset=utf-8", accept: "text/xml" },
      bodyText:
        `<?xml version="1.0" encoding="UTF-8"?><API><VERSION>BILLINK2.0</VERSION>` +
        `<CLIENTUSERNAME>${USERNAME}</CLIENTUSERNAME><CLIENTID>${ID}</CLIENTID>` +
        `<ACTION>activate order</ACTION><INVOICES><ITEM><INVOICENUMBER>ORDER1</INVOICENUMBER></ITEM></INVOICES></API>`,
    })
  })

  it("writes what a text could break XML with as text", async () => {
    const { client, sent } = createTestClient([started], {}, { username: "a<b>&c" })
    await client.startWorkflow({ orderNumber: "ORDER1", workflowNumber: "1" }, CALL)
    expect(sent[0]?.bodyText).toContain("<CLIENTUSERNAME>a&lt;b&gt;&amp;c</CLIENTUSERNAME>")
    expect(sent[0]?.bodyText).toContain("<WORKFLOWNUMBER>1</WORKFLOWNUMBER>")
  })

  it.each([
    ["500", started, false],
    ["200", xmlMessage(`<CODE>200</CODE>${item(200)}`), false],
    ["707 for the order", xmlMessage(`<CODE>500</CODE>${item(707)}`), true],
    ["707 as an error", xmlError("707", "Workflow already started"), true],
  ])("is done by %s", async (_name, step, alreadyStarted) => {
    const { client } = createTestClient([step])
    const result = await client.startWorkflow({ orderNumber: "ORDER1" }, CALL)
    expect(result.alreadyStarted).toBe(alreadyStarted)
  })

  it.each([
    ["-1", xmlMessage(`<CODE>500</CODE>${item(-1)}`)],
    ["706", xmlMessage(`<CODE>500</CODE>${item(706)}`)],
    ["704", xmlError("704", "Unknown invoice")],
    ["101", xmlError("101", "Unknown client")],
  ])("is refused by %s, although the answer is a 200", async (code, step) => {
    const { client } = createTestClient([step])
    const error = await failureOf(client.startWorkflow({ orderNumber: "ORDER1" }, CALL))
    expect(error).toBeInstanceOf(BillinkRefusedError)
    expect(error).toMatchObject({ code, outcome: "none" })
  })

  it.each([
    ["v1", {}, { json: { code: 500, message: "Internal Server Error" } }],
    ["v2", V2, { json: { code: 500, message: "Internal Server Error" } }],
    ["v2 as text", V2, { json: { code: "200", message: "OK" } }],
    ["XML", {}, { text: "<API><CODE>500</CODE><MESSAGE>Internal Server Error</MESSAGE></API>" }],
  ])(
    "is not done by a code that no word of success goes with (%s)",
    async (_name, adapter, step) => {
      const { client } = createTestClient([step], adapter)
      const error = await failureOf(client.startWorkflow({ orderNumber: "ORDER1" }, CALL))
      expect(error).toBeInstanceOf(BillinkUnknownOutcomeError)
    }
  )

  it("says nothing about this order when only another one is named", async () => {
    const { client } = createTestClient([xmlMessage(`<CODE>500</CODE>${item(500, "ORDER2")}`)])
    const error = await failureOf(client.startWorkflow({ orderNumber: "ORDER1" }, CALL))
    expect(error).toBeInstanceOf(BillinkUnknownOutcomeError)
  })
})

describe("Starting the workflow by v2, once its path is set (facts 2.4)", () => {
  it("sends JSON for one invoice, with the configured name of the number (facts 1.2, 7.7)", async () => {
    const answer = {
      code: "500",
      result: "MSG",
      statuses: [{ code: 500, invoiceNumber: "ORDER1" }],
    }
    const { client, sent } = createTestClient([{ json: answer }], {
      ...V2,
      fields: { invoiceRef: "invoiceNumber" },
    })
    await client.startWorkflow({ orderNumber: "ORDER1" }, CALL)
    expect(sent[0]).toMatchObject({ url: "https://api.example.test/v2/x/start" })
    expect(sent[0]?.body).toEqual({
      billinkUsername: USERNAME,
      billinkID: ID,
      invoices: [{ invoiceNumber: "ORDER1" }],
    })
  })

  it.each([
    ["a code as text", { code: "500", result: "MSG", statuses: [] }],
    ["a code as number", { code: 500, result: "MSG", statuses: [] }],
    [
      "Billink's own number",
      { result: "MSG", statuses: [{ code: "200", invoiceNumber: "1ABorder1" }] },
    ],
    ["an entry without a number", { code: "1", result: "MSG", statuses: [{ code: "200" }] }],
    ["an already in the error", { result: "ERROR", error: { code: 707, message: "started" } }],
  ])("reads %s", async (_name, json) => {
    const { client } = createTestClient([{ json }], V2)
    await expect(client.startWorkflow({ orderNumber: "ORDER1" }, CALL)).resolves.toBeDefined()
  })

  it("takes a code that is configured as the success", async () => {
    const json = { code: "300", result: "MSG" }
    const overrides = { ...V2, successCodes: { startWorkflow: ["300"] } }
    const { client } = createTestClient([{ json }], overrides)
    await expect(client.startWorkflow({ orderNumber: "ORDER1" }, CALL)).resolves.toBeDefined()
  })
})

describe("A credit (facts 2.5)", () => {
  const ok = {
    json: {
      result: "MSG",
      statuses: [{ code: 200, invoiceNumber: "ORDER1", message: "Credit applied" }],
    },
  }

  it("sends decimal euros as a number, positive, for one invoice by the merchant's own number (facts 1.2)", async () => {
    const { client, sent } = createTestClient([ok])
    const input = { orderNumber: "ORDER1", cents: 150, description: "Retour" }
    expect(await client.credit(input, CALL)).toEqual({ code: "200", message: "Credit applied" })
    expect(sent[0]?.url).toBe("https://api.example.test/v2/client/invoice/credit")
    expect(sent[0]?.bodyText).toContain('"creditAmount":1.5,')
    expect(sent[0]?.body).toEqual({
      billinkUsername: USERNAME,
      billinkID: ID,
      invoices: [{ number: "ORDER1", creditAmount: 1.5, description: "Retour" }],
    })
  })

  it.each([
    [1, "0.01"],
    [10, "0.1"],
    [2928, "29.28"],
    [100_000_029, "1000000.29"],
    [57_35, "57.35"],
  ])(
    "writes %i cents as %s, without a trace of binary fractions (contract 4.9)",
    async (cents, text) => {
      const { client, sent } = createTestClient([ok])
      await client.credit({ orderNumber: "ORDER1", cents }, CALL)
      expect(sent[0]?.bodyText).toContain(`"creditAmount":${text},`)
    }
  )

  it("cuts a description to 254 characters", async () => {
    const { client, sent } = createTestClient([ok])
    await client.credit({ orderNumber: "ORDER1", cents: 1, description: "é".repeat(300) }, CALL)
    expect(sent[0]?.body).toMatchObject({ invoices: [{ description: "é".repeat(254) }] })
  })

  it.each([0, -1, 1.5, Number.NaN, 2 ** 53])("sends nothing for %s cents", async (cents) => {
    const { client, sent } = createTestClient([ok])
    const error = await failureOf(client.credit({ orderNumber: "ORDER1", cents }, CALL))
    expect(error).toBeInstanceOf(BillinkInvalidInputError)
    expect(sent).toEqual([])
  })

  it.each(["-1", "706", "707", "708", "709"])(
    "is refused by the code %s of the order, which the envelope does not tell",
    async (code) => {
      const json = { result: "MSG", statuses: [{ code, invoiceNumber: "ORDER1", message: "no" }] }
      const { client } = createTestClient([{ json }])
      const error = await failureOf(client.credit({ orderNumber: "ORDER1", cents: 1 }, CALL))
      expect(error).toBeInstanceOf(BillinkRefusedError)
      expect(error).toMatchObject({ code, outcome: "none" })
    }
  )

  it.each([
    ["time-out", { hang: "until-abort" as const }],
    ["dropped connection", { error: networkError("ECONNRESET") }],
    ["broken pipe", { error: networkError("EPIPE") }],
    ["500", { status: 500, text: "" }],
    ["503 with an error", { status: 503, json: { status: "error", message: "down" } }],
    ["603 (redirect or API error)", { json: { result: "ERROR", error: { code: 603 } } }],
    ["page with 200", { text: "<html></html>" }],
    ["body that is cut off", { text: '{"result":"MSG","stat' }],
    ["empty 200", { text: "" }],
    ["success without a code", { json: { result: "MSG", statuses: [] } }],
    [
      "success of another order",
      { json: { result: "MSG", statuses: [{ code: 200, invoiceNumber: "OTHER" }] } },
    ],
    [
      "code that no document has",
      { json: { result: "MSG", statuses: [{ code: 777, invoiceNumber: "ORDER1" }] } },
    ],
    ["error without a code", { json: { result: "ERROR", error: { message: "hm" } } }],
    ["code without a word of success", { json: { code: 200, message: "OK" } }],
    ["409", { status: 409, json: { message: "Conflict" } }],
    ["409 of a proxy", { status: 409, text: "<html></html>" }],
    ["499", { status: 499, json: { status: "error", message: "Client closed request" } }],
    ["499 without a body", { status: 499, text: "" }],
  ])("ends in the unknown by a %s, and is never sent again (facts 2.5)", async (_name, step) => {
    const { client, sent } = createTestClient([step, ok])
    const input = { orderNumber: "ORDER1", cents: 100 }
    const error = await failureOf(client.credit(input, { ...CALL, timeoutMs: 20, maxAttempts: 5 }))
    expect(error).toBeInstanceOf(BillinkUnknownOutcomeError)
    expect(error).toMatchObject({ outcome: "unknown", retryable: false })
    expect(sent).toHaveLength(1)
  })

  it("is not sent again after a 429 either, but certainly was not done", async () => {
    const { client, sent } = createTestClient([{ status: 429, json: {} }, ok])
    const error = await failureOf(client.credit({ orderNumber: "ORDER1", cents: 1 }, CALL))
    expect(error).toMatchObject({ name: "RateLimitError", outcome: "none" })
    expect(sent).toHaveLength(1)
  })
})

describe("A payment that the shop received itself (facts 2.6)", () => {
  it("goes by v1 as two decimals, with a description of 30 characters", async () => {
    const paid = xmlMessage(
      "<INVOICES><ITEM><INVOICENUMBER>ORDER1</INVOICENUMBER><CODE>500</CODE></ITEM></INVOICES>"
    )
    const { client, sent } = createTestClient([paid])
    const input = { orderNumber: "ORDER1", cents: 1050, description: "x".repeat(40) }
    expect(await client.payment(input, CALL)).toMatchObject({ alreadyPaid: false })
    expect(sent[0]?.url).toBe("https://api.example.test/v1/client/payment")
    expect(sent[0]?.bodyText).toContain("<ACTION>Payment</ACTION>")
    expect(sent[0]?.bodyText).toContain(
      `<AMOUNT>10.50</AMOUNT><DESCRIPTION>${"x".repeat(30)}</DESCRIPTION>`
    )
  })

  it.each([
    [{ code: 200 }, false],
    [{ code: "500" }, false],
    [{ code: 707 }, true],
  ])("goes by v2 once its path is set and reads %j", async (status, alreadyPaid) => {
    const json = { result: "MSG", invoices: [{ ...status, invoiceNumber: "ORDER1" }] }
    const { client, sent } = createTestClient([{ json }], V2)
    const result = await client.payment({ orderNumber: "ORDER1", cents: 1050 }, CALL)
    expect(result.alreadyPaid).toBe(alreadyPaid)
    expect(sent[0]?.body).toMatchObject({ invoices: [{ number: "ORDER1", amount: 10.5 }] })
  })

  it("ends in the unknown by a time-out and is not sent again", async () => {
    const { client, sent } = createTestClient([{ hang: "until-abort" }])
    const input = { orderNumber: "ORDER1", cents: 1 }
    const error = await failureOf(client.payment(input, { ...CALL, timeoutMs: 20 }))
    expect(error).toBeInstanceOf(BillinkUnknownOutcomeError)
    expect(sent).toHaveLength(1)
  })
})
