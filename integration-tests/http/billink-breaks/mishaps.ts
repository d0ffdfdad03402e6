import { failOnce } from "../../faults/fail-once"
import { billinkPurchasesOf, type BillinkSuite } from "../../support/billink-shop"
import { pluginOf } from "../../support/paid-order"
import { waitUntil } from "../../support/wait"

const CREDIT = "/v2/client/invoice/credit"

export function mishapsWithBillink(suite: BillinkSuite) {
  const billink = billinkPurchasesOf(suite)
  const { accepted, attentions, calls, checkout, credits, ledger, refund, settled } = billink

  const capture = (paymentId: string) =>
    suite.shop.tryAdminPost(`/admin/payments/${paymentId}/capture`, {})
  const captured = async () => {
    const made = await accepted()
    expect((await capture(made.paymentId)).status).toBe(200)
    return made
  }
  const refundsOf = async (orderId: string) =>
    (await suite.shop.readOrderById(orderId)).refunds.map(({ amount }) => Number(amount)).sort()

  afterEach(() => jest.restoreAllMocks())

  it("loses no acceptance: not written down, it is asked for again", async () => {
    const { cartId, number } = await checkout()
    failOnce(pluginOf(suite).invoices, "advance")
    await suite.billink.control.addFaults({ kind: "lose", event: "order_placed", times: "always" })
    await suite.billink.control.accept(number)
    await settled(number)
    expect(await suite.shop.orderIds(cartId)).toHaveLength(1)
    expect(await attentions()).toEqual([])
  })

  it("loses no acceptance that is seen while the session's end is being noted", async () => {
    const { cartId, number } = await checkout()
    await suite.billink.control.addFaults({ kind: "lose", times: "always" })
    await suite.billink.control.accept(number)
    const { invoices } = pluginOf(suite)
    const { id } = await billink.row(number)
    await invoices.advance(id, "failed", "failed")
    const markSettled = invoices.markSettled.bind(invoices)
    jest.spyOn(invoices, "markSettled").mockImplementationOnce(async (...args) => {
      await invoices.advance(id, "accepted", "order_created")
      return markSettled(...args)
    })
    await billink.jobAfter(1)
    await billink.jobAfter(2)
    await settled(number)
    expect(await suite.shop.orderIds(cartId)).toHaveLength(1)
    expect(await attentions()).toEqual([])
  })

  it("calls a person, once, for an acceptance that is noted as settled without an order", async () => {
    const { cartId, number } = await checkout()
    await suite.billink.control.addFaults({ kind: "lose", times: "always" })
    await suite.billink.control.accept(number)
    const { invoices } = pluginOf(suite)
    const { id } = await billink.row(number)
    await invoices.advance(id, "accepted", "order_created")
    await billink.books.sql("UPDATE wolffpay_billink_invoice SET settled_at = now() WHERE id = ?", [
      id,
    ])
    await billink.jobAfter(2)
    expect(await suite.shop.orderIds(cartId)).toEqual([])
    expect(await attentions()).toEqual(["billink_session_gone"])
    expect((await billink.row(number)).next_check_at).toBeNull()
  })

  it("makes no second order when the first could not be noted as settled", async () => {
    const { cartId, number } = await checkout()
    failOnce(pluginOf(suite).invoices, "markSettled")
    await suite.billink.control.accept(number)
    await settled(number)
    expect(await suite.shop.orderIds(cartId)).toHaveLength(1)
    expect((await suite.shop.readOrder(cartId))?.payments).toHaveLength(1)
  })

  it("captures once when the start of the workflow could not be noted", async () => {
    const { number, order, paymentId } = await accepted()
    failOnce(pluginOf(suite).invoices, "markWorkflowStarted")
    expect((await capture(paymentId)).status).toBe(500)
    expect((await capture(paymentId)).status).toBe(200)
    expect((await suite.shop.readOrderById(order.id)).captures).toHaveLength(1)
    expect(ledger(number).workflowCalls).toBe(2)
  })

  it("credits nothing when the attempt could not be written", async () => {
    const { number, paymentId } = await captured()
    failOnce(pluginOf(suite).credits, "begin")
    expect((await refund(paymentId, 5)).status).toBe(500)
    expect(calls()).not.toContain(CREDIT)
    expect((await refund(paymentId, 5)).status).toBe(200)
    expect(ledger(number).credited).toBe(500)
  })

  it("never repeats a credit whose answer could not be written: a person says that it was made, and it is booked once", async () => {
    const { number, order, paymentId } = await captured()
    await suite.billink.control.addFaults({ kind: "lose", times: "always" })
    failOnce(pluginOf(suite).credits, "made")
    expect((await refund(paymentId, 5)).status).toBe(500)
    await billink.jobAfter(2)
    expect(await attentions()).toEqual(["billink_credit_unknown"])
    expect((await refund(paymentId, 5)).status).toBe(400)
    const [credit] = await credits(number)
    await suite.shop.tryAdminPost(`/admin/wolffpay/billink/credits/${credit?.id}/resolve`, {
      made: true,
    })
    await waitUntil("it is booked", async () => (await refundsOf(order.id)).length === 1)
    expect(await refundsOf(order.id)).toEqual([5])
    expect(ledger(number).credited).toBe(500)
    expect(calls().filter((path) => path === CREDIT)).toHaveLength(1)
  })

  it("books a credit once whose booking could not be noted", async () => {
    const { number, order, paymentId } = await captured()
    failOnce(pluginOf(suite).credits, "markBooked")
    expect((await refund(paymentId, 5)).status).toBe(200)
    await billink.jobAfter(3)
    expect(await refundsOf(order.id)).toEqual([5])
    expect((await credits(number)).map(({ booked_at }) => booked_at === null)).toEqual([false])
    expect(ledger(number).credited).toBe(500)
  })

  it("credits a cancelled order once when the credit could not be noted as booked", async () => {
    const { number, order } = await accepted()
    failOnce(pluginOf(suite).credits, "markBooked")
    await suite.shop.tryAdminPost(`/admin/orders/${order.id}/cancel`, {})
    await waitUntil("it is credited", () => ledger(number).credited === 1500)
    await billink.jobAfter(3)
    await billink.jobAfter(3)
    expect(calls().filter((path) => path === CREDIT)).toHaveLength(1)
    expect(
      (await credits(number)).map(({ state, booked_at }) => [state, booked_at === null])
    ).toEqual([["made", false]])
  })
}
