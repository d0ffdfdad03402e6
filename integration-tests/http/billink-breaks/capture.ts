import { Modules } from "@medusajs/framework/utils"
import { isDecided } from "../../../src/modules/wolffpay/tables/billink-invoice-row"
import { failOnce, failOnceWhen } from "../../faults/fail-once"
import { billinkPurchasesOf, type BillinkSuite } from "../../support/billink-shop"
import { pluginOf } from "../../support/paid-order"
import { waitUntil } from "../../support/wait"

const START = "/v1/client/start-workflow"
/** In ms: then Billink bills. */
const THREE_DAYS = 3 * 24 * 60 * 60 * 1000
const CREDIT = "/v2/client/invoice/credit"

export function captureMishaps(suite: BillinkSuite) {
  const billink = billinkPurchasesOf(suite)
  const { accepted, attentions, books, calls, checkout, credits, ledger, secondsToNextLook, ship } =
    billink

  const capture = (paymentId: string, body: object = {}) =>
    suite.shop.tryAdminPost(`/admin/payments/${paymentId}/capture`, body)
  const orders = () => suite.container.resolve(Modules.ORDER)
  const payments = () => suite.container.resolve(Modules.PAYMENT)
  const linesOf = async (orderId: string) => {
    const lines = await orders().listOrderTransactions(
      { order_id: orderId },
      { select: ["amount"] }
    )
    return lines.map(({ amount }) => Number(amount))
  }
  const shipAll = async (orderId: string) => {
    const { data } = await suite.shop.tryAdminGet(`/admin/orders/${orderId}?fields=id,*items`)
    const items = data.order.items as { id: string; quantity: number }[]
    return ship(
      orderId,
      items.map(({ id, quantity }) => ({ id, quantity }))
    )
  }
  const starts = () => calls().filter((path) => path === START).length
  /** The process dies before core takes its own capture back. */
  const dieBeforeTakingBack = () => {
    const module = Object.getPrototypeOf(Object.getPrototypeOf(payments())) as object
    return failOnce(module, "deleteCaptures")
  }
  const comeToUndecidedFirst = () => {
    const { invoices } = pluginOf(suite)
    const claimDue = invoices.claimDue.bind(invoices)
    jest
      .spyOn(invoices, "claimDue")
      .mockImplementation(async (limit) =>
        (await claimDue(limit)).sort(
          (one, other) => Number(isDecided(one.state)) - Number(isDecided(other.state))
        )
      )
  }
  /** Core's captures as well. */
  const later = async (minutes: number) => {
    await books.sql(
      `UPDATE capture SET created_at = created_at - make_interval(mins => ${minutes})`
    )
    await billink.jobAfter(minutes)
  }

  afterEach(() => jest.restoreAllMocks())

  it.each([true, false])(
    "is finished by the job when Medusa could not write it (process died: %s)",
    async (died) => {
      const { number, order, paymentId } = await accepted()
      const { paymentService_ } = payments() as unknown as Record<string, object>
      const update = failOnceWhen(paymentService_ ?? {}, "update", (data) =>
        Boolean(Reflect.get(Object(data), "captured_at"))
      )
      const forgets = died ? dieBeforeTakingBack() : undefined
      expect((await capture(paymentId)).status).toBe(500)
      expect(update).toHaveBeenCalled()
      expect(forgets?.mock.calls).not.toEqual([])
      jest.restoreAllMocks()
      await later(3)

      const after = await suite.shop.readOrderById(order.id)
      expect(after.captures).toHaveLength(1)
      expect(after.payment_status).toBe("captured")
      expect(await linesOf(order.id)).toEqual([15])
      expect(ledger(number).workflowCalls).toBe(1)
      expect(await attentions()).toEqual([])
      await later(3)
      expect((await billink.row(number)).next_check_at).toBeNull()
    }
  )

  it("is finished when the process died before Billink was asked", async () => {
    const { number, order, paymentId } = await accepted()
    failOnce(pluginOf(suite).invoices, "attemptWorkflow")
    dieBeforeTakingBack()
    expect((await capture(paymentId)).status).toBe(500)
    expect(starts()).toBe(0)
    await later(61)
    expect((await suite.shop.readOrderById(order.id)).payment_status).toBe("captured")
    expect(ledger(number).workflowCalls).toBe(1)
  })

  it.each([false, true])(
    "of a part is not finished as one of the whole by the job (whole tried before: %s)",
    async (isTriedBefore) => {
      const { number, order, paymentId } = await accepted()
      if (isTriedBefore) {
        await suite.billink.control.addFaults({ kind: "drop_before", path: START, times: 2 })
        expect((await capture(paymentId)).status).not.toBe(200)
      }
      const forgets = dieBeforeTakingBack()
      expect((await capture(paymentId, { amount: 5 })).status).toBe(500)
      expect(forgets).toHaveBeenCalled()
      jest.restoreAllMocks()
      await later(61)
      expect(ledger(number).workflowCalls).toBe(0)
      const after = await suite.shop.readOrderById(order.id)
      expect([after.payment_status, after.captures]).toEqual(["authorized", []])
      expect((await capture(paymentId)).status).toBe(200)
      expect(ledger(number).workflowCalls).toBe(1)
    }
  )

  it("stands on the order although its line could not be written", async () => {
    const { number, order, paymentId } = await accepted()
    const line = failOnce(orders(), "addOrderTransactions")
    await capture(paymentId)
    expect(line).toHaveBeenCalled()
    await later(3)
    expect(await linesOf(order.id)).toEqual([15])
    expect((await suite.shop.readOrderById(order.id)).captures).toHaveLength(1)
    expect(ledger(number).workflowCalls).toBe(1)
  })

  it("whose two answers are lost is finished by the job when a webhook tells that the workflow started", async () => {
    const { number, order, paymentId } = await accepted()
    await suite.billink.control.addFaults({ kind: "drop_after", path: START, times: 2 })
    expect((await capture(paymentId)).status).not.toBe(200)
    await billink.jobAfter(3)
    expect(await attentions()).toEqual(["billink_workflow_not_started"])
    await suite.billink.control.advance(THREE_DAYS)
    await billink.inboxClosed()
    await billink.jobAfter(61)
    const after = await suite.shop.readOrderById(order.id)
    expect([after.payment_status, after.captures]).toEqual(["captured", [expect.anything()]])
    expect(ledger(number).workflowCalls).toBe(3)
    expect(await attentions()).toEqual([])
  })

  it("whose two answers are lost is a person's when no webhook tells what became of it (R23)", async () => {
    const { number, order, paymentId } = await accepted()
    await suite.billink.control.addFaults([
      { kind: "drop_after", path: START, times: 2 },
      { kind: "lose", times: "always" },
    ])
    expect((await capture(paymentId)).status).not.toBe(200)
    await billink.jobAfter(3)
    expect((await suite.shop.readOrderById(order.id)).payment_status).toBe("authorized")
    expect(ledger(number).workflowCalls).toBe(2)
    expect(await books.attentions()).toMatchObject([
      {
        reason: "billink_workflow_not_started",
        message: expect.stringContaining("did not say that the workflow started"),
      },
    ])
    expect((await capture(paymentId)).status).toBe(200)
    expect(await attentions()).toEqual([])
  })

  it("is told to a person when Billink is away for more than an hour, and is tried less and less", async () => {
    const { number, order } = await accepted()
    await suite.billink.control.addFaults({ kind: "drop_before", path: START, times: "always" })
    await shipAll(order.id)
    await billink.startFailed(number)
    await billink.jobAfter(10)
    expect(await secondsToNextLook(number)).toBeGreaterThan(500)
    expect(await attentions()).toEqual([])
    await billink.jobAfter(61)
    expect(await attentions()).toEqual(["billink_workflow_not_started"])
  })

  it("that failed days before the order was sent does not make the first outage after it a long one", async () => {
    const { number, order, paymentId } = await accepted()
    await suite.billink.control.addFaults({ kind: "drop_before", path: START, times: "always" })
    expect((await capture(paymentId)).status).not.toBe(200)
    await billink.jobAfter(5 * 24 * 60)
    expect(await attentions()).toEqual(["billink_workflow_not_started"])
    await books.sql("UPDATE wolffpay_attention SET resolved_at = now(), resolved_by = 'admin'")
    const tried = starts()
    await shipAll(order.id)
    await waitUntil("it was tried", () => starts() > tried + 1)
    await billink.startFailed(number)
    expect(await attentions()).toEqual([])
    await billink.jobAfter(61)
    expect(await attentions()).toEqual(["billink_workflow_not_started"])
  })

  it("is made again, although Billink cannot be asked about sessions", async () => {
    const undecided = [await checkout(), await checkout()]
    const { number, order } = await accepted()
    await suite.billink.control.addFaults({ kind: "drop_before", path: START, times: "always" })
    await shipAll(order.id)
    await billink.startFailed(number)
    await suite.billink.control.clearFaults()
    await suite.billink.control.addFaults({
      kind: "drop_before",
      path: "/v2/session/status",
      times: "always",
    })
    comeToUndecidedFirst()
    const asked = jest.spyOn(pluginOf(suite).billink.client, "sessionStatus")
    await billink.jobAfter(2)
    expect(ledger(number).workflowCalls).toBe(1)
    expect((await suite.shop.readOrderById(order.id)).payment_status).toBe("captured")
    expect(asked).toHaveBeenCalledTimes(1)
    const next = await Promise.all(undecided.map((one) => secondsToNextLook(one.number)))
    expect(next.filter((seconds) => seconds <= 0)).toHaveLength(1)
  })

  it("that Billink refuses is a person's at once, and asked for once an hour", async () => {
    const { number, order } = await accepted()
    await suite.billink.control.addFaults({
      kind: "status",
      status: 400,
      path: START,
      times: "always",
    })
    await shipAll(order.id)
    await waitUntil("a person is called", async () => (await attentions()).length > 0)
    expect(await attentions()).toEqual(["billink_workflow_not_started"])
    const tried = starts()
    await billink.jobAfter(5)
    await billink.jobAfter(5)
    expect(starts()).toBe(tried)
    expect(await secondsToNextLook(number)).toBeGreaterThan(1800)
  })

  it("of an order that is cancelled with a lost credit calls a person once, and is closed by the answer", async () => {
    const { number, order } = await accepted()
    await suite.billink.control.addFaults([
      { kind: "drop_after", path: CREDIT, times: 1 },
      { kind: "lose", times: "always" },
    ])
    await suite.shop.tryAdminPost(`/admin/orders/${order.id}/cancel`, {})
    await waitUntil("a person is called", async () => (await attentions()).length > 0)
    await billink.jobAfter(5)
    await billink.jobAfter(60)
    expect(await attentions()).toEqual(["billink_credit_unknown"])
    const [credit] = await credits(number)
    const path = `/admin/wolffpay/billink/credits/${credit?.id}/resolve`
    await suite.shop.tryAdminPost(path, { made: true })
    await billink.jobAfter(5)
    expect(await attentions()).toEqual([])
    expect(calls().filter((call) => call === CREDIT)).toHaveLength(1)
  })
}
