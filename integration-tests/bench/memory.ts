import { MANUAL, WOLFFPAY } from "../support/shop"
import { waitUntil } from "../support/wait"
import { BenchShop } from "./bench-shop"
import { printTable, progress } from "./report"
import { slope } from "./statistics"

const MB = 1024 * 1024

/** How much the heap grows with orders, after forced collections; both shops take their turns. */
export async function benchMemory({ quick }: { quick: boolean }) {
  const { chunk, chunks } = quick ? { chunk: 5, chunks: 3 } : { chunk: 50, chunks: 10 }
  const ours = await BenchShop.open("memory_ours")
  const manual = await BenchShop.open("memory_manual")
  const shops = [
    { name: "ours", bench: ours, order: () => payByWebhook(ours) },
    { name: "pp_system_default", bench: manual, order: () => completeManually(manual) },
  ].map((shop) => ({ ...shop, points: [] as [number, number][] }))
  try {
    for (let round = -1; round < chunks; round += 1) {
      for (const { name, bench, order, points } of shops) {
        for (let done = 0; done < chunk; done += 1) {
          progress(`memory, orders (${name})`, Math.max(round, 0) * chunk + done, chunk * chunks)
          await order()
        }
        // The first round warms caches up.
        if (round >= 0) {
          points.push([(round + 1) * chunk, (await bench.medusa.measureHeap()) / MB])
        }
      }
    }
  } finally {
    await Promise.all(shops.map(({ bench }) => bench.close()))
  }
  printTable(
    `Memory: heap after forced collection, ${chunk * chunks} orders each`,
    ["", "first", "last", "MB per 100 orders"],
    shops.map(({ name, points }) => [
      name,
      `${points[0]?.[1].toFixed(1)} MB`,
      `${points.at(-1)?.[1].toFixed(1)} MB`,
      (slope(points) * 100).toFixed(2),
    ])
  )
}

async function payByWebhook({ shop, sandbox, query }: BenchShop) {
  const cart = await shop.readyCart()
  const session = await shop.startPaymentSession(cart.id, WOLFFPAY)
  await sandbox.pay(session)
  await waitUntil("the order is settled", async () => {
    const rows = await query(
      `select 1 from wolffpay_payment_intent
       where intent_id = '${String(session.data.id)}' and settled_at is not null`
    )
    return rows.length > 0
  })
}

async function completeManually({ shop }: BenchShop) {
  const cart = await shop.readyCart()
  await shop.startPaymentSession(cart.id, MANUAL)
  const { data } = await shop.completeCart(cart.id)
  if (data.type !== "order") {
    throw new Error(`No order: ${data.error.message}`)
  }
}
