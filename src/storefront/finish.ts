import { judge, type ShopAnswer } from "./judge"
import type { WolffPayError } from "./problems"
import { completeCart, openSession, readCart } from "./store-api"
import { type Failure, isBeingPaid, type PaymentState } from "./stripe-answer"
import type { FinishOptions, StoreClient, StoreOrder } from "./types"
import { within } from "./wait"

export interface FinishTools {
  client: StoreClient
  look: (clientSecret: string) => Promise<PaymentState>
}

export type Finished = { order: StoreOrder } | "processing" | "unknown" | Failure

const TIMEOUT_MS = 45_000
/** The last question is asked in full, also when its time is nearly over. */
const LEAST_MS = 3000

/** Asks the shop for the order, and looks at Stripe where it gives none, until one of them knows. Rejects only when aborted. */
export async function finish(
  { client, look }: FinishTools,
  cartId: string,
  options: FinishOptions & { lookFirst?: boolean; message: string }
): Promise<Finished> {
  const { signal, timeoutMs = TIMEOUT_MS, onWait, message } = options
  const query = new URLSearchParams(options.query ?? globalThis.location?.search)
  const started = Date.now()
  const leftMs = () => started + timeoutMs - Date.now()
  /** Undefined: nobody answered. */
  const ask = <T>(work: Promise<T>) =>
    within(Math.max(leftMs(), LEAST_MS), signal, work).catch(() => {
      signal?.throwIfAborted()
      return undefined
    })

  const fromAddress = query.get("payment_intent_client_secret") ?? ""
  let secret: string | undefined
  let answer: ShopAnswer = "busy"
  /** The cart's own payment; the one in the address only where the cart knows none. */
  const lookAtCart = async () => {
    if (secret === undefined) {
      try {
        const cart = await readCart(client, cartId)
        // An order that is there is asked for until it is told, or taken back: Medusa does so where nothing was paid.
        if (cart.completed_at) {
          return undefined
        }
        secret = openSession(cart.payment_collection, true)?.data.clientSecret ?? fromAddress
      } catch (error) {
        const { code } = error as WolffPayError
        // Nothing is said about the cart.
        if (/_(unavailable|attempts)$/.test(code)) {
          throw error
        }
        secret = fromAddress
        answer = code
      }
    }
    return secret ? look(secret) : "none"
  }

  // Each completion of an unpaid cart costs the shop an order number and a look at WolffPay.
  let askShop = !options.lookFirst && query.get("redirect_status") !== "failed"
  for (let attempt = 1; ; attempt += 1) {
    if (askShop) {
      const reply = (await ask(completeCart(client, cartId, signal))) ?? "busy"
      if (typeof reply === "object") {
        return reply
      }
      answer = reply
    }
    const state = await ask(lookAtCart())
    const isOver = leftMs() <= 0
    const elapsedMs = Date.now() - started
    const verdict = judge(answer, state, elapsedMs, isOver)
    if (typeof verdict === "object" && fromAddress && fromAddress !== secret) {
      // What the shopper has just paid need not be what the cart has now: another tab may have started anew.
      const other = await ask(look(fromAddress))
      return !other || isBeingPaid(other) ? "unknown" : verdict
    }
    if (verdict !== "ask" && verdict !== "look") {
      return verdict
    }
    askShop = verdict === "ask"
    onWait?.({ attempt, elapsedMs, message })
    // 1, 1.5, 2.2, 3.4, 5, 5, … seconds.
    await within(Math.min(1000 * 1.5 ** (attempt - 1), 5000, Math.max(leftMs(), 0)), signal)
  }
}
