import { Modules } from "@medusajs/framework/utils"
import type { SaleView } from "../../../src/api/admin/wolffpay/terminal/views"
import { Counter } from "../../support/counter"
import { openAttention, pluginOf, runJob } from "../../support/paid-order"
import type { ShopSuite } from "../../support/runner"
import { one } from "../../support/one"
import { waitUntil } from "../../support/wait"

/** A clock that is set: nobody waits for minutes here. */
const LAST_TRY = 59

export function timedOutAtTheCounter(suite: ShopSuite) {
  const drafts = async () => (await suite.shop.tryAdminGet("/admin/draft-orders")).data.draft_orders
  const intentOf = () => one(suite.sandbox.payments)
  const charged = () =>
    suite.sandbox.control.state().ledger.reduce((sum, { charged }) => sum + charged, 0)

  /** Nobody has come in two minutes. */
  async function timedOut(): Promise<{ counter: Counter; sale: SaleView }> {
    const counter = await Counter.open(suite)
    const begun = await counter.begin()
    await counter.untilAsked()
    await waitUntil("the card's time is up", async () => {
      await counter.timeOut(begun)
      return (await counter.read(begun)).state !== "sent_to_reader"
    })
    const sale = await counter.read(begun)
    expect(sale).toMatchObject({ state: "timed_out", reason: "card_timed_out", card_until: null })
    return { counter, sale }
  }

  async function isPaidOnce(counter: Counter, sale: SaleView) {
    const sold = await counter.until(sale, "handed_over")
    const order = await suite.shop.readOrderById(String(sold.order_id))
    expect(order.captures.map(({ amount }) => amount)).toEqual([20])
    expect(charged()).toBe(2000)
    expect(suite.sandbox.payments).toHaveLength(1)
    expect(await openAttention(suite)).toEqual([])
    return sold
  }

  it("frees the reader, and asks for a card once more on the same intent (W23, W25)", async () => {
    const { counter, sale } = await timedOut()
    const reader = `/admin/wolffpay/terminal/readers/${counter.readerId}`
    expect((await suite.shop.tryAdminGet(reader)).data.reader.busy_sale_id).toBeNull()
    expect(suite.sandbox.control.state().readers[0]?.waitingFor ?? null).toBeNull()
    expect(intentOf().status).not.toBe("canceled")
    const again = await counter.act(sale, "retry")
    expect(again.data.sale).toMatchObject({ state: "sent_to_reader", attempts: 2, reason: null })
    await counter.card("tap")
    await isPaidOnce(counter, sale)
  })

  it("is cancelled, and leaves neither money nor draft behind", async () => {
    const { counter, sale } = await timedOut()
    const { data } = await counter.act(sale, "cancel")
    expect(data.sale).toMatchObject({ state: "canceled", reason: "canceled_by_clerk" })
    await counter.cleaned(sale)
    expect(intentOf().status).toBe("canceled")
    expect(await drafts()).toEqual([])
    expect(await counter.stock()).toEqual({ shelf: 10, reserved: 0 })
  })

  it("is ended by the job when no clerk comes back to it", async () => {
    const { counter, sale } = await timedOut()
    await pluginOf(suite).updateTerminalSales({ id: sale.id, run_at: new Date(0) })
    await runJob(suite)
    expect(await counter.until(sale, "canceled")).toMatchObject({ reason: "card_timed_out" })
    await counter.cleaned(sale)
    expect(intentOf().status).toBe("canceled")
    expect(await drafts()).toEqual([])
  })

  it("is paid by a card that came too late: nobody is asked for another one (R10)", async () => {
    const { counter, sale } = await timedOut()
    await suite.sandbox.control.addFaults({ kind: "lose", times: 9 })
    await counter.cardOf(intentOf().id, "tap")
    expect((await counter.act(sale, "retry")).status).toBe(200)
    expect(await isPaidOnce(counter, sale)).toMatchObject({ attempts: 1 })
  })

  it("charges nobody for a card that came too late when it is cancelled", async () => {
    const { counter, sale } = await timedOut()
    await suite.sandbox.control.addFaults({ kind: "lose", times: 9 })
    await counter.cardOf(intentOf().id, "tap")
    await counter.act(sale, "cancel")
    await counter.until(sale, "canceled")
    await counter.cleaned(sale)
    expect(intentOf().status).toBe("canceled")
    expect(charged()).toBe(0)
    expect(await drafts()).toEqual([])
  })

  it("calls a person when a paid sale can be handed over no more, and keeps its order paid (R23)", async () => {
    const counter = await Counter.open(suite)
    const { sales } = pluginOf(suite)
    jest
      .spyOn(suite.container.resolve(Modules.FULFILLMENT), "createFulfillment")
      .mockRejectedValue(new Error("the shelf is gone"))
    const begun = await counter.begin()
    await counter.card("tap")
    await counter.until(begun, "captured")
    await waitUntil("it is the job's turn", async () => {
      const row = await sales.byId(begun.id)
      return row && row.tries > 0 && Number(row.run_at) > Date.now()
    })
    expect(await openAttention(suite)).toEqual([])
    await pluginOf(suite).updateTerminalSales({
      id: begun.id,
      tries: LAST_TRY,
      run_at: new Date(0),
    })
    await counter.takeUp(begun)
    const ended = await counter.until(begun, "needs_attention")
    expect(ended).toMatchObject({ reason: "not_handed_over", is_paid: true })
    expect(await openAttention(suite)).toMatchObject([
      { reason: "sale_not_handed_over", order_id: ended.order_id },
    ])
    expect(await suite.shop.readOrderById(String(ended.order_id))).toMatchObject({
      payment_status: "captured",
      summary: { pending_difference: 0 },
    })
    expect(charged()).toBe(2000)
  })
}
