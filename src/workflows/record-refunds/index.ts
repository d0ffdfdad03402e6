import {
  createStep,
  createWorkflow,
  StepResponse,
  type WorkflowData,
  WorkflowResponse,
} from "@medusajs/framework/workflows-sdk"
import type { EventResult } from "../receive-webhook-event/event-result"
import { recordRefunds } from "./record-refunds"

export type RecordRefundsInput = {
  /** Id of our intent row (`wpint_…`). */
  id: string
}

const recordRefundsStep = createStep(
  "wolffpay-record-refunds-step",
  async ({ id }: RecordRefundsInput, { container }) =>
    new StepResponse<EventResult>(await recordRefunds(container, id))
)

/** Brings Medusa's refunds in line with WolffPay's, wherever they were made. One call to WolffPay. */
export const recordRefundsWorkflow = createWorkflow(
  "wolffpay-record-refunds",
  (input: WorkflowData<RecordRefundsInput>) => new WorkflowResponse(recordRefundsStep(input))
)
