import { networkError } from "../http/__fixtures__/fake-fetch"
import {
  CALL,
  createTestClient,
  failureOf,
  ID,
  SESSION,
  SESSION_ANSWER,
  USERNAME,
} from "./__fixtures__/client"
import {
  BillinkInvalidInputError,
  BillinkNotSentError,
  BillinkRefusedError,
  BillinkUnknownOutcomeError,
} from "./errors"

const start = 1_800_000_000_000

describe("Creating a session (facts 2.1)", () => {
  it("posts JSON to the proven path with the credentials in the body (facts 1.3)", async () => {
    const { client, sent } = createTestClient([{ json: SESSION_ANSWER }])
    await client.createSession(SESSION, CALL)
    expect(sent).toHaveLength(1)
    expect(sent[0]).toMatchObject({
      url: "https://api.example.test/v2/session/create",
      method: "POST",
    })
    expect(sent[0]?.headers).toMatchObject({ "content-type": "application/json" })
    expect(Object.keys(sent[0]?.headers ?? {})).not.toContain("authorization")
    expect(sent[0]?.body).toEqual({
      client: {
        billinkUsername: USERNAME,
        billinkID: ID,
        workflowNumber: "1",
        returnURL: {
          successURL: "https://shop.example.com/r?t=1",
          failURL: "https://shop.example.com/r?t=2",
          backURL: "https://shop.example.com/r?t=3",
          cancelURL: "https://shop.example.com/r?t=4",
        },
      },
      customer: {
        firstName: "Anna",
        lastName: "Jansen",
        email: "anna@example.com",
        mobile: "+31612345678",
        type: "p",
      },
      billingAddress: SESSION.billingAddress,
      shippingAddress: SESSION.shippingAddress,
      transaction: {
        totalAmount: "24.20",
        totalTaxAmount: "4.20",
        purchaseCountry: "NL",
        purchaseCurrency: "EUR",
        orderNumber: "ORDER1",
        orderItems: [
          {
            code: "SKU1",
            name: "Mok",
            description: "",
            totalProductAmount: "24.20",
            productAmount: "12.10",
            productTaxAmount: "2.10",
            taxRate: "21",
            quantity: "2",
          },
        ],
      },
    })
  })

  it("reads the answer (D-create)", async () => {
    const { client } = createTestClient([{ json: SESSION_ANSWER }])
    expect(await client.createSession(SESSION, CALL)).toEqual({
      sessionId: "ses_1",
      sessionUrl: "https://checkout.example.test/ses_1",
      invoiceNumber: "1ABORDER1",
      expiresAt: new Date("2027-01-15T09:00:00Z"),
      customerId: "77",
      customInvoiceId: undefined,
    })
  })

  it.each([
    [undefined, 60],
    ["soon", 60],
    ["2020-01-01T00:00:00Z", 60],
    [new Date(start + 30 * 60_000).toISOString(), 30],
    ["2027-01-15 09:30:00", 30],
    [(start + 1_800_000) / 1_000, 30],
    [String(start + 1_800_000), 30],
  ])("takes %j for the end, or the documented hour (facts 7.19)", async (expiresAt, minutes) => {
    const { client } = createTestClient([{ json: { ...SESSION_ANSWER, expiresAt } }])
    const { expiresAt: end } = await client.createSession(SESSION, CALL)
    expect((end.getTime() - start) / 60_000).toBe(minutes)
  })

  it("sends numbers, a logo and B2B fields when the adapter and the cart say so (facts 7.11, 7.12)", async () => {
    const { client, sent } = createTestClient([{ json: SESSION_ANSWER }], {
      amounts: { sessionAsString: false },
      customerFields: { vatNumber: "vatNumber" },
      extra: { createSession: { customer: { gender: "O", type: "x" }, submerchant: { id: 5 } } },
    })
    const customer = {
      ...SESSION.customer,
      type: "b" as const,
      company: "Jansen BV",
      companyNumber: "12345678",
      vatNumber: "NL001234567B01",
    }
    const logoUrl = "https://shop.example.com/logo.png"
    await client.createSession({ ...SESSION, customer, logoUrl }, CALL)
    expect(sent[0]?.body).toMatchObject({
      client: { options: { logoURL: logoUrl } },
      customer: {
        type: "b",
        gender: "O",
        company: "Jansen BV",
        companyNumber: "12345678",
        vatNumber: "NL001234567B01",
      },
      submerchant: { id: 5 },
      transaction: { totalAmount: 24.2, orderItems: [{ productAmount: 12.1 }] },
    })
  })

  it("does not let a setting replace what is billed", async () => {
    const { client, sent } = createTestClient([{ json: SESSION_ANSWER }], {
      extra: { createSession: { transaction: { totalAmount: "0.01", note: "x" } } },
    })
    await client.createSession(SESSION, CALL)
    expect(sent[0]?.body).toMatchObject({ transaction: { totalAmount: "24.20", note: "x" } })
  })

  it.each([
    ["a number with other characters (facts 4.5)", { orderNumber: "order 1" }],
    ["a number of 51 characters (facts 4.5)", { orderNumber: "A".repeat(51) }],
    ["lines that are not the total (facts 4.4)", { totalCents: 2421 }],
    ["nothing to pay", { totalCents: 0, lines: [] }],
  ])("sends nothing for %s", async (_name, changes) => {
    const { client, sent } = createTestClient([{ json: SESSION_ANSWER }])
    const error = await failureOf(client.createSession({ ...SESSION, ...changes }, CALL))
    expect(error).toBeInstanceOf(BillinkInvalidInputError)
    expect(error.outcome).toBe("none")
    expect(sent).toEqual([])
  })

  it.each([
    [
      "400 with error_backend as object",
      400,
      { error_backend: { http_status_code: 400, http_body: { message: "customer.mobile: x" } } },
    ],
    [
      "400 with error_backend as JSON text",
      400,
      { error_backend: { http_status_code: 400, http_body: '{"message":"customer.mobile: x"}' } },
    ],
    [
      "400 with error_backend as text",
      400,
      { error_backend: { http_status_code: 400, http_body: "customer.mobile: x" } },
    ],
    [
      "416 with the bare shape",
      416,
      {
        http_status_code: 400,
        http_body: '{"message":"customer.mobile: x"}',
        http_body_encoding: "utf-8",
      },
    ],
    ["200 with an error in the body", 200, { status: "error", message: "customer.mobile: x" }],
  ])("is refused by %s", async (_name, status, json) => {
    const { client, sent } = createTestClient([{ status, json }])
    const error = await failureOf(client.createSession(SESSION, CALL))
    expect(error).toBeInstanceOf(BillinkRefusedError)
    expect(error).toMatchObject({
      outcome: "none",
      fields: ["phone"],
      shopperTexts: { nl: "Controleer het telefoonnummer.", en: "Please check the phone number." },
    })
    expect(sent).toHaveLength(1)
  })

  it.each([
    [403, { status: "error", message: "Access denied" }],
    [404, { status: "error", message: "Client not found" }],
    [404, { message: "Not Found" }],
  ])("is refused by %i %j", async (status, json) => {
    const { client } = createTestClient([{ status, json }])
    const error = await failureOf(client.createSession(SESSION, CALL))
    expect(error).toBeInstanceOf(BillinkRefusedError)
    expect(error.merchantMessage).toContain(json.message)
  })

  it.each([
    ["time-out", { hang: "until-abort" as const }],
    ["dropped connection", { error: networkError("ECONNRESET") }],
    ["500", { status: 500, json: { status: "error", message: "generic" } }],
    ["502 of a proxy", { status: 502, text: "<html>Bad Gateway</html>" }],
    ["relayed 503", { status: 416, json: { http_status_code: 503, http_body: "down" } }],
    ["page with 200", { status: 200, text: "<html></html>" }],
    ["success without an address", { json: { ...SESSION_ANSWER, sessionURL: undefined } }],
    ["success without an invoice", { json: { ...SESSION_ANSWER, invoice: "" } }],
    ["address that is no web page", { json: { ...SESSION_ANSWER, sessionURL: "javascript:x" } }],
    ["address without TLS", { json: { ...SESSION_ANSWER, sessionURL: "http://a.example" } }],
  ])("ends in the unknown by a %s, and is not sent again", async (_name, step) => {
    const { client, sent } = createTestClient([step, { json: SESSION_ANSWER }])
    const promise = failureOf(client.createSession(SESSION, { ...CALL, timeoutMs: 20 }))
    const error = await promise
    expect(error).toBeInstanceOf(BillinkUnknownOutcomeError)
    expect(error).toMatchObject({ outcome: "unknown", retryable: false })
    expect(sent).toHaveLength(1)
  })

  it("knows that nothing was done when there was no connection", async () => {
    const { client } = createTestClient([{ error: networkError("ECONNREFUSED") }])
    const error = await failureOf(client.createSession(SESSION, CALL))
    expect(error).toBeInstanceOf(BillinkNotSentError)
    expect(error).toMatchObject({ outcome: "none", retryable: true })
  })

  it("takes a success in the body, whatever the status (facts 2.14)", async () => {
    const { client } = createTestClient([{ status: 500, json: SESSION_ANSWER }])
    await expect(client.createSession(SESSION, CALL)).resolves.toMatchObject({ sessionId: "ses_1" })
  })
})
