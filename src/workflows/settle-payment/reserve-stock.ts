import type {
  ConfirmVariantInventoryWorkflowInputDTO,
  MedusaContainer,
} from "@medusajs/framework/types"
import { ContainerRegistrationKeys, Modules } from "@medusajs/framework/utils"
import {
  createWorkflow,
  type WorkflowData,
  WorkflowResponse,
} from "@medusajs/framework/workflows-sdk"
import { confirmVariantInventoryWorkflow, reserveInventoryStep } from "@medusajs/medusa/core-flows"
import { problemOf } from "./problem-of"

/** As completing a cart does it, with core's own choice of the stock location. */
const reserveStockWorkflow = createWorkflow(
  "wolffpay-reserve-stock",
  (input: WorkflowData<ConfirmVariantInventoryWorkflowInputDTO>) => {
    const confirmed = confirmVariantInventoryWorkflow.runAsStep({ input })
    return new WorkflowResponse(reserveInventoryStep(confirmed))
  }
)

export type Reservation =
  { kind: "complete" } | { kind: "made" } | { kind: "failed"; problem: string }

/**
 * Reserves the stock of an order whose completion was cut off before that. Core reserves all of an order in one write, so
 * one reservation says that all are there; and what is being packed already is left alone.
 */
export async function reserveMissingStock(
  container: MedusaContainer,
  orderId: string
): Promise<Reservation> {
  const order = await loadOrder(container, orderId)
  const items = (order?.items ?? []).flatMap(({ id, variant_id, quantity, variant }) =>
    variant?.manage_inventory ? [{ id, variant_id, quantity, variant }] : []
  )
  if (!order || items.length === 0 || order.fulfillments?.length) {
    return { kind: "complete" }
  }
  const reserved = await container
    .resolve(Modules.INVENTORY)
    .listReservationItems({ line_item_id: items.map((item) => item.id) }, { take: 1 })
  if (reserved.length > 0) {
    return { kind: "complete" }
  }
  const { errors } = await reserveStockWorkflow(container).run({
    input: {
      sales_channel_id: order.sales_channel_id,
      variants: items.map((item) => item.variant),
      items: items.map(({ variant: _, ...item }) => item),
    },
    throwOnError: false,
  })
  const problem = problemOf(errors)
  return problem ? { kind: "failed", problem } : { kind: "made" }
}

type Variant = ConfirmVariantInventoryWorkflowInputDTO["variants"][number]

/** What is read below; Medusa's types do not follow links between modules. */
type OrderWithStock = {
  sales_channel_id: string
  fulfillments?: unknown[]
  items?: { id: string; variant_id: string; quantity: number; variant?: Variant }[]
}

async function loadOrder(
  container: MedusaContainer,
  orderId: string
): Promise<OrderWithStock | undefined> {
  const inventory = "items.variant.inventory_items"
  const level = `${inventory}.inventory.location_levels`
  const { data } = await container.resolve(ContainerRegistrationKeys.QUERY).graph({
    entity: "order",
    fields: [
      "id",
      "sales_channel_id",
      "fulfillments.id",
      "items.*",
      "items.variant.id",
      "items.variant.manage_inventory",
      "items.variant.allow_backorder",
      `${inventory}.inventory_item_id`,
      `${inventory}.variant_id`,
      `${inventory}.required_quantity`,
      `${level}.location_id`,
      `${level}.stocked_quantity`,
      `${level}.reserved_quantity`,
      `${level}.raw_stocked_quantity`,
      `${level}.raw_reserved_quantity`,
      `${level}.stock_locations.id`,
      `${level}.stock_locations.sales_channels.id`,
    ],
    filters: { id: orderId },
  })
  return data[0] as OrderWithStock | undefined
}
