import { elapse } from "../faults/clock"
import { waitUntil } from "../support/wait"
import { withShop, type BenchShop } from "./bench-shop"
import { printTable, verdict, type Cell } from "./report"

const TICK_SECONDS = 30
const HOUR = 3600

/** How many calls of WolffPay's hundred a minute each of these costs. */
export function benchCalls({ quick }: { quick: boolean }) {
  return withShop("calls", async (bench) => {
    const rows: Cell[][] = []
    const count = async (what: string, goal: number | undefined, work: () => Promise<unknown>) => {
      const before = bench.sandbox.calls.length
      await work()
      const calls = bench.sandbox.calls.slice(before)
      const kinds = [...new Set(calls.map((call) => call.replace(/\/(pi|re)_\w+/, "/:id")))]
      const isMet = goal === undefined ? "" : verdict(calls.length === goal)
      rows.push([what, calls.length, goal ?? "", isMet, kinds.join(", ")])
    }
    const paid: { cartId: string; intentId: string }[] = []
    await count("paid order, webhook in time, shopper returns", 1, async () => {
      const order = await payOrder(bench)
      await bench.shop.completeCart(order.cartId)
      paid.push(order)
    })
    await count("paid order, shopper back before the webhook", undefined, async () => {
      const cart = await bench.shop.readyCart()
      const session = await bench.shop.startPaymentSession(cart.id)
      await bench.sandbox.control.addFaults({ kind: "delay", ms: 3000 })
      const paying = bench.sandbox.pay(session)
      await bench.shop.completeCart(cart.id)
      await paying
      await untilSettled(bench, String(session.data.id))
    })
    const open = await bench.shop.readyCart()
    await bench.shop.startPaymentSession(open.id)
    await count("cart change with an open payment, and the new session", undefined, async () => {
      await bench.shop.addItem(open.id, "tea")
      await bench.shop.startPaymentSession(open.id)
    })
    await count("refund in the admin", undefined, async () => {
      await refundInAdmin(bench, paid[0]?.intentId ?? "")
      await untilEventsRest(bench)
    })
    const other = await payOrder(bench)
    await count("refund in WolffPay's dashboard", undefined, async () => {
      await bench.sandbox.control.refund(other.intentId, { amount: 500 })
      await bench.sandbox.control.webhooksIdle()
      await untilEventsRest(bench)
    })
    const ticks = quick ? 4 : HOUR / TICK_SECONDS
    const hour = quick ? `idle ${ticks} ticks` : "idle hour"
    await hours(bench, 1)
    await bench.query(`update wolffpay_payment_intent set next_check_at = null`)
    await bench.query(`update wolffpay_refund set next_check_at = null`)
    await count(`${hour}, nothing open`, 0, () => idle(bench, ticks))
    await bench.shop.startPaymentSession((await bench.shop.readyCart()).id)
    await count(`${hour}, one payment opened just now`, undefined, () => idle(bench, ticks))
    await hours(bench, 1)
    await count(`${hour}, one payment open for hours`, undefined, () => idle(bench, ticks))
    await hours(bench, 30)
    await count(`${hour}, one payment open for days`, undefined, () => idle(bench, ticks))
    printTable("WolffPay calls", ["", "calls", "goal", "", "which"], rows)
  })
}

async function payOrder(bench: BenchShop) {
  const cart = await bench.shop.readyCart()
  const session = await bench.shop.startPaymentSession(cart.id)
  await bench.sandbox.pay(session)
  const intentId = String(session.data.id)
  await untilSettled(bench, intentId)
  return { cartId: cart.id, intentId }
}

function untilSettled(bench: BenchShop, intentId: string) {
  return waitUntil("the payment is settled", async () => {
    const rows = await bench.query(
      `select 1 from wolffpay_payment_intent where intent_id = '${intentId}' and settled_at is not null`
    )
    return rows.length > 0
  })
}

/** Every event is finished; those that wait for their turn get it. */
function untilEventsRest(bench: BenchShop) {
  return waitUntil("the events are finished", async () => {
    const rows = await bench.query<{ last_error: string | null }>(
      `select last_error from wolffpay_webhook_event where state = 'received'`
    )
    if (rows.some((row) => row.last_error !== null)) {
      await elapse(bench.query, 10)
      await bench.medusa.runJob("wolffpay-reconcile")
    }
    return rows.length === 0
  })
}

async function refundInAdmin(bench: BenchShop, intentId: string) {
  const [payment] = await bench.query<{ id: string }>(
    `select payment.id from payment join wolffpay_payment_intent intent
       on intent.session_id = payment.payment_session_id where intent.intent_id = '${intentId}'`
  )
  const answer = await bench.shop.tryAdminPost(`/admin/payments/${payment?.id}/refund`, {
    amount: 5,
  })
  if (answer.status !== 200) {
    throw new Error(`No refund: ${JSON.stringify(answer.data)}`)
  }
  await bench.sandbox.control.webhooksIdle()
}

/** The job's ticks of so long a time, without waiting for it. */
async function idle(bench: BenchShop, ticks: number) {
  for (let tick = 0; tick < ticks; tick += 1) {
    await elapse(bench.query, TICK_SECONDS)
    await bench.medusa.runJob("wolffpay-reconcile")
  }
}

async function hours(bench: BenchShop, count: number) {
  await elapse(bench.query, count * HOUR)
  await bench.medusa.runJob("wolffpay-reconcile")
}
