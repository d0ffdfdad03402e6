import { credit, item, orderEvents as events, PATHS, start } from "../testing/support"

const DAY = 86_400_000

describe("2.6 payment", () => {
  it("in part, in full, and 707 once it is paid", async () => {
    const sandbox = await start({ paths: PATHS })
    const number = await sandbox.accepted()
    const pay = (amount: number, description = "Bank") =>
      sandbox.call(PATHS.payment, { invoices: [{ number, amount, description }] })
    expect((await pay(5)).body).toEqual({
      result: "MSG",
      invoices: [{ code: "500", invoiceNumber: number, message: "Success" }],
    })
    expect((await pay(31)).body.invoices[0].code).toBe("707")
    await pay(30.95)
    expect((await pay(1)).body.invoices[0].code).toBe("707")
    expect((await pay(1, "x".repeat(31))).body.invoices[0].code).toBe("708")
    expect(events(sandbox)).toEqual([
      "order_placed",
      "partial_payment_added",
      "order_paid",
      "customer_fully_paid",
    ])
  })

  it("v1 answers a list of invoices", async () => {
    const { accepted, xml } = await start()
    const number = await accepted()
    const { api } = await xml(
      "/v1/client/payment",
      "Payment",
      item({ INVOICENUMBER: number, AMOUNT: "35.95", DESCRIPTION: "Bank" })
    )
    expect(api.MSG.INVOICES.ITEM).toEqual({
      INVOICENUMBER: number,
      MESSAGE: "Success",
      CODE: "500",
    })
  })

  it("3.2: customer_fully_paid comes once the same customer owes nothing any more", async () => {
    const sandbox = await start()
    const [one, two] = [await sandbox.accepted(), await sandbox.accepted()]
    await sandbox.control.pay(one)
    expect(events(sandbox)).not.toContain("customer_fully_paid")
    await sandbox.control.pay(two)
    expect(events(sandbox).slice(-2)).toEqual(["order_paid", "customer_fully_paid"])
  })
})

describe("2.7 on hold, 2.8 resume, 2.10 message", () => {
  const at = (number: string) => ({ invoiceNumber: number, workflowNumber: "1" })

  it("holds for 14 days at most and ends by itself", async () => {
    const { accepted, call, control } = await start({ paths: PATHS })
    const number = await accepted()
    const long = await call(PATHS.onHold, { ...at(number), days: 15 })
    expect(long.body).toEqual({
      error: { code: "403", description: expect.any(String) },
      result: "ERROR",
    })
    const held = await call(PATHS.onHold, { ...at(number), days: 14 })
    expect(held.body).toEqual({ code: "200", description: "Success", result: "MSG" })
    expect(
      (await call(PATHS.orderInfo, { invoices: [{ number }] })).body.invoices[0].description
    ).toBe("On hold")
    await control.advance(14 * DAY)
    const late = await call(PATHS.resume, at(number))
    expect([late.status, late.body]).toEqual([
      400,
      { status: "error", message: "Order is not on hold" },
    ])
  })

  it("401 without and 402 with a wrong workflow number, 701 when it is paid", async () => {
    const { accepted, call, control } = await start({ paths: PATHS })
    const number = await accepted()
    const code = async (body: object) => (await call(PATHS.onHold, { ...body })).body.error.code
    expect(await code({ invoiceNumber: number })).toBe("401")
    expect(await code({ invoiceNumber: number, workflowNumber: "9" })).toBe("402")
    await control.pay(number)
    expect(await code(at(number))).toBe("701")
  })

  it("resumes, without an event", async () => {
    const sandbox = await start({ paths: PATHS })
    const number = await sandbox.accepted()
    await sandbox.control.hold(number)
    expect((await sandbox.call(PATHS.resume, at(number))).body.code).toBe("200")
    expect(events(sandbox)).toEqual(["order_placed", "order_on_hold"])
  })

  it("takes a message, whose workflow number is a number", async () => {
    const { accepted, call, control } = await start({ paths: PATHS })
    const invoiceNumber = await accepted()
    const message = (workflowNumber: unknown) =>
      call(PATHS.message, { invoiceNumber, message: "Klant belt terug", workflowNumber })
    expect((await message(1)).body.result).toBe("MSG")
    expect((await message("1")).body.error.code).toBe("402")
    expect(control.order(invoiceNumber).messages).toEqual(["Klant belt terug"])
  })
})

describe("2.9 order info", () => {
  it("v1: -1 unknown, 2 open, 0 unpaid after the term, 1 paid and paid out", async () => {
    const { accepted, xml, control } = await start()
    const number = await accepted()
    const look = async () => {
      const answer = await xml(
        "/v1/client/status",
        "Status",
        item({ INVOICENUMBER: number }) + item({ INVOICENUMBER: "NO" })
      )
      expect([answer.api.RESULT, answer.api.MSG.CODE]).toEqual(["MSG", "200"])
      const [one, other] = answer.api.MSG.INVOICES.INVOICE
      expect(other).toEqual({ INVOICENUMBER: "NO", STATUS: "-1", DESCRIPTION: "Order not found" })
      return one
    }
    const known = { INVOICENUMBER: number }
    expect(await look()).toEqual({ ...known, STATUS: "2", DESCRIPTION: "No steps given" })
    await xml("/v1/client/start-workflow", "activate order", item(known))
    expect(await look()).toEqual({ ...known, STATUS: "2", DESCRIPTION: "Wait for start" })
    await control.advance(3 * DAY)
    expect(await look()).toEqual({ ...known, STATUS: "2", DESCRIPTION: "Wait for payment" })
    await control.advance(15 * DAY)
    expect(await look()).toEqual({ ...known, STATUS: "0", DESCRIPTION: "Reminder" })
    await control.pay(number)
    expect(await look()).toEqual({
      ...known,
      STATUS: "1",
      DESCRIPTION: "No steps given",
      PAIDOUT: "1",
    })
  })

  it("v2 at the configured path tells the amounts, under the configured field", async () => {
    const { accepted, call } = await start({
      paths: PATHS,
      settings: { invoiceField: "invoiceNumber" },
    })
    const invoiceNumber = await accepted()
    const answer = await call(PATHS.orderInfo, { invoices: [{ invoiceNumber }] })
    expect(answer.body).toEqual({
      code: "200",
      result: "MSG",
      invoices: [
        {
          invoiceNumber,
          status: 2,
          description: "No steps given",
          paidOut: false,
          totalAmount: 35.95,
          creditedAmount: 0,
          paidAmount: 0,
          outstandingAmount: 35.95,
        },
      ],
    })
  })

  it("110 for more than a hundred, 420 without a number", async () => {
    const { call, xml } = await start({ paths: PATHS })
    const invoices = Array.from({ length: 101 }, () => ({ number: "A" }))
    expect((await call(PATHS.orderInfo, { invoices })).body.error.code).toBe("110")
    expect((await call(PATHS.orderInfo, { invoices: [{}] })).body.error.code).toBe("420")
    expect((await xml("/v1/client/status", "Status", "")).api.ERROR.CODE).toBe("420")
  })
})

describe("7.1 paths that no document names", () => {
  it("are 404 until they are configured", async () => {
    const { call } = await start({ paths: { startWorkflow: PATHS.startWorkflow } })
    expect((await call(PATHS.startWorkflow)).status).toBe(200)
    for (const path of [
      PATHS.orderInfo,
      PATHS.payment,
      PATHS.onHold,
      PATHS.resume,
      PATHS.message,
    ]) {
      expect((await call(path)).status).toBe(404)
    }
  })
})

describe("2.14 codes", () => {
  it.each([
    ["documented", "500", 200],
    ["string", "500", "200"],
    ["number", 500, 200],
  ] as const)(
    "%s: start-workflow answers %j and credit %j",
    async (codeType, workflow, credited) => {
      const sandbox = await start({ paths: PATHS, settings: { codeType } })
      const number = await sandbox.accepted()
      const started = await sandbox.call(PATHS.startWorkflow, { invoices: [{ number }] })
      expect([started.body.code, started.body.statuses[0].code]).toEqual([workflow, workflow])
      expect((await credit(sandbox, number, 1)).body.statuses[0].code).toBe(credited)
    }
  )

  it("1.3: 101 without and 102 with wrong credentials, in JSON and in XML", async () => {
    const sandbox = await start()
    const { body } = await sandbox.call("/v2/client/invoice/credit", { billinkID: "f".repeat(40) })
    expect(body.error.code).toBe("102")
    const blank = await sandbox.call("/v2/client/invoice/credit", { billinkUsername: "" })
    expect(blank.body.error.code).toBe("101")
    await sandbox.control.settings({ accountActive: false })
    const { api } = await sandbox.xml("/v1/client/status", "Status", item({ INVOICENUMBER: "A" }))
    expect(api.ERROR.CODE).toBe("102")
  })
})
