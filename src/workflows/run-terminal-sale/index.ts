import {
  createStep,
  createWorkflow,
  StepResponse,
  type WorkflowData,
  WorkflowResponse,
} from "@medusajs/framework/workflows-sdk"
import { takeUpSale } from "./take-up"

export type RunTerminalSaleInput = {
  /** Id of the sale (`wpsale_…`). */
  id: string
}

const runTerminalSaleStep = createStep(
  "wolffpay-run-terminal-sale-step",
  async ({ id }: RunTerminalSaleInput, { container }) => {
    await takeUpSale(container, id)
    return new StepResponse({ id })
  }
)

/** Takes up a sale at the counter that nobody is at, and finishes or undoes it. Safe to run any number of times. */
export const runTerminalSaleWorkflow = createWorkflow(
  "wolffpay-run-terminal-sale",
  (input: WorkflowData<RunTerminalSaleInput>) => new WorkflowResponse(runTerminalSaleStep(input))
)
