import { waitUntil } from "../support/wait"
import { withShop } from "./bench-shop"
import { ms, printTable, progress, verdict } from "./report"
import { median, p95 } from "./statistics"

const GOAL_MS = 1000

/** From the webhook's row in the inbox to an order that is placed, paid and settled, one at a time. */
export function benchArrival({ quick }: { quick: boolean }) {
  const carts = quick ? 4 : 40
  return withShop("arrival", async ({ shop, sandbox, query }) => {
    const took: number[] = []
    for (let round = -2; round < carts; round += 1) {
      progress("arrival, carts", Math.max(round, 0), carts)
      const cart = await shop.readyCart()
      const session = await shop.startPaymentSession(cart.id)
      await sandbox.pay(session)
      const [row] = await waitUntil("the order is paid", async () => {
        const rows = await query<{ ms: number }>(
          `select extract(epoch from intent.settled_at - event.created_at)::float * 1000 as ms
           from wolffpay_payment_intent intent
           join wolffpay_webhook_event event on event.payment_intent_id = intent.intent_id
           where intent.intent_id = '${String(session.data.id)}' and intent.settled_at is not null`
        )
        return rows.length > 0 && rows
      })
      // The first ones warm the process up.
      if (round >= 0) {
        took.push(row?.ms ?? NaN)
      }
    }
    printTable(
      `Webhook: from arrival to a paid order, idle shop, ${carts} carts (goal: p95 under ${GOAL_MS} ms)`,
      ["", "p50", "p95", "worst", "goal"],
      [
        [
          "arrival to paid order",
          ms(median(took)),
          ms(p95(took)),
          ms(Math.max(...took)),
          verdict(p95(took) < GOAL_MS),
        ],
      ]
    )
  })
}
