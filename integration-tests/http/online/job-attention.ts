import { pluginOf } from "../../support/paid-order"
import { restoreOptions, setOption } from "../../support/plugin-options"
import { purchasesOf } from "../../support/purchase"
import type { ShopSuite } from "../../support/runner"
import { one } from "../../support/one"
import { setStock } from "../../support/stock"

const DAY = 24 * 60

export function attentionByTheJob(suite: ShopSuite) {
  const { books, checkout, paidOrder } = purchasesOf(suite)
  afterEach(() => {
    restoreOptions()
    jest.restoreAllMocks()
  })
  const breakSettling = () =>
    jest.spyOn(pluginOf(suite).intents, "ofSession").mockRejectedValue(new Error("it breaks off"))
  const lastError = async () => {
    const { data } = await suite.shop.tryAdminGet("/admin/wolffpay/status")
    return data.status.job.last_error as string | null
  }

  describe.each([401, 403])("a key or an account that WolffPay answers with %i", (status) => {
    const refuse = () =>
      suite.sandbox.control.addFaults({ kind: "status", status, times: "always" })
    const refusals = async () => {
      const rows = await books.attentions()
      return rows.filter((row) => row.reason === "account_refused")
    }

    it("is told once by new payments, and closed when the job gets an answer (R23)", async () => {
      const { cartId } = await checkout()
      await refuse()
      for (const id of [cartId, (await suite.shop.readyCart()).id]) {
        const collection = await suite.shop.createPaymentCollection(id)
        expect((await suite.shop.tryStartPaymentSession(collection.id)).status).toBe(400)
      }
      expect(one(await refusals())).toMatchObject({ subject: "account", resolved_at: null })

      await suite.sandbox.control.clearFaults()
      await checkout()
      await books.reconcileAfter(2)
      expect(one(await refusals()).resolved_at).not.toBeNull()
    })

    it("is told by the job, and stands in the status", async () => {
      const { cartId, session } = await checkout()
      await suite.sandbox.paySilently(session)
      await refuse()
      await books.reconcileAfter(2)
      expect(one(await refusals())).toMatchObject({ resolved_at: null })
      expect(await lastError()).toMatch(/open payments: WolffPay could not be asked/)

      await suite.sandbox.control.clearFaults()
      await books.reconcileAfter(2)
      await paidOrder(cartId)
      expect(await books.openReasons()).toEqual([])
    })

    it("stays open while the job has nothing to ask", async () => {
      await suite.sandbox.control.addFaults({ kind: "drop_before", times: "always" })
      const lost = await suite.shop.createPaymentCollection((await suite.shop.readyCart()).id)
      await suite.shop.tryStartPaymentSession(lost.id)
      expect(one(await books.intents()).state).toBe("creating")
      await suite.sandbox.control.clearFaults()
      await refuse()
      const refused = await suite.shop.createPaymentCollection((await suite.shop.readyCart()).id)
      await suite.shop.tryStartPaymentSession(refused.id)
      await suite.sandbox.control.clearFaults()
      const calls = suite.sandbox.calls.length

      await books.reconcileAfter(2 * DAY)
      const states = (await books.intents()).map(({ state }) => state)
      expect(states).toEqual(["lost", "refused"])
      expect(suite.sandbox.calls).toHaveLength(calls)
      expect(one(await refusals())).toMatchObject({ resolved_at: null })
    })

    it("is told by a shopper who completes a cart", async () => {
      const { cartId } = await checkout()
      await refuse()
      await suite.shop.completeCart(cartId)
      expect(await refusals()).toHaveLength(1)
    })
  })

  it("is shown to a person when settling a payment breaks off each time", async () => {
    const { cartId, session } = await checkout()
    await suite.sandbox.paySilently(session)
    const settling = breakSettling()
    await books.reconcileAfter(2)
    expect(await books.openReasons()).toEqual([])
    await books.reconcileAfter(20)
    expect(await books.openReasons()).toEqual(["paid_without_order"])
    settling.mockRestore()
    await books.reconcileAfter(2)
    await paidOrder(cartId)
    expect(await books.openReasons()).toEqual([])
  })

  it("is nobody's when one look at an authorised payment breaks off whose order is there", async () => {
    setOption(suite, "captureMethod", "manual")
    const { cartId, session } = await checkout()
    await suite.sandbox.pay(session)
    await books.reconcileAfter(2)
    expect(await suite.shop.readOrder(cartId)).toMatchObject({ payment_status: "authorized" })
    const settling = breakSettling()
    await books.reconcileAfter(2 * DAY)
    expect(settling).toHaveBeenCalled()
    expect(await books.openReasons()).toEqual([])
  })

  it("waits a quarter of an hour from the payment on, however long the cart was open", async () => {
    const { session } = await checkout()
    await books.passTime(60)
    await setStock(suite, 0)
    await suite.sandbox.paySilently(session)
    await books.reconcileAfter(0)
    expect(await books.openReasons()).toEqual([])
    await books.reconcileAfter(20)
    expect(await books.openReasons()).toEqual(["paid_without_order"])
  })
}
