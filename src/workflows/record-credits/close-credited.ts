import type { MedusaContainer } from "@medusajs/framework/types"
import { invoiceAttention } from "../../modules/wolffpay/billink/invoice-attention"
import { creditedCents } from "../../modules/wolffpay/billink/make-credit"
import type { BillinkInvoiceRow } from "../../modules/wolffpay/tables/billink-invoices"
import { pluginService } from "../plugin-service"

/** Why a person was called about an accepted invoice: a full credit settles it. */
export const SETTLED_BY_CREDIT = [
  "billink_session_gone",
  "billink_cart_changed",
  "billink_not_needed",
  "billink_order_not_placed",
  "billink_not_credited",
]

/** A person has said that a credit was made, or has commanded it: in full, it leaves nothing to do on this invoice. */
export async function closeCredited(
  container: MedusaContainer,
  invoice: BillinkInvoiceRow
): Promise<void> {
  const service = pluginService(container)
  if (creditedCents(await service.credits.ofInvoice(invoice.id)) < invoice.amount) {
    return
  }
  const { subject } = invoiceAttention("billink_not_needed", invoice)
  await service.attentions.resolveSubject(
    SETTLED_BY_CREDIT,
    subject,
    "The invoice is credited in full."
  )
  await service.invoices.stopChecking(invoice.id)
}
