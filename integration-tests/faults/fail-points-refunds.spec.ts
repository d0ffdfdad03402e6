import { Modules } from "@medusajs/framework/utils"
import { describeShop } from "../support/runner"
import { waitUntil } from "../support/wait"
import { failOnce, failOnceAfter } from "./fail-once"
import { MishapShop } from "./mishap-shop"

describeShop("Money that goes back while something breaks between two writes", (suite) => {
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
    const second = await mishap.refund(paymentId, 5)
    expect(second.status).toBe(200)
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

  it("gives the money back once when the merchant repeats a refund that was made but not marked as booked", async () => {
    const { paymentId } = await mishap.orderPaid()
    await suite.sandbox.control.settings({ webhooksPaused: true })
    failOnce(mishap.service.refunds, "markBooked")
    const first = await mishap.refund(paymentId, 5)
    if (first.status !== 200) {
      await mishap.refund(paymentId, 5)
    }
    await mishap.laterOn()

    expect(refundsAtWolffPay()).toEqual([500])
    await mishap.agrees()
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

  it("finds a capture whose answer was lost, and books it once", async () => {
    jest.replaceProperty(mishap.service.wolffPay.options, "captureMethod", "manual")
    const { cart, session } = await mishap.paymentStarted()
    await suite.sandbox.pay(session)
    expect((await suite.shop.completeCart(cart.id)).data.type).toBe("order")
    const order = await suite.shop.readOrder(cart.id)
    await suite.sandbox.control.addFaults({
      kind: "drop_after",
      method: "POST",
      path: "/api/v1/payments/*",
      action: "capture",
      times: 1,
    })
    const advance = failOnceAfter(mishap.service.intents, "advance")
    await suite.shop.tryAdminPost(`/admin/payments/${order?.payments[0]?.id}/capture`, {})
    expect(advance).toHaveBeenCalled()
    await suite.sandbox.control.webhooksIdle()
    await mishap.untilEventsRest()
    await mishap.laterOn()

    await mishap.agrees()
    expect(suite.sandbox.control.state().ledger).toMatchObject([{ charged: 1500 }])
  })

  it("learns of a capture whose answers were all lost", async () => {
    jest.replaceProperty(mishap.service.wolffPay.options, "captureMethod", "manual")
    const { cart, session } = await mishap.paymentStarted()
    await suite.sandbox.pay(session)
    await suite.shop.completeCart(cart.id)
    const order = await suite.shop.readOrder(cart.id)
    await suite.sandbox.control.addFaults([
      { kind: "drop_after", method: "POST", action: "capture", times: 1 },
      { kind: "status", method: "POST", action: "capture", status: 400, times: "always" },
      { kind: "status", method: "GET", path: "/api/v1/payments/*", status: 400, times: 2 },
      { kind: "lose" },
    ])
    const answer = await suite.shop.tryAdminPost(
      `/admin/payments/${order?.payments[0]?.id}/capture`,
      {}
    )
    expect(answer.status).toBeGreaterThanOrEqual(400)
    await suite.sandbox.control.clearFaults()
    await mishap.laterOn()

    await mishap.agrees()
    expect(suite.sandbox.control.state().ledger).toMatchObject([{ charged: 1500 }])
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
    await suite.container.resolve(Modules.PAYMENT).deletePaymentSession(session.id)
    await suite.sandbox.control.settings({ webhooksPaused: true })
    await waitUntil("the session is gone", async () => {
      const [gone] = await mishap.query(`select id from payment_session where id = '${session.id}'`)
      return gone === undefined
    })
    expect(suite.sandbox.paymentOf(session).status).toBe("canceled")
  })
})
