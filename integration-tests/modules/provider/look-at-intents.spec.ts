import {
  AuthenticationError,
  BudgetExhaustedError,
  ServerError,
  UnexpectedResponseError,
} from "../../../src/clients/http"
import { lookAtIntents } from "../../../src/workflows/reconcile/look-at-intents"
import { recordLostRefunds } from "../../../src/workflows/record-refunds/record-lost-refunds"
import { describeProvider } from "../../support/payment-module"

const context = { service: "WolffPay", method: "GET", path: "/api/v1/payments" }
const unreadable = () =>
  new UnexpectedResponseError({ ...context, detail: "data.1.amount: Invalid input" })

describeProvider("lookAtIntents", (suite) => {
  beforeEach(() => suite().connection.raw("truncate wolffpay_payment_intent"))
  afterEach(() => jest.restoreAllMocks())
  const client = () => suite().plugin.wolffPay.client
  const breakList = (error: Error = unreadable()) =>
    jest.spyOn(client(), "listPayments").mockRejectedValue(error)
  const list = "GET /api/v1/payments 200"

  /** Paid, and no webhook told of it. */
  async function paid(count: number) {
    for (let made = 0; made < count; made += 1) {
      await suite().pay(await suite().newSession())
    }
  }

  /** One run of the job, a minute after the last one. Gives the intents that it saw, and the calls that it made. */
  async function runJob() {
    await suite().connection.raw(
      "update wolffpay_payment_intent set next_check_at = next_check_at - interval '61 seconds'"
    )
    const due = await suite().plugin.intents.claimDue(1000, client().live)
    const before = suite().calls.length
    const { seen, problem } = await lookAtIntents(suite().plugin, due)
    return { due, seen: [...seen.keys()], problem, calls: suite().calls.slice(before) }
  }

  it("reads one list for all of them (W15)", async () => {
    await paid(3)
    const { seen, problem, calls } = await runJob()
    expect(seen).toHaveLength(3)
    expect(problem).toBeUndefined()
    expect(calls).toEqual([list])
  })

  it.each([
    ["cannot be read: a stranger's row on the account is not as documented", unreadable()],
    ["fails on their side", new ServerError({ ...context, status: 500 })],
  ])("asks for each of them where the list %s", async (_what, error) => {
    await paid(3)
    breakList(error)
    const { due, seen, problem } = await runJob()
    expect(seen.sort()).toEqual(due.map(({ id }) => id).sort())
    expect(problem).toContain(error.message)
  })

  it("calls a person while the list cannot be read, and no longer (R23)", async () => {
    await paid(1)
    breakList()
    await runJob()
    await runJob()
    expect(await suite().attention()).toMatchObject([
      { reason: "list_unreadable", subject: "payments", occurrences: 2 },
    ])
    jest.restoreAllMocks()
    await runJob()
    expect(await suite().attention()).toEqual([])
  })

  it("calls nobody for an outage", async () => {
    await paid(1)
    breakList(new ServerError({ ...context, status: 503 }))
    await runJob()
    expect(await suite().attention()).toEqual([])
  })

  it("comes to all of them in turn", async () => {
    await paid(25)
    breakList()
    const first = await runJob()
    const second = await runJob()
    const third = await runJob()
    expect(first.seen).toHaveLength(10)
    expect(new Set([...first.seen, ...second.seen, ...third.seen]).size).toBe(25)
  })

  it("is not held up by one of ours whose own answer cannot be read", async () => {
    await paid(3)
    breakList()
    jest.spyOn(client(), "getPayment").mockRejectedValueOnce(unreadable())
    const { seen, problem } = await runJob()
    expect(seen).toHaveLength(2)
    expect(problem).toContain("something unexpected")
  })

  it("asks for none where the key is refused, or the minute's calls are used up", async () => {
    await paid(3)
    breakList(new AuthenticationError({ ...context, status: 401 }))
    expect(await runJob()).toMatchObject({ seen: [], calls: [] })
    expect(await suite().attention()).toMatchObject([{ reason: "account_refused" }])
    breakList(new BudgetExhaustedError({ ...context, retryAfterMs: 1 }))
    expect(await runJob()).toMatchObject({ seen: [], calls: [], problem: undefined })
  })

  it("does not take an outage for an account that is accepted again", async () => {
    await paid(1)
    breakList(new AuthenticationError({ ...context, status: 401 }))
    await runJob()
    breakList(new ServerError({ ...context, status: 503 }))
    await suite().connection.raw(
      "update wolffpay_payment_intent set intent_id = null, state = 'creating'"
    )
    await runJob()
    expect(await suite().attention()).toMatchObject([{ reason: "account_refused" }])
  })

  it("stops where one of them cannot be asked for: WolffPay is away", async () => {
    await paid(3)
    const away = new ServerError({ ...context, status: 503 })
    breakList(away)
    const asked = jest.spyOn(client(), "getPayment").mockRejectedValue(away)
    expect(await runJob()).toMatchObject({ seen: [] })
    expect(asked).toHaveBeenCalledTimes(1)
  })
})

describeProvider("recordLostRefunds", (suite) => {
  it("calls a person while the list of refunds cannot be read, and no longer (R23)", async () => {
    const { plugin } = suite()
    jest.spyOn(plugin, "listRefunds").mockResolvedValue([])
    jest.spyOn(plugin.intents, "hasSettledBefore").mockResolvedValue(true)
    const run = () => {
      plugin.refundSweep.noteDone(-Infinity)
      return recordLostRefunds({ resolve: () => plugin } as never)
    }
    const list = jest.spyOn(plugin.wolffPay.client, "listRefunds").mockRejectedValue(unreadable())
    await expect(run()).rejects.toThrow("the list of refunds broke off")
    expect(await suite().attention()).toMatchObject([
      { reason: "list_unreadable", subject: "refunds" },
    ])
    list.mockResolvedValue({ items: [], hasMore: false })
    await run()
    expect(await suite().attention()).toEqual([])
  })
})
