import { logEvents } from "../../support/event-log"
import type { ShopSuite } from "../../support/runner"
import { waitUntil } from "../../support/wait"
import { failOnce, failOnceWhen } from "../fail-once"
import { MishapShop } from "../mishap-shop"

const FAILED = "wolffpay.payment.failed"

export function failureCutOff(suite: ShopSuite) {
  const mishap = new MishapShop(suite)
  let log: ReturnType<typeof logEvents>
  beforeEach(() => {
    log = logEvents(suite.container)
  })
  afterEach(() => {
    log.stop()
  })
  const isFailure = (name: unknown) => name === FAILED

  it.each([
    ["nobody could be called", "flagAttention", () => true],
    ["the shop could not be told", "emit", isFailure],
  ] as const)(
    "is told after all when a debit was returned and %s at first (R5, R23)",
    async (_what, method, isMeant) => {
      const { intentId, order } = await mishap.orderPaid()
      const failing = failOnceWhen(mishap.service, method, isMeant)
      await suite.sandbox.control.fail(intentId)
      await suite.sandbox.control.webhooksIdle()
      await mishap.untilEventsRest()
      expect(failing).toHaveBeenCalled()

      await mishap.laterOn(1)

      const { attention, openEvents } = await mishap.books()
      expect(attention).toMatchObject([{ reason: "payment_returned", intent_id: intentId }])
      expect(openEvents).toEqual([])
      await waitUntil("the shop is told", () => log.named(FAILED).length > 0)
      expect(log.named(FAILED)).toMatchObject([{ data: { order_id: order.id } }])
      const { metadata } = await suite.shop.readOrderById(order.id)
      expect(metadata).toMatchObject({ wolffpay_payment_failed: intentId })
    }
  )

  it("is told once a debit that no webhook tells of has failed, also when telling failed at first (R6)", async () => {
    const { session, intentId } = await mishap.paymentStarted()
    await suite.sandbox.pay(session, { method: "sepa_debit", outcome: "process" })
    await mishap.laterOn(1)
    expect(await mishap.service.intents.ofIntent(intentId)).toMatchObject({ state: "processing" })
    await suite.sandbox.control.addFaults({ kind: "lose", event: "payment.failed", times: 1 })
    await suite.sandbox.control.fail(intentId)
    const telling = failOnceWhen(mishap.service, "emit", isFailure)
    await mishap.laterOn(1)
    expect(telling).toHaveBeenCalled()

    await mishap.laterOn(2)

    await waitUntil("the shop is told", () => log.named(FAILED).length > 0)
    expect(log.named(FAILED)).toMatchObject([{ data: { intent_id: intentId } }])
  })

  it("leaves a payment that was answered with another amount to the job when no person could be called (R9, R23)", async () => {
    const cart = await suite.shop.readyCart()
    const collection = await suite.shop.createPaymentCollection(cart.id)
    await suite.sandbox.control.addFaults({ kind: "wrong_amount", method: "POST", times: 1 })
    const flag = failOnce(mishap.service, "flagAttention")
    expect((await suite.shop.tryStartPaymentSession(collection.id)).status).toBe(500)
    expect(flag).toHaveBeenCalledTimes(1)

    await mishap.laterOn()

    expect(suite.sandbox.payments.map((payment) => payment.status)).toEqual(["canceled"])
  })
}
