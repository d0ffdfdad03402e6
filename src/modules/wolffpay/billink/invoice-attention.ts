import { type AttentionReason, attentionOf } from "../attention-of"
import type { AttentionInput } from "../tables/attentions"
import type { BillinkInvoiceRow } from "../tables/billink-invoices"

/** The attention row for a reason and an invoice, by the number under which Billink's desk finds it. */
export function invoiceAttention(
  reason: AttentionReason,
  invoice: BillinkInvoiceRow,
  detail: Record<string, string> = {}
): AttentionInput {
  const number = invoice.billink_number ?? invoice.order_number
  return attentionOf(reason, { ...invoice, intent_id: number }, detail)
}
