import {
  createStep,
  createWorkflow,
  StepResponse,
  type WorkflowData,
  WorkflowResponse,
} from "@medusajs/framework/workflows-sdk"
import { pluginService } from "../plugin-service"
import { withSessionLock } from "../session-lock"
import type { SettleOutcome } from "../settle-payment/outcome"
import { failPayment } from "./fail-payment"

export type FailPaymentInput = {
  /** Id of our intent row (`wpint_…`). */
  id: string
  /** WolffPay's word for it. */
  status: string
  /** When it failed (ISO 8601), as the event says. */
  occurred_at?: string
  /** Says that only a debit on its way may fail by this: an event may have told it since the caller looked. */
  only_processing?: boolean
}

const failPaymentStep = createStep(
  "wolffpay-fail-payment-step",
  async (input: FailPaymentInput, { container }) => {
    const intent = await pluginService(container).intents.byId(input.id)
    const outcome: SettleOutcome = intent
      ? await withSessionLock(container, intent.session_id, () => failPayment(container, input))
      : { kind: "waiting" }
    return new StepResponse<SettleOutcome>(outcome)
  }
)

/** Notes a failed payment. It never undoes a success: what had succeeded is looked up first (R5). */
export const failPaymentWorkflow = createWorkflow(
  "wolffpay-fail-payment",
  (input: WorkflowData<FailPaymentInput>) => new WorkflowResponse(failPaymentStep(input))
)
