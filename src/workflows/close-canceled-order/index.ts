import {
  createStep,
  createWorkflow,
  StepResponse,
  type WorkflowData,
  WorkflowResponse,
} from "@medusajs/framework/workflows-sdk"
import { closeCanceledOrder } from "./close-canceled-order"

export type CloseCanceledOrderInput = { order_id: string }

const closeCanceledOrderStep = createStep(
  "wolffpay-close-canceled-order-step",
  async ({ order_id }: CloseCanceledOrderInput, { container }) => {
    await closeCanceledOrder(container, order_id)
    return new StepResponse({ order_id })
  }
)

/**
 * Makes sure that a cancelled order keeps no money: core swallows a refund that fails, and calls no provider for an order
 * that still waits for its payment (R16).
 */
export const closeCanceledOrderWorkflow = createWorkflow(
  "wolffpay-close-canceled-order",
  (input: WorkflowData<CloseCanceledOrderInput>) =>
    new WorkflowResponse(closeCanceledOrderStep(input))
)
