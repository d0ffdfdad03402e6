import { billinkPurchasesOf, type BillinkSuite } from "../../support/billink-shop"
import { pluginOf } from "../../support/paid-order"
import { waitUntil } from "../../support/wait"

export function lifecycleWithBillink(suite: BillinkSuite) {
  const billink = billinkPurchasesOf(suite)
  const { accepted, attentions, calls, credits, inboxClosed, ledger, refund, ship } = billink
  const { order: readOrder } = { order: (id: string) => suite.shop.readOrderById(id) }

  const captured = (orderId: string) =>
    waitUntil(
      "the order is captured",
      async () => {
        const order = await readOrder(orderId)
        return order.payment_status === "captured" && order
      },
      30_000
    )
  const itemsOf = async (orderId: string) => {
    const { data } = await suite.shop.tryAdminGet(`/admin/orders/${orderId}?fields=id,*items`)
    return data.order.items as { id: string; quantity: number }[]
  }
  const shipAll = async (orderId: string) => {
    const items = await itemsOf(orderId)
    return ship(
      orderId,
      items.map(({ id, quantity }) => ({ id, quantity }))
    )
  }
  const shipped = async () => {
    const made = await accepted()
    await shipAll(made.order.id)
    await captured(made.order.id)
    return made
  }
  const refundsOf = async (orderId: string) =>
    (await readOrder(orderId)).refunds.map(({ amount }) => Number(amount)).sort()
  const capture = (paymentId: string, body: object = {}) =>
    suite.shop.tryAdminPost(`/admin/payments/${paymentId}/capture`, body)
  /** Webhooks name the second: two alike within one are the same to everybody. */
  const A_SECOND = 1000
  const CREDIT = "/v2/client/invoice/credit"
  const START = "/v1/client/start-workflow"

  afterEach(() => jest.restoreAllMocks())

  it("starts its workflow by itself when it is sent: three calls in all, the shopper's return included", async () => {
    const { cartId, number } = await shipped()
    expect((await billink.comeBack(number)).headers.location).toContain("billink=accepted")
    expect((await suite.shop.completeCart(cartId)).data.type).toBe("order")
    expect(ledger(number)).toMatchObject({
      workflowCalls: 1,
      workflowRequestedAt: expect.any(String),
    })
    await billink.jobAfter(120)
    expect(calls()).toEqual(["/v2/session/create", "/v2/session/status", START])
    expect(await attentions()).toEqual([])
  })

  it("needs no more calls when it is the shopper's return that tells of the acceptance", async () => {
    const { cartId, number } = await billink.checkout()
    await suite.billink.control.addFaults({ kind: "lose", times: "always" })
    await suite.billink.control.accept(number)
    expect((await billink.comeBack(number)).headers.location).toContain("billink=accepted")
    expect((await suite.shop.completeCart(cartId)).data.type).toBe("order")
    await billink.settled(number)
    const order = await billink.orderOf(cartId)
    await shipAll(order.id)
    await captured(order.id)
    expect(calls()).toEqual(["/v2/session/create", "/v2/session/status", START])
  })

  it("starts it at the last of several shipments", async () => {
    const cart = await suite.shop.createCart({ items: [{ product: "tea", quantity: 2 }] })
    await suite.shop.addAddressAndShipping(cart.id)
    const { number, order } = await accepted(cart.id)
    const [item] = await itemsOf(order.id)
    await ship(order.id, [{ id: String(item?.id), quantity: 1 }])
    await billink.jobAfter(120)
    expect(ledger(number).workflowCalls).toBe(0)
    expect((await readOrder(order.id)).payment_status).toBe("authorized")
    await ship(order.id, [{ id: String(item?.id), quantity: 1 }])
    await captured(order.id)
    expect(ledger(number).workflowCalls).toBe(1)
  })

  it("starts it by hand too, in full only, and once however often it is asked for", async () => {
    const { number, order, paymentId } = await accepted()
    const partial = await capture(paymentId, { amount: 5 })
    expect([partial.status, partial.data.message]).toEqual([
      400,
      expect.stringContaining("as a whole"),
    ])
    expect(ledger(number).workflowCalls).toBe(0)
    await Promise.all([capture(paymentId), capture(paymentId), shipAll(order.id)])
    const after = await captured(order.id)
    expect(after.captures).toHaveLength(1)
    expect(ledger(number).workflowCalls).toBe(1)
  })

  it("is captured once when Billink's answer to the start is lost", async () => {
    const { number, order, paymentId } = await accepted()
    await suite.billink.control.addFaults({ kind: "drop_after", path: START, times: 1 })
    expect((await capture(paymentId)).status).toBe(200)
    expect((await readOrder(order.id)).captures).toHaveLength(1)
    expect(ledger(number).workflowCalls).toBe(2)
  })

  it("is started by the job when Billink was away while it was sent", async () => {
    const { number, order } = await accepted()
    await suite.billink.control.addFaults({ kind: "drop_before", path: START, times: "always" })
    await shipAll(order.id)
    await billink.startFailed(number)
    expect(ledger(number).workflowCalls).toBe(0)
    await suite.billink.control.clearFaults()
    await billink.jobAfter(61)
    await captured(order.id)
    expect(ledger(number).workflowCalls).toBe(1)
  })

  const FIFTEEN_DAYS = 60 * 24 * 15
  const reminders = async () => (await billink.books.attentions()).map(({ message }) => message)

  it("reminds a person when its workflow is not started for two weeks", async () => {
    await accepted()
    await billink.jobAfter(FIFTEEN_DAYS)
    expect(await attentions()).toEqual(["billink_workflow_not_started"])
    expect(await reminders()).toEqual([expect.stringContaining("not sent in full")])
  })

  it("waits for a person where startWorkflowOnShipment is off, and reminds them that it is sent", async () => {
    jest.replaceProperty(pluginOf(suite).billink.options, "startWorkflowOnShipment", false)
    const { number, order, paymentId } = await accepted()
    await shipAll(order.id)
    await billink.jobAfter(120)
    expect(await attentions()).toEqual([])
    await billink.jobAfter(FIFTEEN_DAYS)
    expect(ledger(number).workflowCalls).toBe(0)
    expect((await readOrder(order.id)).payment_status).toBe("authorized")
    expect(await reminders()).toEqual([expect.stringMatching(/is sent, and .* is not captured/)])
    expect((await capture(paymentId)).status).toBe(200)
    expect(await attentions()).toEqual([])
  })

  it("is credited in parts, and never for more than was billed", async () => {
    const { number, order, paymentId } = await shipped()
    expect((await refund(paymentId, 4.2)).status).toBe(200)
    expect((await refund(paymentId, 5.8)).status).toBe(200)
    expect((await refund(paymentId, 5.01)).status).toBe(400)
    expect((await refund(paymentId, 5)).status).toBe(200)
    await inboxClosed()
    expect(ledger(number).credited).toBe(1500)
    expect(await refundsOf(order.id)).toEqual([4.2, 5, 5.8])
    expect((await credits(number)).every(({ booked_at }) => booked_at !== null)).toBe(true)
    expect(await attentions()).toEqual([])
  })

  it("is credited once when the button is pressed twice", async () => {
    const { number, order, paymentId } = await shipped()
    const answers = await Promise.all([refund(paymentId, 5), refund(paymentId, 5)])
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 400])
    expect(ledger(number).credited).toBe(500)
    expect(await refundsOf(order.id)).toEqual([5])
  })

  it.each([
    [true, "drop_after", 500, [5]],
    [false, "drop_before", 0, []],
  ] as const)(
    "is never credited again on a guess when the answer is lost (made: %s)",
    async (made, kind, credited, booked) => {
      const { number, order, paymentId } = await shipped()
      await suite.billink.control.addFaults([
        { kind, path: CREDIT, times: 1 },
        { kind: "lose", times: "always" },
      ])
      const lost = await refund(paymentId, 5)
      expect(lost.status).toBe(500)
      expect(await attentions()).toEqual(["billink_credit_unknown"])
      const again = await refund(paymentId, 5)
      expect([again.status, again.data.message]).toEqual([
        400,
        expect.stringContaining("not known"),
      ])
      expect(ledger(number).credited).toBe(credited)

      const [credit] = await credits(number)
      const path = `/admin/wolffpay/billink/credits/${credit?.id}/resolve`
      await suite.shop.tryAdminPost(path, { made })
      // Until then the same amount would be taken for the same refund.
      await billink.jobAfter(11)
      expect(await refundsOf(order.id)).toEqual(booked)
      expect(await attentions()).toEqual([])
      expect((await suite.shop.tryAdminPost(path, { made })).status).toBe(400)
      expect((await refund(paymentId, 5)).status).toBe(200)
      expect(ledger(number).credited).toBe(credited + 500)
    }
  )

  it("needs nobody when the full credit's webhook tells that it was made", async () => {
    const { number, order, paymentId } = await shipped()
    await suite.billink.control.addFaults({ kind: "drop_after", path: CREDIT, times: 1 })
    await refund(paymentId, 15)
    await inboxClosed()
    await billink.jobAfter(2)
    expect(ledger(number).credited).toBe(1500)
    expect(await refundsOf(order.id)).toEqual([15])
    expect(await attentions()).toEqual([])
  })

  it("shows a full credit that was made at Billink once, as a refund", async () => {
    const { number, order, paymentId } = await shipped()
    await refund(paymentId, 5)
    await suite.billink.control.addFaults({ kind: "duplicate", count: 3, times: "always" })
    await suite.billink.control.credit(number)
    await inboxClosed()
    await suite.billink.control.sendWebhook(number, "order_fully_accredited")
    await inboxClosed()
    expect(await refundsOf(order.id)).toEqual([10, 5])
    expect((await refund(paymentId, 1)).status).toBe(400)
    expect(calls().filter((path) => path === CREDIT)).toHaveLength(1)
    expect(await attentions()).toEqual([])
  })

  it("asks a person for the amount of a part that was credited at Billink, and books it once", async () => {
    const { number, order, paymentId } = await shipped()
    await refund(paymentId, 2)
    await suite.billink.control.advance(A_SECOND)
    await suite.billink.control.credit(number, { amount: 300 })
    await inboxClosed()
    expect(await attentions()).toEqual(["billink_credit_elsewhere"])
    const command = { amount: 3, made_at_billink: true }
    const path = `/admin/wolffpay/billink/invoices/${ledger(number).billinkNumber}/credit`
    expect((await suite.shop.tryAdminPost(path, command)).status).toBe(200)
    expect(await refundsOf(order.id)).toEqual([2, 3])
    expect(await attentions()).toEqual([])
    expect(ledger(number).credited).toBe(500)
    expect((await suite.shop.tryAdminPost(path, { amount: 10.01 })).status).toBe(400)
  })

  it("is credited in full when it is cancelled before it is sent, once (R16)", async () => {
    const { number, order } = await accepted()
    const canceled = await suite.shop.tryAdminPost(`/admin/orders/${order.id}/cancel`, {})
    expect(canceled.status).toBe(200)
    await waitUntil("it is credited", () => ledger(number).credited === 1500)
    await billink.jobAfter(5)
    await billink.books.reconcile()
    expect(calls().filter((path) => path === CREDIT)).toHaveLength(1)
    expect(await attentions()).toEqual([])
  })

  it("is credited when it is cancelled after it was billed", async () => {
    const { number, order, paymentId } = await accepted()
    await capture(paymentId)
    await suite.shop.tryAdminPost(`/admin/orders/${order.id}/cancel`, {})
    await waitUntil("it is credited", () => ledger(number).credited === 1500)
    await billink.jobAfter(5)
    expect(calls().filter((path) => path === CREDIT)).toHaveLength(1)
    expect(await refundsOf(order.id)).toEqual([15])
  })

  it.each([false, true])(
    "is not cancelled while a change of it is open, and nothing is credited (captured: %s)",
    async (isCaptured) => {
      const { number, order, paymentId } = await accepted()
      if (isCaptured) {
        await capture(paymentId)
      }
      await suite.shop.tryAdminPost("/admin/order-edits", { order_id: order.id })
      const { status, data } = await suite.shop.tryAdminPost(`/admin/orders/${order.id}/cancel`, {})
      expect([status, data.message]).toEqual([
        400,
        expect.stringContaining("A change of this order is open"),
      ])
      await inboxClosed()
      expect(ledger(number).credited).toBe(0)
      const after = await readOrder(order.id)
      expect([after.status, after.payment_status]).toEqual([
        "pending",
        isCaptured ? "captured" : "authorized",
      ])
      expect(await attentions()).toEqual([])
    }
  )

  it("goes to a person when Billink refuses the credit of a cancelled order (facts 7.17)", async () => {
    const { number, order } = await accepted()
    await suite.billink.control.settings({ creditBeforeWorkflow: false })
    await suite.shop.tryAdminPost(`/admin/orders/${order.id}/cancel`, {})
    await waitUntil("a person is called", async () => (await attentions()).length > 0)
    expect(await attentions()).toEqual(["billink_not_credited"])
    expect(ledger(number).credited).toBe(0)
    await billink.jobAfter(60)
    expect(calls().filter((path) => path === CREDIT)).toHaveLength(1)
  })
}
