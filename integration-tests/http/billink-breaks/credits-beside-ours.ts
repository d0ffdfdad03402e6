import { failOnce } from "../../faults/fail-once"
import { billinkPurchasesOf, type BillinkSuite } from "../../support/billink-shop"
import { pluginOf } from "../../support/paid-order"
import { setStock } from "../../support/stock"
import { waitUntil } from "../../support/wait"

const CREDIT = "/v2/client/invoice/credit"

export function creditsBesideOurs(suite: BillinkSuite) {
  const billink = billinkPurchasesOf(suite)
  const { accepted, attentions, calls, checkout, credits, inboxClosed, ledger, refund } = billink

  const captured = async () => {
    const made = await accepted()
    await suite.shop.tryAdminPost(`/admin/payments/${made.paymentId}/capture`, {})
    await inboxClosed()
    return made
  }
  const refundsOf = async (orderId: string) =>
    (await suite.shop.readOrderById(orderId)).refunds.map(({ amount }) => Number(amount)).sort()
  const creditCalls = () => calls().filter((path) => path === CREDIT).length
  const resolve = async (number: string, made: boolean) => {
    const credit = (await credits(number)).find(({ state }) => state === "unknown")
    const path = `/admin/wolffpay/billink/credits/${credit?.id}/resolve`
    expect((await suite.shop.tryAdminPost(path, { made })).status).toBe(200)
  }

  afterEach(() => jest.restoreAllMocks())

  /** Accepted, and its order cannot be placed: everything is sold out. */
  const soldOut = async () => {
    const made = await checkout()
    await setStock(suite, 0)
    await suite.billink.control.addFaults({ kind: "lose", times: "always" })
    await suite.billink.control.accept(made.number)
    await suite.billink.control.clearFaults()
    const { id } = await billink.row(made.number)
    await pluginOf(suite).invoices.advance(id, "accepted", "order_created")
    return made
  }

  it.each([1, 3])(
    "at Billink in full before the order is placed keeps it from being placed (told %i times)",
    async (count) => {
      const { cartId, number } = await soldOut()
      await billink.jobAfter(20)
      expect(await attentions()).toEqual(["billink_order_not_placed"])
      await suite.billink.control.addFaults({ kind: "duplicate", count, times: "always" })
      await suite.billink.control.credit(number)
      await inboxClosed()
      expect((await credits(number)).map((row) => [row.amount, row.state])).toEqual([
        [1500, "made"],
      ])
      expect(await attentions()).toEqual([])

      await setStock(suite, 100)
      await billink.jobAfter(61)
      await billink.jobAfter(61)
      expect(await suite.shop.orderIds(cartId)).toEqual([])
      expect((await billink.row(number)).next_check_at).toBeNull()
    }
  )

  it("that this shop made in vain hides none that was made at Billink meanwhile", async () => {
    const { number, order, paymentId } = await captured()
    await suite.billink.control.addFaults({ kind: "drop_before", path: CREDIT, times: 1 })
    expect((await refund(paymentId, 5)).status).toBe(500)
    await suite.billink.control.credit(number, { amount: 300 })
    await inboxClosed()
    expect(await attentions()).toEqual(["billink_credit_unknown"])
    await resolve(number, false)
    await billink.jobAfter(1)
    await inboxClosed()
    expect(await attentions()).toEqual(["billink_credit_elsewhere"])
    expect(await refundsOf(order.id)).toEqual([])
  })

  it("is recognised by its event, whichever comes first: that or a person's word that it was made", async () => {
    const { number, order, paymentId } = await captured()
    await suite.billink.control.addFaults({ kind: "drop_after", path: CREDIT, times: 1 })
    expect((await refund(paymentId, 5)).status).toBe(500)
    await inboxClosed()
    await resolve(number, true)
    await billink.jobAfter(1)
    await billink.jobAfter(1)
    const rows = await inboxClosed()
    expect(rows.map(({ outcome }) => outcome)).toContain("a credit of this shop")
    expect(await attentions()).toEqual([])
    expect(await refundsOf(order.id)).toEqual([5])
  })

  it("that was never told of hides none that is made at Billink minutes later", async () => {
    const { number, paymentId } = await captured()
    await suite.billink.control.addFaults({ kind: "lose", times: "always" })
    await refund(paymentId, 2)
    await suite.billink.control.clearFaults()
    await billink.jobAfter(3)
    await suite.billink.control.credit(number, { amount: 300 })
    await inboxClosed()
    expect(await attentions()).toEqual(["billink_credit_elsewhere"])
  })

  it("by command is refused while a change of the order is open, and nothing is made at Billink", async () => {
    const { number, order } = await captured()
    expect(
      (await suite.shop.tryAdminPost("/admin/order-edits", { order_id: order.id })).status
    ).toBe(200)
    const command = `/admin/wolffpay/billink/invoices/${number}/credit`
    const answer = await suite.shop.tryAdminPost(command, { amount: 4 })
    expect([answer.status, answer.data.message]).toEqual([
      400,
      expect.stringContaining("A change of this order is open"),
    ])
    expect(ledger(number).credited).toBe(0)
    expect(creditCalls()).toBe(0)
  })

  it.each([true, false])(
    "of a cancelled order whose answer is lost is one task for a person, and the rest follows the answer (made: %s)",
    async (made) => {
      const { number, order } = await captured()
      failOnce(pluginOf(suite).credits, "begin")
      await suite.billink.control.addFaults([
        { kind: made ? "drop_after" : "drop_before", path: CREDIT, times: 1 },
        { kind: "lose", times: "always" },
      ])
      await suite.shop.tryAdminPost(`/admin/orders/${order.id}/cancel`, {})
      await waitUntil("a person is called", async () => (await attentions()).length > 0)
      await billink.jobAfter(1)
      expect(await attentions()).toEqual(["billink_credit_unknown"])
      await suite.billink.control.clearFaults()
      await resolve(number, made)
      await billink.jobAfter(2)
      await waitUntil("it is credited", () => ledger(number).credited === 1500)
      expect(await attentions()).toEqual([])
      expect(creditCalls()).toBe(made ? 1 : 2)
    }
  )
}
