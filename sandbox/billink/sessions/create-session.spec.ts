import { line, ManualClock, sessionBody, start } from "../testing/support"

const HOUR = 3_600_000

interface Body {
  error_backend: { http_body: string & { message: string } }
  http_body: string
}

describe("2.1 create session", () => {
  it("answers the documented fields", async () => {
    const clock = new ManualClock()
    const { create, url, control } = await start({ now: clock.now })
    const answer = await create({
      transaction: { orderNumber: "S-1", customInvoiceID: "1TST-7" },
    })
    expect(answer.status).toBe(200)
    const [session] = control.state().sessions
    expect(answer.body).toEqual({
      status: "success",
      sessionID: session?.id,
      sessionURL: `${url}/sandbox/billink/session/${session?.id}`,
      invoice: "1SBS-1",
      expiresAt: new Date(clock.ms + HOUR).toISOString(),
      customerID: expect.stringMatching(/^\d+$/),
      customInvoiceID: "1TST-7",
    })
    expect(session).toMatchObject({ total: 3595, totalTax: 624, status: "created" })
    expect(control.state().violations).toEqual([])
  })

  it("takes a business, negative lines, the lowest rate and extra pieces", async () => {
    const { create } = await start()
    const answer = await create({
      customer: { type: "b", company: "Bakkerij Bos", companyNumber: "12345678" },
      transaction: {
        totalAmount: "25.95",
        totalTaxAmount: "3.59",
        orderItems: [
          line({ code: "A", name: "Brood", quantity: 3, unit: "5.00", tax: "0.41", rate: "9" }),
          line({ code: "B", name: "Mok", quantity: 1, unit: "15.95", tax: "2.77" }),
          line({
            code: "0002",
            name: "Korting",
            quantity: 1,
            unit: "-5.00",
            tax: "-0.41",
            rate: "9",
          }),
        ],
      },
    })
    expect(answer.body).toMatchObject({ status: "success" })
  })

  it("enumerates all problems in one text", async () => {
    const { create } = await start()
    const answer = await create({
      client: { workflowNumber: "" },
      customer: { email: "", mobile: "" },
    })
    expect(answer.body.error_backend.http_body.message.split("\n")).toHaveLength(3)
  })

  it("4.1: a PO box is no problem in Belgium, and each country has its postal codes", async () => {
    const { create } = await start()
    const belgian = { countryCode: "BE", postalCode: "1000", city: "Brussel", street: "Postbus" }
    expect((await create({ billingAddress: belgian })).status).toBe(200)
    const german = {
      countryCode: "DE",
      postalCode: "10557",
      city: "Köln-Nippes",
      street: "Straße des 17. Juni",
    }
    expect((await create({ billingAddress: german })).status).toBe(200)
  })

  it("a loopback return address may be plain http, as on a developer's machine", async () => {
    const { create } = await start()
    const to = (path: string) => `http://localhost:8000/${path}`
    const returnURL = {
      successURL: to("s"),
      failURL: to("f"),
      backURL: to("b"),
      cancelURL: to("c"),
    }
    expect((await create({ client: { returnURL } })).status).toBe(200)
  })

  it("4.5: an order number is taken for ever, whatever became of its session", async () => {
    const { create, control } = await start()
    await create({ transaction: { orderNumber: "S-1" } })
    await control.expire("S-1")
    const again = await create({ transaction: { orderNumber: "s-1" } })
    expect(again.body.error_backend.http_body.message).toContain("already exists")
  })

  it("4.1: limits, rates and extra fields follow the account", async () => {
    const { create, control } = await start()
    await control.settings({
      maximumPrivate: 3594,
      vatRates: ["9"],
      extraFields: ["customer.vatNumber"],
    })
    const answer = await create({ customer: { vatNumber: "NL1" } })
    const { message } = answer.body.error_backend.http_body
    expect(message).toContain("higher than agreed: 35.94")
    expect(message).toContain("taxRate: Use one of the values 9.")
    expect(message).not.toContain("vatNumber")
    await control.settings({ maximumPrivate: null, vatRates: null })
    expect((await create({ customer: { vatNumber: "NL1" } })).status).toBe(200)
  })

  it.each([
    ["object", 400, (body: Body) => body.error_backend.http_body.message],
    ["json_string", 400, (body: Body) => JSON.parse(body.error_backend.http_body).message],
    ["text", 400, (body: Body) => body.error_backend.http_body],
    ["bare_416", 416, (body: Body) => JSON.parse(body.http_body).message],
  ] as const)("refuses in the shape %s", async (errorBackend, status, message) => {
    const { create, control } = await start()
    await control.settings({ errorBackend })
    const answer = await create({ customer: { email: "" } })
    expect(answer.status).toBe(status)
    expect(message(answer.body)).toBe("customer.email: This value should not be blank.")
  })

  it("1.3: an unknown client is 404 and a closed account 403, before the form is judged", async () => {
    const { create, control } = await start()
    const stranger = await create({
      client: { billinkID: "0".repeat(40) },
      customer: { email: "" },
    })
    expect([stranger.status, stranger.body.status]).toEqual([404, "error"])
    await control.settings({ accountActive: false })
    expect((await create()).status).toBe(403)
  })

  it("7.19: expiresAt may come as a local time", async () => {
    const clock = new ManualClock()
    const { create } = await start({ now: clock.now, settings: { expiresAtFormat: "amsterdam" } })
    expect((await create()).body.expiresAt).toBe("2026-01-15 12:00:00")
  })
})

it("the body of the tests is what the official module sends: no number outside a text", () => {
  const numbers = JSON.stringify(sessionBody({})).match(/:\s*-?\d/g)
  expect(numbers).toBeNull()
})
