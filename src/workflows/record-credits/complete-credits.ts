import type { MedusaContainer } from "@medusajs/framework/types"
import { invoiceAttention } from "../../modules/wolffpay/billink/invoice-attention"
import type { BillinkCreditRow } from "../../modules/wolffpay/tables/billink-credits"
import type { BillinkInvoiceRow } from "../../modules/wolffpay/tables/billink-invoices"
import { pluginService } from "../plugin-service"
import { completeRows, isAtRest } from "../record-refunds/complete-bookings"

/** The credits of an invoice. No call to Billink. Call inside the session's lock. */
export async function completeCredits(
  container: MedusaContainer,
  invoice: BillinkInvoiceRow,
  mayBeLookedAt: (row: BillinkCreditRow) => boolean = isAtRest
): Promise<void> {
  const { credits } = pluginService(container)
  const rows = await credits.ofInvoice(invoice.id)
  await completeRows(container, {
    sessionId: invoice.session_id,
    bookings: credits.bookings,
    rows: rows.filter(mayBeLookedAt),
    lineMissing: ({ id, amount }, problem) => ({
      ...invoiceAttention("refund_line_missing", { ...invoice, amount }, { problem }),
      subject: id,
    }),
  })
}
