import type { RefundRequest } from "../make-refund"
import { earlierRequest, refuseRepeat } from "../refund-repeats"
import type WolffPayModuleService from "../service"
import type { BillinkCreditRow } from "../tables/billink-credits"
import type { BillinkInvoiceRow } from "../tables/billink-invoices"

/**
 * The credit that Medusa asks for once more: made at Billink, and forgotten by Medusa when something failed after that.
 * @throws MedusaError when it is booked meanwhile, or is being made or booked right now
 */
export async function earlierCredit(
  service: WolffPayModuleService,
  invoice: BillinkInvoiceRow,
  request: RefundRequest
): Promise<BillinkCreditRow | undefined> {
  const credits = await service.credits.ofInvoice(invoice.id)
  // Billink numbers no credits: a booking of ours names our own id.
  const known = credits.map((credit) => ({ ...credit, refund_id: credit.id, status: null }))
  await refuseRepeat(invoice, known, request)
  return earlierRequest(invoice, known, request, (credit) =>
    service.credits.adopt(credit.id, credit.medusa_refund_id, request.medusaRefundId)
  )
}
