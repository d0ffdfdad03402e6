import { WolffPayError } from "./problems"
import { isPassing, problemOf, type StoreFailure } from "./store-failure"
import type { ShopAnswer } from "./judge"
import {
  type StoreClient,
  type StoreOrder,
  WOLFFPAY_PROVIDER_ID,
  type WolffPayConfig,
} from "./types"

/** A payment session as Medusa answers it. */
export interface StoreSession {
  id: string
  provider_id: string
  status: string
  /** Major units, as Medusa has it. */
  amount: number
  data?: Record<string, unknown>
}

export interface StoreCart {
  id: string
  completed_at?: string | null
  /** Major units. */
  total: number
  payment_collection?: { id: string; payment_sessions?: StoreSession[] } | null
}

const FIELDS = "id,completed_at,total,payment_collection.id,*payment_collection.payment_sessions"

const cartPath = (cartId: string) => `/store/carts/${encodeURIComponent(cartId)}`

/** @throws WolffPayError */
export async function readCart(client: StoreClient, cartId: string): Promise<StoreCart> {
  try {
    const query = { fields: FIELDS }
    return (await client.fetch<{ cart: StoreCart }>(cartPath(cartId), { query })).cart
  } catch (error) {
    const failure = error as StoreFailure
    // Nothing but the key is checked before a cart is looked up.
    const code = failure.status === 404 ? "cart_not_found" : "wrong_publishable_key"
    throw new WolffPayError(problemOf(failure) ?? code, error)
  }
}

type OurSession = StoreSession & { data: { clientSecret: string } }

/** The session of ours that can be paid; `any`: else one that cannot be paid any more, such as a debit that failed. */
export function openSession(
  collection: StoreCart["payment_collection"],
  any?: boolean
): OurSession | undefined {
  const ours = collection?.payment_sessions?.filter(
    (session): session is OurSession =>
      session.provider_id === WOLFFPAY_PROVIDER_ID && typeof session.data?.clientSecret === "string"
  )
  return (
    ours?.find(({ status }) => /^(pending|requires_more)$/.test(status)) ??
    (any ? ours?.at(-1) : undefined)
  )
}

/** @throws WolffPayError */
export async function readConfig(client: StoreClient): Promise<WolffPayConfig> {
  try {
    return await client.fetch<WolffPayConfig>("/store/wolffpay/config")
  } catch (error) {
    const failure = error as StoreFailure
    let code = problemOf(failure)
    if (!code) {
      code = failure.status === 404 ? "not_configured" : "service_unavailable"
      // Medusa refuses a wrong key everywhere; WolffPay refusing the shop's own key shows here only.
      if (failure.status === 400 && (await refusesKey(client))) {
        code = "wrong_publishable_key"
      }
    }
    throw new WolffPayError(code, error)
  }
}

function refusesKey(client: StoreClient): Promise<boolean> {
  return client.fetch("/store/regions", { query: { limit: 1 } }).then(
    () => false,
    ({ status }: StoreFailure) => status === 400
  )
}

/** Asks Medusa to turn the cart into its order. It may be asked again: a completed cart answers with the same order. */
export async function completeCart(
  client: StoreClient,
  cartId: string,
  signal: AbortSignal | undefined
): Promise<{ order: StoreOrder } | ShopAnswer> {
  try {
    const { type, order } = await client.fetch<{ type: string; order: StoreOrder }>(
      `${cartPath(cartId)}/complete`,
      { method: "POST", signal }
    )
    return type === "order" ? { order } : "unpaid"
  } catch (error) {
    const failure = error as StoreFailure
    if (failure.status === 404) {
      return "cart_not_found"
    }
    if (failure.code === "insufficient_inventory") {
      return "sold_out"
    }
    return isPassing(failure) || failure.status === 429
      ? "busy"
      : (problemOf(failure) ?? "cart_incomplete")
  }
}
