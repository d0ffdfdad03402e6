import {
  expectBooked,
  openAttention,
  paidOrder,
  type PaidOrder,
  pluginOf,
  runJob,
} from "../../support/paid-order"
import type { ShopSuite } from "../../support/runner"
import { one } from "../../support/one"

// Hundreds of refunds in one test.
const HOUR_MS = 60 * 60 * 1000
const daysBefore = (days: number, { createdAt }: { createdAt: string }) =>
  new Date(Date.parse(createdAt) - days * 24 * HOUR_MS).toISOString()

export function refundsThatNobodyTellsOf(suite: ShopSuite) {
  const control = () => suite.sandbox.control
  afterEach(() => jest.restoreAllMocks())

  /** A fresh payment is not asked about: its webhooks are still on their way. And the sweep comes once an hour. */
  async function anHourLater({ intentId }: PaidOrder) {
    const plugin = pluginOf(suite)
    const intent = await plugin.intents.ofIntent(intentId)
    await plugin.updatePaymentIntents({
      id: String(intent?.id),
      settled_at: new Date(Date.now() - HOUR_MS),
    })
    plugin.refundSweep.noteDone(-Infinity)
  }

  async function refundSilently(intentId: string, amount: number) {
    await control().addFaults({ kind: "lose", event: "payment.refunded", times: 1 })
    return control().refund(intentId, { amount })
  }

  it("appear by the job", async () => {
    const paid = await paidOrder(suite)
    await refundSilently(paid.intentId, 500)
    await anHourLater(paid)
    await runJob(suite)
    await expectBooked(suite, paid, [5])
    await runJob(suite)
    await expectBooked(suite, paid, [5])
  })

  it("take back the call to book them by hand once they are booked", async () => {
    const paid = await paidOrder(suite)
    const { id } = await refundSilently(paid.intentId, 500)
    await pluginOf(suite).flagAttention({
      reason: "refund_not_booked",
      subject: id,
      message: "It could not be booked.",
      what_to_do: "Book it by hand.",
    })
    await anHourLater(paid)
    await runJob(suite)
    await expectBooked(suite, paid, [5])
    expect(await openAttention(suite)).toEqual([])
  })

  it.each(["newest", "oldest", "random"] as const)(
    "appear however many other refunds the account has, in a list of the %s first (W29)",
    async (listOrder) => {
      const paid = await paidOrder(suite)
      await control().addFaults({ kind: "lose", event: "payment.refunded", times: "always" })
      const foreign = await control().createForeignPayment({ amount: 5000, outcome: "succeed" })
      for (let count = 0; count < 350; count += 1) {
        await control().refund(foreign.id, { amount: 1 })
      }
      await control().refund(paid.intentId, { amount: 500 })
      await control().settings({ listOrder })
      await anHourLater(paid)
      await runJob(suite)
      await expectBooked(suite, paid, [5])
    }
  )

  it("appear when the list breaks off behind them, and are not looked for again at once", async () => {
    const paid = await paidOrder(suite)
    await control().addFaults({ kind: "lose", event: "payment.refunded", times: "always" })
    const foreign = await control().createForeignPayment({ amount: 5000, outcome: "succeed" })
    for (let count = 0; count < 101; count += 1) {
      await control().refund(foreign.id, { amount: 1 })
    }
    await control().refund(paid.intentId, { amount: 500 })
    const { client } = pluginOf(suite).wolffPay
    const list = client.listRefunds.bind(client)
    const listed = jest.spyOn(client, "listRefunds").mockImplementation((query, ...rest) => {
      return query.startingAfter === undefined
        ? list(query, ...rest)
        : Promise.reject(new Error("the budget is used up"))
    })
    const sweeps = () => listed.mock.calls.filter(([{ startingAfter }]) => startingAfter)
    await anHourLater(paid)
    await runJob(suite)
    await expectBooked(suite, paid, [5])
    expect(sweeps()).toHaveLength(1)
    await runJob(suite)
    expect(sweeps()).toHaveLength(1)
  })

  it("are not looked for again at once when one of them cannot be recorded", async () => {
    const paid = await paidOrder(suite)
    await refundSilently(paid.intentId, 500)
    const recorded = jest
      .spyOn(pluginOf(suite).refunds, "ofIntent")
      .mockRejectedValue(new Error("the database blinks"))
    await anHourLater(paid)
    const { client } = pluginOf(suite).wolffPay
    const listed = jest.spyOn(client, "listRefunds")
    await runJob(suite)
    expect(recorded).toHaveBeenCalled()
    await runJob(suite)
    expect(listed).toHaveBeenCalledTimes(1)
  })

  it("are not looked for further back than a bank sends refunds back", async () => {
    const paid = await paidOrder(suite)
    await control().addFaults({ kind: "lose", event: "payment.refunded", times: "always" })
    const foreign = await control().createForeignPayment({ amount: 5000, outcome: "succeed" })
    for (let count = 0; count < 250; count += 1) {
      await control().refund(foreign.id, { amount: 1 })
    }
    const { client } = pluginOf(suite).wolffPay
    const list = client.listRefunds.bind(client)
    const listed = jest.spyOn(client, "listRefunds").mockImplementation(async (...args) => {
      const page = await list(...args)
      const items = page.items.map((item) => ({ ...item, createdAt: daysBefore(31, item) }))
      return { ...page, items }
    })
    await anHourLater(paid)
    await runJob(suite)
    expect(listed).toHaveBeenCalledTimes(1)
  })

  it("and that fail after they had succeeded call a person (R15)", async () => {
    const paid = await paidOrder(suite)
    const refund = await control().refund(paid.intentId, { amount: 500 })
    await expectBooked(suite, paid, [5])
    await runJob(suite, paid.intentId)
    await control().finishRefund(refund.id, "failed")
    await anHourLater(paid)
    await runJob(suite)
    expect(one(await openAttention(suite))).toMatchObject({
      reason: "refund_failed",
      refund_id: refund.id,
    })
  })
}
