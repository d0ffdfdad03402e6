import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"

export type BookedPayment = {
  id: string
  amount: number
  captured_at: Date | string | null
  canceled_at: Date | string | null
  capture_ids: string[]
  /** Major units, of each capture that is written; one that was cut off is among them. */
  capture_amounts: number[]
}

export type BookedOrder = {
  id: string
  status: string
  version: number
  total: number
  currency_code: string
  email: string | null
  metadata: Record<string, unknown>
  created_at: Date
  /** Ids of the captures and refunds that the order's own account shows. */
  transaction_ids: string[]
}

/** What Medusa's books say about one payment session. Amounts are major units. */
export type Books = {
  session: {
    id: string
    payment_collection_id: string
    provider_id: string
    amount: number
    currency_code: string
    status: string
    data: Record<string, unknown>
  }
  payment: BookedPayment | undefined
  cart_id: string | undefined
  order: BookedOrder | undefined
  /** Whether the order is the cart's, and not only found by its payment collection. */
  is_linked: boolean
}

/**
 * Reads the session, its payment, its cart and its order. Undefined when the session is gone. Every filter is a value that
 * is known to be there: Medusa's queries match everything for an undefined one.
 */
export async function loadBooks(
  container: MedusaContainer,
  sessionId: string
): Promise<Books | undefined> {
  const query = container.resolve(ContainerRegistrationKeys.QUERY)
  const { data: sessions } = await query.graph({
    entity: "payment_session",
    fields: [
      "id",
      "provider_id",
      "amount",
      "currency_code",
      "status",
      "data",
      "payment_collection_id",
      "payment.id",
      "payment.amount",
      "payment.captured_at",
      "payment.canceled_at",
      "payment.captures.id",
      "payment.captures.amount",
    ],
    filters: { id: sessionId },
  })
  const session = sessions[0]
  if (!session?.payment_collection_id) {
    return undefined
  }
  const collectionId: string = session.payment_collection_id
  const { data: carts } = await query.graph({
    entity: "cart_payment_collection",
    fields: ["cart_id"],
    filters: { payment_collection_id: collectionId },
  })
  const cartId = carts[0]?.cart_id as string | undefined
  const ofCart = cartId ? await orderOfCart(container, cartId) : undefined
  const orderId = ofCart ?? (await orderOfCollection(container, collectionId))
  return {
    session: {
      id: session.id,
      payment_collection_id: collectionId,
      provider_id: session.provider_id,
      amount: Number(session.amount),
      currency_code: session.currency_code,
      status: session.status,
      data: session.data ?? {},
    },
    payment: session.payment
      ? {
          id: session.payment.id,
          amount: Number(session.payment.amount),
          captured_at: session.payment.captured_at ?? null,
          canceled_at: session.payment.canceled_at ?? null,
          capture_ids: ids(session.payment.captures, "id"),
          capture_amounts: amounts(session.payment.captures),
        }
      : undefined,
    cart_id: cartId,
    order: orderId ? await loadOrder(container, orderId) : undefined,
    is_linked: ofCart !== undefined,
  }
}

async function orderOfCart(
  container: MedusaContainer,
  cartId: string
): Promise<string | undefined> {
  const query = container.resolve(ContainerRegistrationKeys.QUERY)
  const { data } = await query.graph({
    entity: "order_cart",
    fields: ["order_id"],
    filters: { cart_id: cartId },
  })
  return data[0]?.order_id as string | undefined
}

async function orderOfCollection(
  container: MedusaContainer,
  collectionId: string
): Promise<string | undefined> {
  const query = container.resolve(ContainerRegistrationKeys.QUERY)
  const { data } = await query.graph({
    entity: "order_payment_collection",
    fields: ["order_id"],
    filters: { payment_collection_id: collectionId },
  })
  return data[0]?.order_id as string | undefined
}

async function loadOrder(
  container: MedusaContainer,
  orderId: string
): Promise<BookedOrder | undefined> {
  const query = container.resolve(ContainerRegistrationKeys.QUERY)
  const { data } = await query.graph({
    entity: "order",
    fields: [
      "id",
      "status",
      "version",
      "total",
      "currency_code",
      "email",
      "metadata",
      "created_at",
      "transactions.reference_id",
    ],
    filters: { id: orderId },
  })
  const order = data[0]
  return order
    ? {
        id: order.id,
        status: order.status ?? "",
        version: Number(order.version ?? 1),
        total: Number(order.total),
        currency_code: order.currency_code,
        email: order.email ?? null,
        metadata: order.metadata ?? {},
        created_at: new Date(order.created_at),
        transaction_ids: ids(order.transactions, "reference_id"),
      }
    : undefined
}

function ids<Key extends string>(
  rows: readonly (Partial<Record<Key, unknown>> | null)[] | null | undefined,
  key: Key
): string[] {
  return (rows ?? []).map((row) => row?.[key]).filter((id) => typeof id === "string")
}

function amounts(rows: readonly ({ amount?: unknown } | null)[] | null | undefined): number[] {
  return (rows ?? []).map((row) => Number(row?.amount))
}
