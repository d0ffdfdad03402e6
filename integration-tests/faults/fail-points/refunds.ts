import type { ShopSuite } from "../../support/runner"
import { failOnce, failOnceAfter, failOnceWhen } from "../fail-once"
import { MishapShop } from "../mishap-shop"

export function refundCutOff(suite: ShopSuite) {
  const mishap = new MishapShop(suite)

  const refundCalls = () => suite.sandbox.calls.filter((call) => call === "POST /api/v1/refunds")
  const refundsAtWolffPay = () => suite.sandbox.refunds.map((refund) => refund.amount)

  it("looks at once when WolffPay's answer to a refund could not be written down (R14)", async () => {
    const { paymentId } = await mishap.orderPaid()
    const made = failOnce(mishap.service.refunds, "made")
    const answer = await mishap.refund(paymentId, 5)
    expect(made).toHaveBeenCalled()
    await mishap.laterOn()

    expect(answer.status).toBe(200)
    expect(refundsAtWolffPay()).toEqual([500])
    await mishap.agrees()
  })

  it("books a refund whose answer was lost on the way, once (R14)", async () => {
    const { paymentId } = await mishap.orderPaid()
    failOnce(mishap.service.refunds, "made")
    await suite.sandbox.control.addFaults({
      kind: "status",
      method: "GET",
      path: "/api/v1/refunds",
      status: 400,
      times: 1,
    })
    await mishap.refund(paymentId, 5)
    await mishap.laterOn()

    expect(refundsAtWolffPay()).toEqual([500])
    await mishap.agrees()
  })

  it("makes a refund of unknown outcome only once when the merchant presses the button again (contract 4.5)", async () => {
    const { paymentId } = await mishap.orderPaid()
    failOnce(mishap.service.refunds, "made")
    await suite.sandbox.control.addFaults({
      kind: "status",
      method: "GET",
      path: "/api/v1/refunds",
      status: 400,
      times: 1,
    })
    const first = await mishap.refund(paymentId, 5)
    expect(first.status).toBeGreaterThanOrEqual(400)
    await mishap.refund(paymentId, 5)
    // What is under way now takes seconds, not the minutes that pass next.
    await suite.sandbox.control.webhooksIdle()
    await mishap.untilEventsRest()
    await mishap.laterOn()

    expect(refundsAtWolffPay()).toEqual([500])
    await mishap.agrees()
  })

  it("books a refund once that was made and written down, but not marked as booked", async () => {
    const { paymentId } = await mishap.orderPaid()
    const markBooked = failOnce(mishap.service.refunds, "markBooked")
    await mishap.refund(paymentId, 5)
    expect(markBooked).toHaveBeenCalledTimes(1)
    await suite.sandbox.control.webhooksIdle()
    await mishap.untilEventsRest()
    await mishap.laterOn()

    expect(refundsAtWolffPay()).toEqual([500])
    await mishap.agrees()
  })

  it("says so when the merchant presses the button again and the first refund was booked meanwhile", async () => {
    const { paymentId } = await mishap.orderPaid()
    await suite.sandbox.control.settings({ webhooksPaused: true })
    failOnce(mishap.service.refunds, "made")
    failOnce(mishap.service.wolffPay.client, "listRefunds")
    const first = await mishap.refund(paymentId, 5)
    expect(first.status).toBe(500)
    await mishap.laterOn(1)
    const second = await mishap.refund(paymentId, 5)
    expect(second.status).toBe(400)
    expect(second.data.message).toContain("5.00 EUR")
    expect(second.data.message).toContain("went through after all")

    expect(refundsAtWolffPay()).toEqual([500])
    await mishap.agrees()
    const other = await mishap.refund(paymentId, 4)
    expect(other.status).toBe(200)
    await mishap.laterOn()
    expect(refundsAtWolffPay()).toEqual([500, 400])
    await mishap.agrees()
  })

  it("makes one refund of two clicks at the same moment (contract 4.5)", async () => {
    const { paymentId } = await mishap.orderPaid()
    const answers = await Promise.all([mishap.refund(paymentId, 5), mishap.refund(paymentId, 5)])
    await mishap.untilEventsRest()
    await mishap.laterOn()

    expect(answers.map((answer) => answer.status).sort()).toEqual([200, 400])
    expect(refundsAtWolffPay()).toEqual([500])
    await mishap.agrees()
  })

  it("makes one refund of two clicks of which the first has an unknown outcome", async () => {
    const { paymentId } = await mishap.orderPaid()
    failOnce(mishap.service.refunds, "made")
    failOnce(mishap.service.wolffPay.client, "listRefunds")
    const answers = await Promise.all([mishap.refund(paymentId, 5), mishap.refund(paymentId, 5)])
    expect(answers.filter((answer) => answer.status === 200)).toHaveLength(1)
    await suite.sandbox.control.webhooksIdle()
    await mishap.untilEventsRest()
    await mishap.laterOn()

    expect(refundsAtWolffPay()).toEqual([500])
    await mishap.agrees()
  })

  it("tells the merchant of a refund that is made, although our own row could not be closed", async () => {
    const { paymentId } = await mishap.orderPaid()
    failOnce(mishap.service.refunds, "markBooked")
    expect((await mishap.refund(paymentId, 5)).status).toBe(200)
  })

  it("books a refund once when Medusa could not write the payment after the provider had refunded", async () => {
    const { paymentId } = await mishap.orderPaid()
    const { paymentService_ } = mishap.payments as unknown as Record<string, object>
    const update = failOnce(paymentService_ ?? {}, "update")
    await mishap.refund(paymentId, 5)
    expect(update).toHaveBeenCalled()
    await suite.sandbox.control.webhooksIdle()
    await mishap.untilEventsRest()
    await mishap.laterOn()

    expect(refundsAtWolffPay()).toEqual([500])
    await mishap.agrees()
  })

  it("books a dashboard refund that was written down but not booked, once (R17)", async () => {
    const { intentId } = await mishap.orderPaid()
    const refundPayment = failOnce(mishap.payments, "refundPayment")
    await suite.sandbox.control.refund(intentId, { amount: 400 })
    await suite.sandbox.control.webhooksIdle()
    await mishap.untilEventsRest()
    expect(refundPayment).toHaveBeenCalledTimes(1)
    await mishap.laterOn()

    expect(refundCalls()).toEqual([])
    await mishap.agrees()
  })

  it("books a dashboard refund that could not be written down at first", async () => {
    const { intentId } = await mishap.orderPaid()
    const addExternal = failOnce(mishap.service.refunds, "addExternal")
    await suite.sandbox.control.refund(intentId)
    await suite.sandbox.control.webhooksIdle()
    await mishap.untilEventsRest()
    expect(addExternal).toHaveBeenCalledTimes(1)
    await mishap.laterOn()

    await mishap.agrees()
  })

  it("returns the money of a cancelled order although its refund was cut off (R16)", async () => {
    const { order } = await mishap.orderPaid()
    failOnce(mishap.service.refunds, "begin")
    const canceled = await suite.shop.tryAdminPost(`/admin/orders/${order.id}/cancel`, {})
    expect(canceled.status).toBe(200)
    await mishap.laterOn()

    expect(refundsAtWolffPay()).toEqual([1500])
    await mishap.agrees()
  })

  async function orderAuthorized() {
    jest.replaceProperty(mishap.service.wolffPay.options, "captureMethod", "manual")
    const { cart, session } = await mishap.paymentStarted()
    await suite.sandbox.pay(session)
    const completion = await suite.shop.completeCart(cart.id)
    expect(completion.data.type).toBe("order")
    const order = await suite.shop.readOrder(cart.id)
    return `/admin/payments/${order?.payments[0]?.id}/capture`
  }

  it("repeats a capture whose answer was lost under its own key", async () => {
    const path = await orderAuthorized()
    await suite.sandbox.control.addFaults({ kind: "drop_after", method: "POST", action: "capture" })
    expect((await suite.shop.tryAdminPost(path, {})).status).toBe(200)
    await mishap.untilEventsRest()
    await mishap.laterOn()

    await mishap.agrees()
    expect(suite.sandbox.control.state().ledger).toMatchObject([{ charged: 1500 }])
  })

  it("books a capture that was made but could not be written down", async () => {
    const path = await orderAuthorized()
    const advance = failOnceWhen(mishap.service.intents, "advance", (_id, state) => {
      return state === "succeeded"
    })
    await suite.shop.tryAdminPost(path, {})
    expect(advance).toHaveBeenCalled()
    await suite.sandbox.control.webhooksIdle()
    await mishap.untilEventsRest()
    await mishap.laterOn()

    await mishap.agrees()
    expect(suite.sandbox.control.state().ledger).toMatchObject([{ charged: 1500 }])
  })

  it("learns from the job of a capture of which no answer, look or webhook told", async () => {
    const path = await orderAuthorized()
    const { client } = mishap.service.wolffPay
    const capturePayment = failOnceAfter(client, "capturePayment")
    failOnceWhen(client, "getPayment", () => capturePayment.mock.calls.length > 0)
    await suite.sandbox.control.addFaults({ kind: "lose" })
    const answer = await suite.shop.tryAdminPost(path, {})
    expect(answer.status).toBeGreaterThanOrEqual(400)
    expect(suite.sandbox.control.state().ledger).toMatchObject([{ charged: 1500 }])
    await mishap.laterOn()

    await mishap.agrees()
  })

  it("knows that an intent is cancelled although the answer was lost (R12)", async () => {
    const { cart, session } = await mishap.paymentStarted()
    await suite.sandbox.control.addFaults({
      kind: "drop_after",
      method: "POST",
      action: "cancel",
      times: 1,
    })
    const changed = await suite.shop.addItem(cart.id, "teapot")
    expect(changed.status).toBe(200)
    expect(suite.sandbox.paymentOf(session).status).toBe("canceled")

    const next = await suite.shop.startPaymentSession(cart.id)
    await suite.sandbox.pay(next)
    await mishap.untilEventsRest()
    await mishap.laterOn()

    await mishap.agrees()
    expect(suite.sandbox.control.state().ledger).toMatchObject([{ charged: 0 }, { charged: 3995 }])
  })

  it("gives an abandoned payment back once where the shop wants that, whatever fails after it (R9)", async () => {
    jest.replaceProperty(mishap.service.wolffPay.options, "refundOrphanedPayments", true)
    const { session } = await mishap.paymentStarted()
    await mishap.query(`update payment_session set deleted_at = now() where id = '${session.id}'`)
    const markBooked = failOnce(mishap.service.refunds, "markBooked")
    await suite.sandbox.pay(session)
    await mishap.untilEventsRest()
    expect(markBooked).toHaveBeenCalledTimes(1)
    await mishap.laterOn()

    expect(refundsAtWolffPay()).toEqual([1500])
    const books = await mishap.books()
    expect(books).toMatchObject({ orders: [], openEvents: [], unsettled: [] })
    expect(books.lines).toMatchObject([{ charged: 1500, wolffPay: 0, medusa: 0 }])
  })
}
