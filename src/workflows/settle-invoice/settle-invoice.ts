import type { MedusaContainer } from "@medusajs/framework/types"
import { Modules } from "@medusajs/framework/utils"
import { creditedCents } from "../../modules/wolffpay/billink/make-credit"
import { invoiceAttention } from "../../modules/wolffpay/billink/invoice-attention"
import { BILLINK_PROVIDER_ID } from "../../modules/wolffpay/provider-id"
import { type BillinkInvoiceRow, isDecided } from "../../modules/wolffpay/tables/billink-invoices"
import { pluginService } from "../plugin-service"
import { loadBooks } from "../settle-payment/load-books"
import { type SettleOutcome, waiting } from "../settle-payment/outcome"
import { settleAccepted } from "./settle-accepted"

/** Call inside the session's lock. Reads our row afresh: another worker may have settled it while we waited. */
export async function settleInvoice(
  container: MedusaContainer,
  id: string
): Promise<SettleOutcome> {
  const service = pluginService(container)
  const invoice = await service.invoices.byId(id)
  if (!invoice || !isDecided(invoice.state)) {
    return waiting
  }
  if (invoice.state !== "accepted") {
    // The shopper starts again: there is nothing to undo.
    await showStatus(container, invoice)
    await service.invoices.markSettled(id, invoice.state)
    return { kind: "settled", orderId: null }
  }
  const books = await loadBooks(container, invoice.session_id)
  const isOurs =
    books?.session.provider_id === BILLINK_PROVIDER_ID && (await isCurrent(container, invoice))
  return books && isOurs
    ? settleAccepted(container, invoice, books)
    : settleOrphan(container, invoice)
}

/** A storefront reads there how the session ended. The amount stays, so our provider changes nothing else. */
async function showStatus(container: MedusaContainer, invoice: BillinkInvoiceRow): Promise<void> {
  const { session } = (await loadBooks(container, invoice.session_id)) ?? {}
  const { status } = invoice
  const isShown = session?.data.status === status
  if (!session || isShown || session.data.sessionId !== invoice.billink_session_id) {
    return
  }
  const { id, amount, currency_code, data } = session
  await container
    .resolve(Modules.PAYMENT)
    .updatePaymentSession({ id, amount, currency_code, data: { ...data, status } })
}

/** A session whose amount was changed has a newer invoice; the older one belongs to nobody any more. */
async function isCurrent(container: MedusaContainer, invoice: BillinkInvoiceRow): Promise<boolean> {
  const ofSession = await pluginService(container).invoices.ofSession(invoice.session_id)
  return ofSession.find((other) => other.billink_session_id !== null)?.id === invoice.id
}

/** Accepted for a checkout that is gone: a person decides, and may have it credited by one command. */
async function settleOrphan(
  container: MedusaContainer,
  invoice: BillinkInvoiceRow
): Promise<SettleOutcome> {
  const service = pluginService(container)
  const isCredited = creditedCents(await service.credits.ofInvoice(invoice.id)) >= invoice.amount
  if (invoice.settled_at === null && !isCredited) {
    await service.flagAttention({
      ...invoiceAttention("billink_session_gone", invoice),
      amount_medusa: 0,
    })
    await service.invoices.markSettled(invoice.id, invoice.state)
  }
  await service.invoices.stopChecking(invoice.id)
  return isCredited
    ? { kind: "settled", orderId: null }
    : { kind: "attention", reason: "billink_session_gone" }
}
