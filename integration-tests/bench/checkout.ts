import { MANUAL, WOLFFPAY } from "../support/shop"
import { withShop, type BenchShop } from "./bench-shop"
import { ms, printTable, progress, times, verdict } from "./report"
import { inTurn, median, p95, ratios } from "./statistics"

const GOAL = 1.15

type Way = "manual" | "captured" | "webhook" | "get"
const WAYS: readonly Way[] = ["manual", "captured", "webhook", "get"]

const PROVIDERS: Record<Way, string> = {
  manual: MANUAL,
  captured: "pp_captured_bench",
  webhook: WOLFFPAY,
  get: WOLFFPAY,
}

const NAMES: Record<Way, string> = {
  manual: "pp_system_default",
  captured: "a provider that only says captured",
  webhook: "ours, money known by webhook",
  get: "ours, one GET needed",
}

/**
 * The shopper's two waits, session and completion, against Medusa's own manual provider on the same carts. That one captures
 * nothing, so the table says as well what Medusa's own booking of a capture costs.
 */
export function benchCheckout({ quick }: { quick: boolean }) {
  const rounds = quick ? 3 : 50
  const warmUps = quick ? 3 : 30
  return withShop("checkout", async (bench) => {
    await bench.medusa.silence()
    const took: Record<Way, { session: number; complete: number }[]> = {
      manual: [],
      captured: [],
      webhook: [],
      get: [],
    }
    for (let round = -warmUps; round < rounds; round += 1) {
      progress("checkout, rounds", Math.max(round, 0), rounds)
      for (const way of inTurn(WAYS, round)) {
        const times = await checkOut(bench, way)
        if (round >= 0) {
          took[way].push(times)
        }
      }
    }
    const whole = (way: Way) => took[way].map(({ session, complete }) => session + complete)
    const rows = WAYS.map((way) => {
      const pairs = ratios(whole(way), whole("manual"))
      const pairsCaptured = ratios(whole(way), whole("captured"))
      return [
        NAMES[way],
        ms(median(took[way].map(({ session }) => session))),
        ms(median(took[way].map(({ complete }) => complete))),
        ms(median(whole(way))),
        ms(p95(whole(way))),
        times(median(pairs)),
        times(p95(pairs)),
        times(median(pairsCaptured)),
        PROVIDERS[way] === WOLFFPAY ? verdict(median(pairs) <= GOAL) : "",
      ]
    })
    printTable(
      `Checkout: payment session + completion, ${rounds} rounds, the order turned round each time (goal: at most ${times(GOAL)} of pp_system_default, pair by pair)`,
      [
        "",
        "session p50",
        "complete p50",
        "both p50",
        "both p95",
        "ratio p50",
        "ratio p95",
        "to captured",
        "goal",
      ],
      rows
    )
  })
}

/** Milliseconds of both waits; the shopper's own time in between is not counted. */
async function checkOut({ shop, sandbox }: BenchShop, way: Way) {
  const cart = await shop.readyCart()
  const start = performance.now()
  const session = await shop.startPaymentSession(cart.id, PROVIDERS[way])
  const started = performance.now()
  if (way === "webhook") {
    await sandbox.pay(session)
  } else if (way === "get") {
    await sandbox.paySilently(session)
  }
  const paid = performance.now()
  const { data } = await shop.completeCart(cart.id)
  const done = performance.now()
  if (data.type !== "order") {
    throw new Error(`No order: ${data.error.message}`)
  }
  return { session: started - start, complete: done - paid }
}
