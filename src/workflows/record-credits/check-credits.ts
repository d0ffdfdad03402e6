import type { MedusaContainer } from "@medusajs/framework/types"
import { invoiceAttention } from "../../modules/wolffpay/billink/invoice-attention"
import { endCutOff } from "../../modules/wolffpay/billink/make-credit"
import { describeError } from "../../modules/wolffpay/describe-error"
import { pluginService } from "../plugin-service"
import { withSessionLock } from "../session-lock"
import { bookCredits } from "./book-credits"

const PER_RUN = 20
/** Longer than anything that may pass by itself; in ms. */
const PATIENCE_MS = 15 * 60 * 1000

/** Credits that a process left behind: cut off between its attempt and the answer, or between that and Medusa's book. */
export async function checkCredits(container: MedusaContainer): Promise<void> {
  const service = pluginService(container)
  for (const credit of await service.credits.claimDue(PER_RUN)) {
    const invoice = await service.invoices.byId(credit.invoice_id)
    if (!invoice) {
      continue
    }
    const problem = await withSessionLock(container, invoice.session_id, async () => {
      await endCutOff(service, invoice)
      return bookCredits(container, invoice)
    }).catch(describeError)
    if (problem && Date.now() - credit.created_at.getTime() > PATIENCE_MS) {
      await service.flagAttention({
        ...invoiceAttention(
          "billink_credit_not_booked",
          { ...invoice, amount: credit.amount },
          { problem }
        ),
        subject: credit.id,
        amount_medusa: 0,
      })
    }
  }
}
