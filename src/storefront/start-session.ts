import { WolffPayError } from "./problems"
import { openSession, readCart, type StoreCart } from "./store-api"
import { problemOf, type StoreFailure } from "./store-failure"
import { isBeingPaid, isDead, type PaymentState } from "./stripe-answer"
import { type StoreClient, WOLFFPAY_PROVIDER_ID, type WolffPaySession } from "./types"
import { within } from "./wait"

type Collection = { payment_collection: NonNullable<StoreCart["payment_collection"]> }
type Look = (clientSecret: string) => Promise<PaymentState>

/**
 * The cart's open session when it still fits, else a new one: each new one is an intent at WolffPay, and a cart may start only
 * a few in a minute (R19).
 * @throws WolffPayError
 */
export async function startSession(
  client: StoreClient,
  look: Look,
  cartId: string,
  /** Rejects when the account is closed by now. */
  mustBeOpen: () => Promise<void>
): Promise<WolffPaySession> {
  const { cart, open } = await readUnpaid(client, look, cartId)
  // Both are Medusa's own figures; less than half a cent is rounding, not a change.
  if (open && Math.abs(open.amount - cart.total) < 0.005) {
    return toSession(open)
  }
  const post = async (path: string, body: Record<string, unknown>) => {
    const init = { method: "POST", body }
    const answer = await client.fetch<Collection>(`/store/payment-collections${path}`, init)
    return answer.payment_collection
  }
  try {
    const { id } = cart.payment_collection ?? (await post("", { cart_id: cartId }))
    return toSession(
      openSession(await post(`/${id}/payment-sessions`, { provider_id: WOLFFPAY_PROVIDER_ID }))
    )
  } catch (error) {
    const code = problemOf(error as StoreFailure) ?? "payment_not_possible"
    if (code === "payment_not_possible") {
      // One of: being paid (R13), a closed account, or an amount, currency or provider that cannot be. Cart and account tell which.
      await readUnpaid(client, look, cartId)
      await mustBeOpen()
    }
    throw new WolffPayError(code, error)
  }
}

/** @throws WolffPayError cart_already_paid */
async function readUnpaid(
  client: StoreClient,
  look: Look,
  cartId: string,
  isSecond?: boolean
): Promise<{ cart: StoreCart; open: ReturnType<typeof openSession> }> {
  const cart = await readCart(client, cartId)
  const open = openSession(cart.payment_collection)
  const state = open && (await look(open.data.clientSecret))
  if (isBeingPaid(state) || (isSecond && cart.completed_at)) {
    throw new WolffPayError("cart_already_paid")
  }
  if (cart.completed_at) {
    // Medusa takes it back when the payment turns out not to be there.
    await within(2000)
    return readUnpaid(client, look, cartId, true)
  }
  return { cart, open: isDead(state) ? undefined : open }
}

/** Throws where Medusa has answered no session, which counts as no answer. */
function toSession(open: ReturnType<typeof openSession>): WolffPaySession {
  const { id, data } = open as NonNullable<typeof open>
  const { clientSecret, amount, currency, status } = data as unknown as WolffPaySession
  return { id, intentId: data.id as string, clientSecret, amount, currency, status }
}
