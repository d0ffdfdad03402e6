import {
  createStep,
  createWorkflow,
  StepResponse,
  WorkflowResponse,
} from "@medusajs/framework/workflows-sdk"
import { reconcile, type ReconcileReport } from "./reconcile"

const reconcileStep = createStep(
  "wolffpay-reconcile-step",
  async (_input: Record<string, never>, { container }) =>
    new StepResponse<ReconcileReport>(await reconcile(container))
)

/**
 * Settles what no webhook told: events left behind by a crash, paid intents without a webhook, authorised and processing
 * ones, intents that no session owns any more, refunds that are not final. Costs no call when nothing is open.
 */
export const reconcileWorkflow = createWorkflow("wolffpay-reconcile", () => {
  return new WorkflowResponse(reconcileStep({}))
})
