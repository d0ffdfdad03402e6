import { MedusaError } from "@medusajs/framework/utils"
import {
  createStep,
  createWorkflow,
  StepResponse,
  type WorkflowData,
  WorkflowResponse,
} from "@medusajs/framework/workflows-sdk"
import { pluginService } from "../plugin-service"
import { bookCredits } from "../record-credits/book-credits"
import { closeCredited } from "../record-credits/close-credited"
import { forgetCredit } from "../record-credits/forget-credit"
import { waitsFor } from "../record-credits/record-credit"
import { withSessionLock } from "../session-lock"

export type ResolveCreditInput = {
  /** Our id of the credit (`wpbcr_…`). */
  id: string
  /** Whether it was made, as somebody has seen at Billink. */
  made: boolean
}

const resolveCreditStep = createStep(
  "wolffpay-resolve-credit-step",
  async ({ id, made }: ResolveCreditInput, { container }) => {
    const service = pluginService(container)
    const credit = await service.credits.byId(id)
    const invoice = credit && (await service.invoices.byId(credit.invoice_id))
    if (!invoice) {
      throw new MedusaError(MedusaError.Types.NOT_FOUND, `This shop has no credit ${id}.`)
    }
    const problem = await withSessionLock(container, invoice.session_id, async () => {
      const now = await service.credits.byId(id)
      if (now?.state !== "unknown") {
        throw new MedusaError(
          MedusaError.Types.NOT_ALLOWED,
          "What became of this credit is known already."
        )
      }
      await (made ? service.credits.made(id) : forgetCredit(container, now))
      await service.attentions.resolveSubject(
        ["billink_credit_unknown"],
        id,
        made ? "It was made." : "It was not made."
      )
      await service.events.reopen(waitsFor(id))
      // What is left of a cancelled order's invoice can be credited from now on.
      await service.invoices.checkSoon(invoice.id)
      if (!made) {
        return undefined
      }
      await closeCredited(container, invoice)
      return bookCredits(container, invoice)
    })
    // What cannot be booked right now is booked by the job.
    return new StepResponse({ id, problem: problem ?? null })
  }
)

/** A person has looked at Billink what became of a credit whose answer was lost; it is booked, or can be made again. */
export const resolveCreditWorkflow = createWorkflow(
  "wolffpay-resolve-credit",
  (input: WorkflowData<ResolveCreditInput>) => new WorkflowResponse(resolveCreditStep(input))
)
