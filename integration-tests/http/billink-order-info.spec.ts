import { billinkPurchasesOf, describeBillinkShop } from "../support/billink-shop"
import { openAttention, pluginOf } from "../support/paid-order"

const CREDIT = "/v2/client/invoice/credit"

describeBillinkShop(
  "A shop that knows Billink's v2 paths",
  (suite) => {
    const billink = billinkPurchasesOf(suite)
    const { accepted, attentions, books, calls, credits, inboxClosed, ledger, refund } = billink
    const captured = async () => {
      const made = await accepted()
      await suite.shop.tryAdminPost(`/admin/payments/${made.paymentId}/capture`, {})
      return made
    }
    const refundsOf = async (orderId: string) =>
      (await suite.shop.readOrderById(orderId)).refunds.map(({ amount }) => Number(amount)).sort()

    afterEach(() => jest.restoreAllMocks())

    it("starts the workflow there", async () => {
      const { number } = await captured()
      expect(ledger(number).workflowCalls).toBe(1)
      expect(calls()).toEqual(["/v2/session/create", "/v2/session/status", "/v2/x/start"])
    })

    it("sees by what is outstanding that a credit was made whose answer was lost", async () => {
      const { number, order, paymentId } = await captured()
      await suite.billink.control.addFaults([
        { kind: "drop_after", path: CREDIT, times: 1 },
        { kind: "lose", times: "always" },
      ])
      expect((await refund(paymentId, 5)).status).toBe(200)
      expect(await refundsOf(order.id)).toEqual([5])
      expect(ledger(number).credited).toBe(500)
      expect(await attentions()).toEqual([])
    })

    it("takes an unchanged account for no proof that nothing was credited", async () => {
      const { number, paymentId } = await captured()
      await suite.billink.control.addFaults({ kind: "drop_before", path: CREDIT, times: 1 })
      expect((await refund(paymentId, 5)).status).toBe(500)
      expect((await credits(number)).map(({ state }) => state)).toEqual(["unknown"])
      expect(await attentions()).toEqual(["billink_credit_unknown"])
    })

    it("books what was credited at Billink, whatever the customer paid of which nobody told", async () => {
      const { number, order } = await captured()
      await suite.billink.control.addFaults({
        kind: "lose",
        event: "partial_payment_added",
        times: "always",
      })
      await suite.billink.control.pay(number, { amount: 400 })
      await suite.billink.control.credit(number, { amount: 300 })
      await inboxClosed()
      expect(await refundsOf(order.id)).toEqual([3])
      expect(await attentions()).toEqual([])
    })

    it("books one that was made at Billink although a credit of this shop was never told", async () => {
      const { number, order, paymentId } = await captured()
      await suite.billink.control.addFaults({
        kind: "lose",
        event: "partial_credit_added",
        times: 1,
      })
      await refund(paymentId, 1)
      await suite.billink.control.credit(number, { amount: 300 })
      await inboxClosed()
      expect(await refundsOf(order.id)).toEqual([1, 3])
      expect(await attentions()).toEqual([])
    })

    it("takes a payment of the same amount for no credit whose answer was lost", async () => {
      const { number, order, paymentId } = await captured()
      const { client } = pluginOf(suite).billink
      const credit = jest.spyOn(client, "credit").mockImplementationOnce(async () => {
        await suite.billink.control.pay(number, { amount: 500 })
        throw new Error("no answer")
      })
      expect((await refund(paymentId, 5)).status).toBe(500)
      expect(credit).toHaveBeenCalledTimes(1)
      expect(await refundsOf(order.id)).toEqual([])
      expect(await attentions()).toEqual(["billink_credit_unknown"])
    })

    it("books a full credit that was made at Billink, and believes none on a paid invoice", async () => {
      const { number, order } = await captured()
      jest.spyOn(pluginOf(suite), "allowInvoiceLook").mockReturnValue(true)
      await suite.billink.control.pay(number)
      await inboxClosed()
      const forgery = {
        kind: "order",
        event: "order_fully_accredited",
        invoiceNumber: number,
        billinkNumber: ledger(number).billinkNumber,
      } as const
      await suite.billink.control.forge(forgery)
      await inboxClosed()
      expect(await refundsOf(order.id)).toEqual([])
      await suite.billink.control.credit(number)
      await inboxClosed()
      expect(await refundsOf(order.id)).toEqual([15])
      expect(await attentions()).toEqual([])
    })

    /** Billink's account lags behind its webhooks by so many answers. */
    const lagBy = (answers: number) => {
      const { client } = pluginOf(suite).billink
      const orderStatus = client.orderStatus.bind(client)
      let old = answers
      return jest.spyOn(client, "orderStatus").mockImplementation(async (...args) => {
        const status = await orderStatus(...args)
        old -= 1
        return old >= 0 ? { ...status, creditedCents: 0, outstandingCents: 1500 } : status
      })
    }

    it.each([
      ["in part", 300, [3]],
      ["in full", undefined, [15]],
    ] as const)(
      "books a credit %s that was made at Billink although its account shows it later",
      async (_part, amount, booked) => {
        const { number, order } = await captured()
        const asked = lagBy(2)
        await suite.billink.control.credit(number, { amount })
        await inboxClosed()
        expect(asked).toHaveBeenCalledTimes(3)
        expect(await refundsOf(order.id)).toEqual(booked)
        expect(await attentions()).toEqual([])
      }
    )

    it("calls a person for one that its account never shows, and closes that when it does", async () => {
      const { number, order } = await captured()
      const asked = lagBy(Infinity)
      jest.spyOn(pluginOf(suite), "allowInvoiceLook").mockReturnValue(true)
      await suite.billink.control.credit(number, { amount: 300 })
      await inboxClosed()
      expect(await refundsOf(order.id)).toEqual([])
      expect(await attentions()).toEqual(["billink_credit_elsewhere"])

      asked.mockRestore()
      await suite.billink.control.advance(1000)
      await suite.billink.control.credit(number, { amount: 200 })
      await inboxClosed()
      expect(await refundsOf(order.id)).toEqual([5])
      expect(await attentions()).toEqual([])
    })

    it("calls a person when more is credited there than was billed", async () => {
      const { number, order, paymentId } = await captured()
      await refund(paymentId, 1)
      await inboxClosed()
      const { client } = pluginOf(suite).billink
      const orderStatus = client.orderStatus.bind(client)
      jest.spyOn(client, "orderStatus").mockImplementation(async (...args) => ({
        ...(await orderStatus(...args)),
        creditedCents: 1600,
      }))
      await suite.billink.control.advance(1000)
      await suite.billink.control.credit(number, { amount: 300 })
      await inboxClosed()
      expect(await refundsOf(order.id)).toEqual([1])
      expect(await attentions()).toEqual(["billink_credit_elsewhere"])
    })

    it("takes two credits whose webhooks come together for what Billink's account says they are", async () => {
      const { number, order } = await captured()
      const { events } = pluginOf(suite)
      // Nothing is worked through until both are in.
      const claim = jest.spyOn(events, "claim").mockResolvedValue(undefined)
      await suite.billink.control.credit(number, { amount: 300 })
      await suite.billink.control.advance(1000)
      await suite.billink.control.credit(number, { amount: 400 })
      await suite.billink.control.webhooksIdle()
      claim.mockRestore()
      for (const { id } of await books.inbox()) {
        await books.tryEventNow(id)
      }
      await inboxClosed()
      expect(await refundsOf(order.id)).toEqual([7])
      expect(await attentions()).toEqual([])
    })

    it("asks a person about one that was booked before it was told, and books no cent beyond Billink's account", async () => {
      const { number, order } = await captured()
      jest.spyOn(pluginOf(suite), "allowInvoiceLook").mockReturnValue(true)
      await suite.billink.control.addFaults({ kind: "lose", times: "always" })
      await suite.billink.control.credit(number, { amount: 300 })
      await suite.billink.control.advance(1000)
      await suite.billink.control.credit(number, { amount: 400 })
      await suite.billink.control.clearFaults()
      const tell = async () => {
        await suite.billink.control.advance(1000)
        await suite.billink.control.forge({
          kind: "order",
          event: "partial_credit_added",
          invoiceNumber: number,
          billinkNumber: ledger(number).billinkNumber,
        })
        await inboxClosed()
      }
      await tell()
      expect([await refundsOf(order.id), await attentions()]).toEqual([[7], []])
      await tell()
      expect(await attentions()).toEqual(["billink_credit_elsewhere"])
      const [row] = await openAttention(suite)
      expect(row?.message).toMatch(
        /7\.00 EUR of it is booked here.* shows 7\.00 EUR credited in all/
      )
      const command = `/admin/wolffpay/billink/invoices/${number}/credit`
      const answer = await suite.shop.tryAdminPost(command, { amount: 4, made_at_billink: true })
      expect([answer.status, answer.data.message]).toEqual([
        400,
        expect.stringContaining("would be too much"),
      ])
      expect(await refundsOf(order.id)).toEqual([7])
    })

    it("waits for an account that cannot be asked, and calls nobody", async () => {
      const { number, order } = await captured()
      jest
        .spyOn(pluginOf(suite).billink.client, "orderStatus")
        .mockRejectedValueOnce(new Error("away"))
      await suite.billink.control.credit(number, { amount: 300 })
      await inboxClosed()
      expect([await refundsOf(order.id), await attentions()]).toEqual([[3], []])
    })

    it("books parts that were paid and credited at Billink by themselves, each credit once", async () => {
      const { number, order, paymentId } = await captured()
      await refund(paymentId, 1)
      await inboxClosed()
      await suite.billink.control.pay(number, { amount: 400 })
      await inboxClosed()
      // Webhooks name the second: two alike within one are the same to everybody.
      await suite.billink.control.advance(1000)
      await suite.billink.control.addFaults({ kind: "duplicate", count: 2, times: "always" })
      await suite.billink.control.credit(number, { amount: 300 })
      await inboxClosed()
      expect(await refundsOf(order.id)).toEqual([1, 3])
      expect((await suite.shop.readOrderById(order.id)).captures).toHaveLength(1)
      expect(await attentions()).toEqual([])
    })
  },
  { paths: { orderInfo: "/v2/x/info", startWorkflow: "/v2/x/start" } }
)
