import { item, ManualClock, orderEvents as events, PATHS, start } from "../testing/support"

const DAY = 86_400_000

describe("2.4 start workflow", () => {
  it.each([
    [PATHS.startWorkflow, "500"],
    [PATHS.startWorkflow, "200"],
  ] as const)("v2 at the configured path %s succeeds with %s", async (path, successCode) => {
    const sandbox = await start({ paths: PATHS, settings: { successCode } })
    const number = await sandbox.accepted()
    const answer = await sandbox.call(path, { invoices: [{ number }] })
    expect([answer.status, answer.body]).toEqual([
      200,
      {
        code: successCode,
        result: "MSG",
        statuses: [{ code: successCode, invoiceNumber: number, message: "Success" }],
      },
    ])
  })

  it("v1 succeeds with 500 in the legacy envelope", async () => {
    const { accepted, xml } = await start()
    const number = await accepted()
    const { status, api } = await xml(
      "/v1/client/start-workflow",
      "activate order",
      item({ INVOICENUMBER: number })
    )
    expect([status, api]).toEqual([
      200,
      {
        RESULT: "MSG",
        MSG: {
          CODE: "500",
          STATUSES: { ITEM: { INVOICENUMBER: number, MESSAGE: "Success", CODE: "500" } },
        },
      },
    ])
  })

  it("starts after the delay of the account, on the sandbox's clock", async () => {
    const clock = new ManualClock()
    const sandbox = await start({ now: clock.now, paths: PATHS })
    const number = await sandbox.accepted()
    await sandbox.call(PATHS.startWorkflow, { invoices: [{ number }] })
    await sandbox.control.advance(3 * DAY - 1)
    expect(events(sandbox)).toEqual(["order_placed"])
    await sandbox.control.advance(1)
    expect(events(sandbox)).toEqual(["order_placed", "order_workflow_started"])
    expect(sandbox.control.state().ledger).toMatchObject([
      {
        workflowRequestedAt: "2026-01-15T10:00:00.000Z",
        workflowStartedAt: "2026-01-18T10:00:00.000Z",
        workflowCalls: 1,
      },
    ])
  })

  it("707 the second time, -1 for an unknown number, and each invoice by itself", async () => {
    const { accepted, call, xml, control } = await start({ paths: PATHS })
    const [one, two] = [await accepted(), await accepted()]
    const answer = await call(PATHS.startWorkflow, {
      invoices: [{ number: one }, { number: one }, { number: "NO" }, { number: two }],
    })
    expect(answer.body.statuses.map((one: { code: string }) => one.code)).toEqual([
      "500",
      "707",
      "-1",
      "500",
    ])
    const legacy = await xml(
      "/v1/client/start-workflow",
      "activate order",
      item({ INVOICENUMBER: two })
    )
    expect(legacy.api.MSG.STATUSES.ITEM.CODE).toBe("707")
    expect(control.state().ledger.map((line) => line.workflowCalls)).toEqual([2, 2])
  })

  it("705 for no invoice and 708 for more than ten, as HTTP 200", async () => {
    const { call, xml } = await start({ paths: PATHS })
    const many = Array.from({ length: 11 }, (_, i) => ({ number: `N${i}` }))
    for (const [invoices, code] of [
      [[], "705"],
      [undefined, "705"],
      [many, "708"],
    ] as const) {
      const answer = await call(PATHS.startWorkflow, { invoices })
      expect([answer.status, answer.body]).toEqual([
        200,
        { error: { code, description: expect.any(String) }, result: "ERROR" },
      ])
    }
    const items = many.map(({ number }) => item({ INVOICENUMBER: number })).join("")
    const legacy = await xml("/v1/client/start-workflow", "activate order", items)
    expect(legacy.api).toEqual({
      RESULT: "ERROR",
      ERROR: { CODE: "708", DESCRIPTION: "More than 10 invoices" },
    })
    expect((await xml("/v1/client/start-workflow", "activate order", "")).api.ERROR.CODE).toBe(
      "705"
    )
  })

  it("706 for an order of which nothing is left, and no start after a full credit", async () => {
    const sandbox = await start({ paths: PATHS })
    const [number, late] = [await sandbox.accepted(), await sandbox.accepted()]
    await sandbox.control.credit(number)
    const answer = await sandbox.call(PATHS.startWorkflow, { invoices: [{ number }] })
    expect(answer.body.statuses[0].code).toBe("706")
    await sandbox.call(PATHS.startWorkflow, { invoices: [{ number: late }] })
    await sandbox.control.credit(late)
    await sandbox.control.advance(4 * DAY)
    expect(events(sandbox)).not.toContain("order_workflow_started")
  })

  it("103 for another action", async () => {
    const { xml } = await start()
    const answer = await xml("/v1/client/start-workflow", "Status", item({ INVOICENUMBER: "A" }))
    expect(answer.api.ERROR.CODE).toBe("103")
  })
})
