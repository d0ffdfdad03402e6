import {
  createStep,
  createWorkflow,
  StepResponse,
  type WorkflowData,
  WorkflowResponse,
} from "@medusajs/framework/workflows-sdk"
import { captureShippedOrder } from "./capture-shipped-order"

export type CaptureShippedOrderInput = { order_id: string }

const captureShippedOrderStep = createStep(
  "wolffpay-capture-shipped-order-step",
  async ({ order_id }: CaptureShippedOrderInput, { container }) =>
    new StepResponse({ is_done: await captureShippedOrder(container, order_id) })
)

/** Starts Billink's workflow for an order that is sent in full, by capturing its payment. Safe to run any number of times. */
export const captureShippedOrderWorkflow = createWorkflow(
  "wolffpay-capture-shipped-order",
  (input: WorkflowData<CaptureShippedOrderInput>) =>
    new WorkflowResponse(captureShippedOrderStep(input))
)
