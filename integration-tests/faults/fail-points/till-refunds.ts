import { Counter } from "../../support/counter"
import { openAttention } from "../../support/paid-order"
import type { ShopSuite } from "../../support/runner"
import { one } from "../../support/one"
import { failOnce } from "../fail-once"
import { MishapShop } from "../mishap-shop"

const DAY = 24 * 60 * 60

/** Longer than an attempt may take to report back; seconds. */
const GONE = 61

export function tillRefundCutOff(suite: ShopSuite) {
  const mishap = new MishapShop(suite)
  const atWolffPay = () => suite.sandbox.refunds.map(({ amount }) => amount)
  const inMedusa = async () =>
    (await mishap.payments.listRefunds({})).map(({ amount }) => Number(amount))

  /** EUR 20.00, paid at the till. */
  async function sold() {
    const counter = await Counter.open(suite)
    const begun = await counter.begin()
    await counter.card("tap")
    const sale = await counter.until(begun, "handed_over")
    await suite.sandbox.control.webhooksIdle()
    await mishap.untilEventsRest()
    return {
      sale,
      refund: (request_id: string, amount?: number) =>
        counter.act(sale, "refund", { request_id, amount }),
    }
  }

  /** As a server leaves a refund that dies before WolffPay has it: Medusa holds it, and our attempt is open. */
  async function dyingAtOnce(asked: () => Promise<{ status: number }>) {
    failOnce(mishap.service.wolffPay.client, "createRefund")
    failOnce(mishap.service.wolffPay.client, "listRefunds")
    const { refundService_ } = mishap.payments as unknown as Record<string, object>
    const kept = failOnce(refundService_ ?? {}, "delete")
    expect((await asked()).status).toBeGreaterThanOrEqual(500)
    expect(kept).toHaveBeenCalled()
    await mishap.query(`update wolffpay_refund set state = 'attempting' where state = 'unknown'`)
  }

  it("is not said to be made before it is, and goes on when it is asked for again (R14)", async () => {
    const { refund } = await sold()
    await dyingAtOnce(() => refund("refund-0001", 2000))
    expect(await inMedusa()).toEqual([20])
    expect((await refund("refund-0001", 2000)).status).toBeGreaterThanOrEqual(500)
    expect(atWolffPay()).toEqual([])

    await mishap.elapse(GONE)
    const again = await refund("refund-0001", 2000)
    expect([again.status, again.data.sale]).toMatchObject([200, { refunded_amount: 2000 }])
    expect((await refund("refund-0001", 2000)).status).toBe(200)
    await suite.sandbox.control.webhooksIdle()
    await mishap.laterOn()
    expect([atWolffPay(), await inMedusa()]).toEqual([[2000], [20]])
    expect(await openAttention(suite)).toEqual([])
  })

  it("leaves Medusa's books once it is certain that it was never made, and a person is told (R23)", async () => {
    const { sale, refund } = await sold()
    await dyingAtOnce(() => refund("refund-0001", 500))
    await mishap.laterOn()
    expect(await inMedusa()).toEqual([5])
    await mishap.elapse(DAY)
    await mishap.runJob()
    expect(await inMedusa()).toEqual([])
    expect(one(await openAttention(suite))).toMatchObject({
      reason: "refund_not_made",
      order_id: sale.order_id,
      amount_wolffpay: 0,
      amount_medusa: 500,
    })
    expect((await mishap.refund(String(sale.payment_id), 20)).status).toBe(200)
    expect(atWolffPay()).toEqual([2000])
  })

  it("does not keep the order's page from refunding meanwhile, whatever the amount", async () => {
    const { sale, refund } = await sold()
    await dyingAtOnce(() => refund("refund-0001", 500))
    await mishap.elapse(GONE)
    expect((await mishap.refund(String(sale.payment_id), 5)).status).toBe(200)
    expect(await inMedusa()).toEqual([5])
    await dyingAtOnce(() => refund("refund-0002", 400))
    await mishap.elapse(GONE)
    expect((await mishap.refund(String(sale.payment_id), 15)).status).toBe(200)
    expect((await refund("refund-0001", 500)).data.sale).toMatchObject({ refunded_amount: 2000 })
    expect([atWolffPay(), (await inMedusa()).sort()]).toEqual([
      [500, 1500],
      [15, 5],
    ])
  })

  it("is the same refund however long after the job has found it (contract 4.5)", async () => {
    const { refund } = await sold()
    await suite.sandbox.control.settings({ webhooksPaused: true })
    failOnce(mishap.service.refunds, "made")
    failOnce(mishap.service.wolffPay.client, "listRefunds")
    expect((await refund("refund-0001", 500)).status).toBe(500)
    await mishap.laterOn()
    expect([atWolffPay(), await inMedusa()]).toEqual([[500], [5]])
    await mishap.elapse(DAY)
    const again = await refund("refund-0001", 500)
    expect([again.status, again.data.sale]).toMatchObject([200, { refunded_amount: 500 }])
    const other = await refund("refund-0001", 700)
    expect([other.status, other.data.code]).toEqual([409, "refund_differs"])
    expect([atWolffPay(), await inMedusa()]).toEqual([[500], [5]])
  })

  it("belongs to both requests when another one has made it meanwhile", async () => {
    const { refund } = await sold()
    failOnce(mishap.service.wolffPay.client, "createRefund")
    failOnce(mishap.service.wolffPay.client, "listRefunds")
    expect((await refund("refund-0001", 500)).status).toBe(500)
    expect((await refund("refund-0002", 500)).status).toBe(200)
    expect((await refund("refund-0001", 500)).status).toBe(200)
    expect((await refund("refund-0002", 500)).status).toBe(200)
    expect([atWolffPay(), await inMedusa()]).toEqual([[500], [5]])
  })
}
