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
import { settleInvoice } from "./settle-invoice"

export type SettleInvoiceInput = {
  /** Id of our invoice row (`wpbil_…`). */
  id: string
}

const settleInvoiceStep = createStep(
  "wolffpay-settle-invoice-step",
  async ({ id }: SettleInvoiceInput, { container }) => {
    const invoice = await pluginService(container).invoices.byId(id)
    const outcome: SettleOutcome = invoice
      ? await withSessionLock(container, invoice.session_id, () => settleInvoice(container, id))
      : { kind: "waiting" }
    return new StepResponse<SettleOutcome>(outcome)
  }
)

/**
 * Brings Medusa's books in line with what is known of one invoice at Billink. The one place that decides, for webhooks, the
 * job and shoppers alike. Safe to run any number of times.
 */
export const settleInvoiceWorkflow = createWorkflow(
  "wolffpay-settle-invoice",
  (input: WorkflowData<SettleInvoiceInput>) => new WorkflowResponse(settleInvoiceStep(input))
)
