import {
  createStep,
  createWorkflow,
  StepResponse,
  type WorkflowData,
  WorkflowResponse,
} from "@medusajs/framework/workflows-sdk"
import { pluginService } from "../plugin-service"
import { withSessionLock } from "../session-lock"
import type { SettleOutcome } from "./outcome"
import { settle } from "./settle"

export type { SettleOutcome } from "./outcome"

export type SettlePaymentInput = {
  /** Id of our intent row (`wpint_…`). */
  id: string
}

const settlePaymentStep = createStep(
  "wolffpay-settle-payment-step",
  async ({ id }: SettlePaymentInput, { container }) => {
    const service = pluginService(container)
    const intent = await service.intents.byId(id)
    if (!intent) {
      return new StepResponse<SettleOutcome>({ kind: "waiting" })
    }
    const outcome = await withSessionLock(container, intent.session_id, () => settle(container, id))
    return new StepResponse<SettleOutcome>(outcome)
  }
)

/**
 * Brings Medusa's books in line with what is known of one payment intent. The one place that decides, for webhooks, the
 * reconciliation job and shoppers alike. Safe to run any number of times.
 */
export const settlePaymentWorkflow = createWorkflow(
  "wolffpay-settle-payment",
  (input: WorkflowData<SettlePaymentInput>) => new WorkflowResponse(settlePaymentStep(input))
)
