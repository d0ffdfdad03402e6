import { PluginBooks } from "./plugin-books"
import type { ShopSuite } from "./runner"
import { WOLFFPAY } from "./shop"
import { waitUntil } from "./wait"

const SLOW_MACHINE_MS = 30_000

/** The steps of a purchase that most tests share, and what the plugin wrote down about it. */
export function purchasesOf(suite: ShopSuite) {
  const books = new PluginBooks(() => suite.container)

  /** A cart of EUR 15.00 with a WolffPay session, or a new session for this cart. */
  const checkout = async (cart?: string) => {
    const cartId = cart ?? (await suite.shop.readyCart()).id
    return { cartId, session: await suite.shop.startPaymentSession(cartId, WOLFFPAY) }
  }

  const checkouts = async (count: number) => {
    const made = []
    for (let i = 0; i < count; i += 1) {
      made.push(await checkout())
    }
    return made
  }

  const paidOrder = (cartId: string) =>
    waitUntil(
      `the order of ${cartId} is paid`,
      async () => {
        const order = await suite.shop.readOrder(cartId)
        return order?.payment_status === "captured" && order
      },
      SLOW_MACHINE_MS
    )

  /**
   * Resolves with the inbox as soon as it holds this many events and none waits to be worked through; what is to be tried
   * again later is tried now.
   */
  const inboxClosed = (atLeast = 1) =>
    waitUntil(
      "the inbox is worked through",
      async () => {
        const rows = await books.inbox()
        const waiting = rows.filter((row) => row.state === "received")
        for (const { id } of waiting.filter((row) => row.last_error !== null)) {
          await books.tryEventNow(id)
        }
        return rows.length >= atLeast && waiting.length === 0 && rows
      },
      SLOW_MACHINE_MS
    )

  const orderCount = async () => {
    const { data } = await suite.shop.tryAdminGet("/admin/orders?fields=id")
    return Number(data.count)
  }

  return { books, checkout, checkouts, paidOrder, inboxClosed, orderCount }
}
