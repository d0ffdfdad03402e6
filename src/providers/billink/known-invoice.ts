import { MedusaError } from "@medusajs/framework/utils"
import type WolffPayModuleService from "../../modules/wolffpay/service"
import type { BillinkInvoiceRow } from "../../modules/wolffpay/tables/billink-invoices"
import { billinkSessionIn } from "./session-data"

/** The invoice that this data names, if this shop started it. */
export async function findInvoice(
  service: WolffPayModuleService,
  data: Record<string, unknown> | undefined
): Promise<BillinkInvoiceRow | undefined> {
  const sessionId = billinkSessionIn(data)
  return sessionId ? service.invoices.ofBillinkSession(sessionId) : undefined
}

/** @throws MedusaError when this shop never started it: nothing of it may be captured, credited or cancelled (R9). */
export async function knownInvoice(
  service: WolffPayModuleService,
  data: Record<string, unknown> | undefined
): Promise<BillinkInvoiceRow> {
  const invoice = await findInvoice(service, data)
  if (!invoice) {
    throw new MedusaError(
      MedusaError.Types.NOT_FOUND,
      "This payment was not started with Billink by this shop."
    )
  }
  return invoice
}
