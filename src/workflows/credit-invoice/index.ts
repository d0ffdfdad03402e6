import { MedusaError } from "@medusajs/framework/utils"
import {
  createStep,
  createWorkflow,
  StepResponse,
  type WorkflowData,
  WorkflowResponse,
} from "@medusajs/framework/workflows-sdk"
import { pluginService } from "../plugin-service"
import { withSessionLock } from "../session-lock"
import { creditInvoice, type CreditInvoiceInput } from "./credit-invoice"

const creditInvoiceStep = createStep(
  "wolffpay-credit-invoice-step",
  async (input: CreditInvoiceInput, { container }) => {
    const invoice = await pluginService(container).invoices.find(input.id)
    if (!invoice) {
      throw new MedusaError(MedusaError.Types.NOT_FOUND, `This shop has no invoice ${input.id}.`)
    }
    await withSessionLock(container, invoice.session_id, () =>
      creditInvoice(container, invoice, input)
    )
    return new StepResponse({ id: invoice.id })
  }
)

/** Credits an invoice at Billink by a person's command, or books a credit that was made there. */
export const creditInvoiceWorkflow = createWorkflow(
  "wolffpay-credit-invoice",
  (input: WorkflowData<CreditInvoiceInput>) => new WorkflowResponse(creditInvoiceStep(input))
)
