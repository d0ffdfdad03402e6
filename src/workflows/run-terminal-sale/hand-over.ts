import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import {
  completeOrderWorkflow,
  createOrderFulfillmentWorkflow,
  markOrderFulfillmentAsDeliveredWorkflow,
} from "@medusajs/medusa/core-flows"
import { describeError } from "../../modules/wolffpay/describe-error"
import type { TerminalSaleRow } from "../../modules/wolffpay/tables/terminal-sale-row"

const MANUAL_PROVIDER = "manual_manual"

type Fulfillment = { id: string; delivered_at: unknown; canceled_at: unknown }

/** The goods are over the counter: fulfilled from the shop's stock, delivered, completed. Goes on where it was cut off. */
export async function handOver(
  container: MedusaContainer,
  sale: TerminalSaleRow
): Promise<string | undefined> {
  const orderId = sale.order_id ?? ""
  try {
    const query = container.resolve(ContainerRegistrationKeys.QUERY)
    const { data } = await query.graph({
      entity: "order",
      fields: [
        "id",
        "status",
        "items.id",
        "items.detail.quantity",
        "fulfillments.id",
        "fulfillments.delivered_at",
        "fulfillments.canceled_at",
      ],
      filters: { id: orderId },
    })
    const [order] = data
    if (!order) {
      return "the order is gone"
    }
    const fulfillments = (order.fulfillments ?? []) as (Fulfillment | null)[]
    const standing = fulfillments.find((one) => one && !one.canceled_at)
    const fulfillment =
      standing ?? (await fulfill(container, sale, (order.items ?? []) as OrderItem[]))
    if (!fulfillment.delivered_at) {
      await markOrderFulfillmentAsDeliveredWorkflow(container).run({
        input: { orderId, fulfillmentId: fulfillment.id },
      })
    }
    if (order.status !== "completed") {
      await completeOrderWorkflow(container).run({ input: { orderIds: [orderId] } })
    }
    return undefined
  } catch (error) {
    return describeError(error)
  }
}

type OrderItem = { id: string; detail?: { quantity?: number } | null }

async function fulfill(
  container: MedusaContainer,
  sale: TerminalSaleRow,
  items: readonly OrderItem[]
): Promise<Pick<Fulfillment, "id" | "delivered_at">> {
  const { result } = await createOrderFulfillmentWorkflow(container).run({
    input: {
      order_id: sale.order_id ?? "",
      location_id: sale.stock_location_id,
      shipping_option_id: await optionOf(container, sale.stock_location_id),
      items: items.map(({ id, detail }) => ({ id, quantity: Number(detail?.quantity ?? 0) })),
      created_by: sale.sold_by_id,
      no_notification: true,
    },
  })
  return { id: result.id, delivered_at: null }
}

async function optionOf(container: MedusaContainer, locationId: string): Promise<string> {
  const option = await manualOption(container, locationId)
  if (!option) {
    throw new Error(
      "the shop has no shipping option with the manual provider, which Medusa needs to hand goods over"
    )
  }
  return option
}

/**
 * Core takes a fulfillment's provider from a shipping option. Only one without a carrier will do, the shop's own before
 * another's: nobody is to be sent a label for what went over the counter.
 */
export async function manualOption(
  container: MedusaContainer,
  locationId: string
): Promise<string | undefined> {
  const query = container.resolve(ContainerRegistrationKeys.QUERY)
  const { data } = await query.graph({
    entity: "shipping_option",
    fields: ["id", "service_zone.fulfillment_set.location.id"],
    filters: { provider_id: MANUAL_PROVIDER },
  })
  const own = data.find((one) => one.service_zone?.fulfillment_set?.location?.id === locationId)
  const option = own ?? data[0]
  return option ? String(option.id) : undefined
}
