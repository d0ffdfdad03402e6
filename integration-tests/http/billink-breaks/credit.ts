import { Modules } from "@medusajs/framework/utils"
import { failOnce, failOnceWhen } from "../../faults/fail-once"
import { billinkPurchasesOf, type BillinkSuite } from "../../support/billink-shop"
import { pluginOf } from "../../support/paid-order"
import { waitUntil } from "../../support/wait"

const CREDIT = "/v2/client/invoice/credit"

export function creditMishaps(suite: BillinkSuite) {
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
  const orders = () => suite.container.resolve(Modules.ORDER)
  const payments = () => suite.container.resolve(Modules.PAYMENT)

  /** What the order's own account says: its lines in all, and what the customer still has to pay. */
  const account = async (orderId: string) => {
    const lines = await orders().listOrderTransactions(
      { order_id: orderId },
      { select: ["amount"] }
    )
    const order = await orders().retrieveOrder(orderId, { select: ["id", "summary"] })
    return {
      lines: lines.reduce((sum, { amount }) => sum + Number(amount), 0),
      pending: Number(Reflect.get(Object(order.summary), "pending_difference")),
    }
  }
  const resolve = async (number: string, made: boolean) => {
    const credit = (await credits(number)).find(({ state }) => state === "unknown")
    const path = `/admin/wolffpay/billink/credits/${credit?.id}/resolve`
    expect((await suite.shop.tryAdminPost(path, { made })).status).toBe(200)
  }
  /** The process dies while Billink is asked: core has written its refund, and nobody takes that back. */
  const killedWhileCrediting = async (paymentId: string, kind: "drop_before" | "drop_after") => {
    await suite.billink.control.addFaults([
      { kind, path: CREDIT, times: 1 },
      { kind: "lose", times: "always" },
    ])
    const module = Object.getPrototypeOf(Object.getPrototypeOf(payments())) as object
    const forgets = failOnce(module, "deleteRefunds")
    expect((await refund(paymentId, 5)).status).toBe(500)
    expect(forgets).toHaveBeenCalled()
    await suite.billink.control.clearFaults()
  }

  afterEach(() => jest.restoreAllMocks())

  it.each(["at once", "after the job"])(
    "is made once when Medusa could not write the payment after it, and is asked for again %s",
    async (when) => {
      const { number, order, paymentId } = await captured()
      const { paymentService_ } = payments() as unknown as Record<string, object>
      failOnce(paymentService_ ?? {}, "update")
      expect((await refund(paymentId, 5)).status).toBe(500)
      if (when === "after the job") {
        // What Billink tells of it comes within seconds, not minutes.
        await inboxClosed()
        await billink.jobAfter(2)
        await billink.jobAfter(2)
      }
      await refund(paymentId, 5)
      await inboxClosed()
      await billink.jobAfter(2)

      expect(creditCalls()).toBe(1)
      expect(ledger(number).credited).toBe(500)
      expect(await refundsOf(order.id)).toEqual([5])
      expect(await account(order.id)).toEqual({ lines: 10, pending: 0 })
      expect(await attentions()).toEqual([])
    }
  )

  it("is in doubt when Billink takes too long to answer, and never asked for again", async () => {
    const { number, order, paymentId } = await captured()
    await suite.billink.control.addFaults([
      { kind: "slow", ms: 12_000, path: CREDIT, times: 1 },
      { kind: "lose", times: "always" },
    ])
    expect((await refund(paymentId, 5)).status).toBe(500)
    expect((await refund(paymentId, 5)).status).toBe(400)
    expect(await refundsOf(order.id)).toEqual([])
    expect((await credits(number)).map(({ state }) => state)).toEqual(["unknown"])
    expect(await attentions()).toEqual(["billink_credit_unknown"])
    expect(creditCalls()).toBe(1)
  })

  it("leaves no refund in Medusa when a person says that it was not made", async () => {
    const { number, order, paymentId } = await captured()
    await killedWhileCrediting(paymentId, "drop_before")
    await resolve(number, false)
    expect(await refundsOf(order.id)).toEqual([])
    expect(await account(order.id)).toEqual({ lines: 15, pending: 0 })
    expect((await refund(paymentId, 15)).status).toBe(200)
    expect(ledger(number).credited).toBe(1500)
    expect(await refundsOf(order.id)).toEqual([15])
  })

  it("stands on the order when a person says that it was made", async () => {
    const { number, order, paymentId } = await captured()
    await killedWhileCrediting(paymentId, "drop_after")
    await billink.jobAfter(2)
    await resolve(number, true)
    await billink.jobAfter(2)
    expect(await refundsOf(order.id)).toEqual([5])
    expect(await account(order.id)).toEqual({ lines: 10, pending: 0 })
    expect(ledger(number).credited).toBe(500)
  })

  it("stands on the order although its line could not be written", async () => {
    const { number, order, paymentId } = await captured()
    const line = failOnceWhen(orders(), "addOrderTransactions", (data) =>
      [data].flat().some((one) => Reflect.get(Object(one), "reference") === "refund")
    )
    await refund(paymentId, 5)
    expect(line).toHaveBeenCalled()
    await billink.jobAfter(2)
    await billink.jobAfter(2)
    expect(await refundsOf(order.id)).toEqual([5])
    expect(await account(order.id)).toEqual({ lines: 10, pending: 0 })
    expect(ledger(number).credited).toBe(500)
  })

  it("that was made here is not taken for one of Billink's when its event is worked through twice", async () => {
    const { order, paymentId } = await captured()
    const close = failOnceWhen(
      pluginOf(suite).events,
      "close",
      (_id, _state, outcome) => outcome === "a credit of this shop"
    )
    await refund(paymentId, 5)
    await inboxClosed()
    expect(close.mock.calls.length).toBeGreaterThan(1)
    expect(await refundsOf(order.id)).toEqual([5])
    expect(await attentions()).toEqual([])
  })

  it("that a person said was made does not hide a later one of Billink's", async () => {
    const { number, paymentId } = await captured()
    await suite.billink.control.addFaults([
      { kind: "drop_after", path: CREDIT, times: 1 },
      { kind: "lose", times: "always" },
    ])
    await refund(paymentId, 5)
    await billink.jobAfter(30)
    await resolve(number, true)
    await suite.billink.control.clearFaults()
    await suite.billink.control.credit(number, { amount: 300 })
    await inboxClosed()
    expect(await attentions()).toEqual(["billink_credit_elsewhere"])
  })

  it("in full is not believed of an order that the customer has paid: a person looks", async () => {
    const { number, order, paymentId } = await captured()
    await suite.billink.control.addFaults({ kind: "drop_before", path: CREDIT, times: 1 })
    await refund(paymentId, 15)
    await suite.billink.control.pay(number)
    await inboxClosed()
    await suite.billink.control.forge({
      kind: "order",
      event: "order_fully_accredited",
      invoiceNumber: number,
      billinkNumber: ledger(number).billinkNumber,
    })
    await inboxClosed()
    expect(await refundsOf(order.id)).toEqual([])
    expect((await credits(number)).map(({ state }) => state)).toEqual(["unknown"])
    expect((await attentions()).sort()).toEqual([
      "billink_credit_elsewhere",
      "billink_credit_unknown",
    ])
  })

  it("by command is made or booked once, however often the command is sent", async () => {
    const { number, order } = await captured()
    const path = `/admin/wolffpay/billink/invoices/${number}/credit`
    await suite.billink.control.credit(number, { amount: 300 })
    await inboxClosed()
    const booking = { amount: 3, made_at_billink: true }
    const bookings = [
      await suite.shop.tryAdminPost(path, booking),
      await suite.shop.tryAdminPost(path, booking),
    ]
    expect(bookings.map(({ status }) => status)).toEqual([200, 400])
    const commands = [
      await suite.shop.tryAdminPost(path, { amount: 4 }),
      await suite.shop.tryAdminPost(path, { amount: 4 }),
    ]
    expect(commands.map(({ status }) => status)).toEqual([200, 400])
    expect(commands[1]?.data.message).toContain("ten minutes")
    expect(await refundsOf(order.id)).toEqual([3, 4])
    expect(ledger(number).credited).toBe(700)
    await billink.jobAfter(11)
    expect((await suite.shop.tryAdminPost(path, { amount: 4 })).status).toBe(200)
    expect(ledger(number).credited).toBe(1100)
  })

  it("whose outcome is not known keeps the cart from becoming an order on that invoice", async () => {
    const { cartId, number } = await checkout()
    await suite.billink.control.addFaults([
      { kind: "lose", times: "always" },
      { kind: "drop_after", path: CREDIT, times: 1 },
    ])
    await suite.billink.control.accept(number)
    const { invoices } = pluginOf(suite)
    await invoices.advance((await billink.row(number)).id, "accepted", "order_created")
    const path = `/admin/wolffpay/billink/invoices/${number}/credit`
    expect((await suite.shop.tryAdminPost(path, {})).status).toBe(500)

    expect((await suite.shop.completeCart(cartId)).data.type).not.toBe("order")
    await billink.jobAfter(2)
    await waitUntil("it is settled", async () => (await billink.row(number)).settled_at)
    expect(await suite.shop.orderIds(cartId)).toEqual([])
    expect((await attentions()).sort()).toEqual(["billink_credit_unknown", "billink_not_needed"])
  })
}
