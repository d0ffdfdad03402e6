import { Modules } from "@medusajs/framework/utils"
import type { ShopSuite } from "../../support/runner"
import { failOnce, failOnceWhen } from "../fail-once"
import { MishapShop } from "../mishap-shop"

export function orderLineCutOff(suite: ShopSuite) {
  const mishap = new MishapShop(suite)
  const orders = () => suite.container.resolve(Modules.ORDER)

  const isRefundLine = (data: unknown) =>
    [data].flat().some((line) => Reflect.get(Object(line), "reference") === "refund")
  const failLine = () => failOnceWhen(orders(), "addOrderTransactions", isRefundLine)

  async function lines(orderId: string) {
    const found = await orders().listOrderTransactions(
      { order_id: orderId, reference: "refund" },
      { select: ["amount", "reference_id"] }
    )
    return found.map(({ amount }) => -Number(amount)).sort((a, b) => a - b)
  }

  /** What the order says that the customer still has to pay. */
  async function pending(orderId: string) {
    const order = await orders().retrieveOrder(orderId, { select: ["id", "summary"] })
    return Number(Reflect.get(Object(order.summary), "pending_difference"))
  }

  it("is written after all, with its credit line, before anybody else has a turn", async () => {
    const { order, paymentId } = await mishap.orderPaid()
    const line = failLine()
    await mishap.refund(paymentId, 5)
    expect(line).toHaveBeenCalled()
    expect((await mishap.refund(paymentId, 4)).status).toBe(200)
    await mishap.untilEventsRest()

    expect(await lines(order.id)).toEqual([4, 5])
    expect(await pending(order.id)).toBe(0)
    await mishap.agrees()
  })

  it("is written by the job when it could not be written at once either", async () => {
    const { order, paymentId } = await mishap.orderPaid()
    await suite.sandbox.control.settings({ webhooksPaused: true })
    failLine()
    const whole = failOnce(mishap.service.bookings, "noteCreditDue")
    await mishap.refund(paymentId, 5)
    await mishap.laterOn()
    expect(whole).toHaveBeenCalledTimes(2)

    expect(await lines(order.id)).toEqual([5])
    expect(await pending(order.id)).toBe(0)
    await mishap.agrees()
  })

  it("is mended where core wrote the next refund's amount into it, and one of no refund goes away", async () => {
    const { order, paymentId } = await mishap.orderPaid()
    await mishap.refund(paymentId, 5)
    await mishap.untilBooksRest()
    const [line] = await orders().listOrderTransactions({ order_id: order.id, reference: "refund" })
    await orders().deleteOrderTransactions(line?.id ?? "")
    await orders().addOrderTransactions([
      {
        order_id: order.id,
        amount: -4,
        currency_code: "eur",
        reference: "refund",
        reference_id: line?.reference_id ?? "",
      },
      {
        order_id: order.id,
        amount: -2,
        currency_code: "eur",
        reference: "refund",
        reference_id: "ref_gone",
      },
    ])
    await mishap.query(`update wolffpay_refund set line_at = null`)
    await mishap.laterOn()

    expect(await lines(order.id)).toEqual([5])
    await mishap.agrees()
  })

  it("of a dashboard refund is written after all (R17)", async () => {
    const { order, intentId } = await mishap.orderPaid()
    const line = failLine()
    await suite.sandbox.control.refund(intentId, { amount: 400 })
    await suite.sandbox.control.webhooksIdle()
    await mishap.untilEventsRest()
    expect(line).toHaveBeenCalled()
    await mishap.laterOn()

    expect(await lines(order.id)).toEqual([4])
    expect(await pending(order.id)).toBe(0)
    await mishap.agrees()
  })

  describe("and a change of the order is open", () => {
    async function openEdit(orderId: string) {
      const edit = await suite.shop.tryAdminPost("/admin/order-edits", { order_id: orderId })
      expect(edit.status).toBe(200)
    }

    it("a refund in the admin is refused before any money moves", async () => {
      const { order, paymentId } = await mishap.orderPaid()
      await openEdit(order.id)
      const answer = await mishap.refund(paymentId, 5)
      expect(answer.status).toBe(400)
      expect(answer.data.message).toMatch(/A change of this order is open .* No money was moved/)
      expect(suite.sandbox.refunds).toEqual([])
    })

    it("one of the dashboard is booked, shown to a person after a while, and whole once the change is gone", async () => {
      const { order, intentId } = await mishap.orderPaid()
      await openEdit(order.id)
      await suite.sandbox.control.refund(intentId, { amount: 400 })
      await suite.sandbox.control.webhooksIdle()
      await mishap.untilEventsRest()
      await mishap.laterOn(11)
      const { attention } = await mishap.books()
      expect(attention.map(({ reason }) => reason)).toEqual(["refund_line_missing"])
      expect(await lines(order.id)).toEqual([4])

      const [change] = await mishap.query<{ id: string }>(
        `select id from order_change where order_id = '${order.id}' and status = 'pending'`
      )
      await orders().cancelOrderChange(change?.id ?? "")
      await mishap.laterOn(1)
      expect(await pending(order.id)).toBe(0)
      expect((await mishap.agrees()).attention).toEqual([])
    })
  })
}
