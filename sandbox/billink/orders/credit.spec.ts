import { credit, item, orderEvents as events, PATHS, receiver, start } from "../testing/support"

describe("2.5 credit", () => {
  it("part by part down to nothing, with numbers as codes, and no cent more", async () => {
    const sandbox = await start()
    const number = await sandbox.accepted()
    const first = await credit(sandbox, number, 10.5)
    expect([first.status, first.body]).toEqual([
      200,
      {
        result: "MSG",
        statuses: [
          {
            code: 200,
            invoiceNumber: number,
            message: "Credit applied: 10.50 EURO; step restarted.",
          },
        ],
      },
    ])
    const tooMuch = await credit(sandbox, number, 25.46)
    expect(tooMuch.body.statuses[0].code).toBe(707)
    const rest = await credit(sandbox, number, 25.45)
    expect(rest.body.statuses[0].message).toContain("Order paid")
    expect((await credit(sandbox, number, 0.01)).body.statuses[0].code).toBe(707)
    expect(events(sandbox)).toEqual([
      "order_placed",
      "partial_credit_added",
      "order_fully_accredited",
    ])
    expect(sandbox.control.state().ledger).toMatchObject([
      { authorised: 3595, credited: 3595, paid: 0 },
    ])
    expect(sandbox.control.state().violations).toEqual([])
  })

  it("has no idempotency: the same call twice credits twice", async () => {
    const sandbox = await start()
    const number = await sandbox.accepted()
    await credit(sandbox, number, 1.5)
    await credit(sandbox, number, 1.5)
    expect(sandbox.control.order(number).credited).toBe(300)
  })

  it.each(["1.50", 0, -1, 1.234, null, undefined, 1e21])(
    "refuses the amount %j and lists it",
    async (amount) => {
      const sandbox = await start()
      const number = await sandbox.accepted()
      const answer = await credit(sandbox, number, amount)
      expect(answer.body.statuses[0].code).toBe(707)
      expect(sandbox.control.order(number).credited).toBe(0)
      expect(sandbox.control.state().violations.map((one) => one.rule)).toEqual(["2.5"])
    }
  )

  it("-1 for an unknown number, and for one that was never accepted", async () => {
    const sandbox = await start()
    const { number } = await sandbox.session()
    for (const unknown of [number, "NO"]) {
      expect((await credit(sandbox, unknown, 1)).body.statuses[0].code).toBe(-1)
    }
  })

  it("withholds return costs when asked to", async () => {
    const sandbox = await start()
    const number = await sandbox.accepted()
    const invoices = [{ number, creditAmount: 10, description: "Retour" }]
    const path = "/v2/client/invoice/credit"
    await sandbox.call(path, { invoices, returnCosts: 1, returnCostsAmount: 2.5 })
    expect(sandbox.control.order(number).bookings).toMatchObject([
      { amount: 1000, returnCosts: 250 },
    ])
    const wrong = await sandbox.call(path, { invoices, returnCosts: true })
    expect(wrong.body.error.code).toBe("603")
  })

  it("7.17: 708 before the workflow was asked for, where the account has it so", async () => {
    const sandbox = await start({ paths: PATHS, settings: { creditBeforeWorkflow: false } })
    const number = await sandbox.accepted()
    expect((await credit(sandbox, number, 1)).body.statuses[0].code).toBe(708)
    await sandbox.call(PATHS.startWorkflow, { invoices: [{ number }] })
    expect((await credit(sandbox, number, 1)).body.statuses[0].code).toBe(200)
  })

  it("what was paid goes back, or 709 when no bank account is known", async () => {
    const sandbox = await start({ settings: { bankAccountKnown: false } })
    const number = await sandbox.accepted()
    await sandbox.control.pay(number)
    expect((await credit(sandbox, number, 1)).body.statuses[0].code).toBe(709)
    await sandbox.control.settings({ bankAccountKnown: true })
    expect((await credit(sandbox, number, 35.95)).body.statuses[0].code).toBe(200)
  })

  it("v1: Credit and Refund, with an amount in a text", async () => {
    const { accepted, xml, control } = await start()
    const number = await accepted()
    for (const action of ["Credit", "Refund"]) {
      const { api } = await xml(
        "/v1/client/credit",
        action,
        item({ INVOICENUMBER: number, CREDITAMOUNT: "10.00", DESCRIPTION: "Retour &amp; ruil" })
      )
      expect(api).toEqual({
        RESULT: "MSG",
        MSG: {
          STATUSES: {
            ITEM: {
              INVOICENUMBER: number,
              MESSAGE: "Credit applied: 10.00 EURO; step restarted.",
              CODE: "200",
            },
          },
        },
      })
    }
    expect(control.order(number).bookings[0]?.description).toBe("Retour & ruil")
  })
})

describe("a credit at Billink's side", () => {
  it("is an event and no call", async () => {
    const hook = await receiver()
    const sandbox = await start({ settings: { orderWebhookUrl: hook.url } })
    const number = await sandbox.accepted()
    await sandbox.control.credit(number, { amount: 595 })
    await sandbox.control.webhooksIdle()
    expect(hook.received.map((one) => JSON.parse(one.body).event)).toEqual([
      "order_placed",
      "partial_credit_added",
    ])
    expect(sandbox.control.state().requests.map((one) => one.path)).toEqual(["/v2/session/create"])
    await expect(sandbox.control.credit(number, { amount: 3001 })).rejects.toThrow("30.00")
  })
})
