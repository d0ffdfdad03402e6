import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import { toMinorUnits } from "../../modules/wolffpay/money"
import { WOLFFPAY_PROVIDER_IDS } from "../../modules/wolffpay/provider-id"

export type OrderSession = {
  session_id: string
  payment: { id: string; captured: number; refunded: number; canceled: boolean } | undefined
}

export type CanceledOrder = { id: string; canceled_at: Date }

/** The moment it was cancelled; now, while core is still at it. */
export async function loadCanceledOrder(
  container: MedusaContainer,
  orderId: string
): Promise<CanceledOrder> {
  const query = container.resolve(ContainerRegistrationKeys.QUERY)
  const { data } = await query.graph({
    entity: "order",
    fields: ["id", "canceled_at"],
    filters: { id: orderId },
  })
  const at = data[0]?.canceled_at
  return { id: orderId, canceled_at: at ? new Date(at) : new Date() }
}

/** The order's sessions with a provider of ours. Captured and refunded are minor units, as Medusa's books have them. */
export async function loadOrderSessions(
  container: MedusaContainer,
  orderId: string,
  providerId: string | readonly string[] = WOLFFPAY_PROVIDER_IDS
): Promise<OrderSession[]> {
  const query = container.resolve(ContainerRegistrationKeys.QUERY)
  const { data: links } = await query.graph({
    entity: "order_payment_collection",
    fields: ["payment_collection_id"],
    filters: { order_id: orderId },
  })
  const ids = links
    .map((link) => link.payment_collection_id as string | undefined)
    .filter((id): id is string => Boolean(id))
  if (ids.length === 0) {
    return []
  }
  const { data: sessions } = await query.graph({
    entity: "payment_session",
    fields: [
      "id",
      "payment.id",
      "payment.canceled_at",
      "payment.captures.amount",
      "payment.refunds.amount",
    ],
    filters: { payment_collection_id: ids, provider_id: [providerId].flat() },
  })
  return sessions.map((session) => ({
    session_id: session.id,
    payment: session.payment
      ? {
          id: session.payment.id,
          canceled: Boolean(session.payment.canceled_at),
          captured: total(session.payment.captures),
          refunded: total(session.payment.refunds),
        }
      : undefined,
  }))
}

function total(rows: readonly ({ amount?: unknown } | null)[] | undefined): number {
  return (rows ?? []).reduce((sum, row) => sum + toMinorUnits(Number(row?.amount ?? 0)), 0)
}
