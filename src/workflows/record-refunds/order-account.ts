import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import { toMinorUnits } from "../../modules/wolffpay/money"

/** What an order's own account says, read afresh. Minor units. */
export type OrderAccount = {
  /** What the customer still has to pay; below zero when the shop owes. */
  pending: number
  /** `reference_id` of its credit lines. */
  credits: string[]
}

export async function readAccount(
  container: MedusaContainer,
  orderId: string
): Promise<OrderAccount> {
  const query = container.resolve(ContainerRegistrationKeys.QUERY)
  const { data } = await query.graph({
    entity: "order",
    fields: ["id", "summary", "credit_lines.reference_id"],
    filters: { id: orderId },
  })
  const [order] = data
  const pending: unknown = Reflect.get(Object(order?.summary), "pending_difference")
  const lines: readonly ({ reference_id?: unknown } | null)[] = order?.credit_lines ?? []
  return {
    pending: toMinorUnits(Number(pending ?? 0)),
    credits: lines.map((line) => line?.reference_id).filter((id) => typeof id === "string"),
  }
}

/** An order edit, return, claim or exchange that is neither confirmed nor cancelled: core allows one change at a time. */
export async function hasOpenChange(container: MedusaContainer, orderId: string): Promise<boolean> {
  const query = container.resolve(ContainerRegistrationKeys.QUERY)
  const { data } = await query.graph({
    entity: "order_change",
    fields: ["id"],
    filters: { order_id: orderId, status: ["pending", "requested"] },
  })
  return data.length > 0
}
