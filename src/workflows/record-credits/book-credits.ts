import type { MedusaContainer } from "@medusajs/framework/types"
import { Modules } from "@medusajs/framework/utils"
import { invoiceAttention } from "../../modules/wolffpay/billink/invoice-attention"
import { creditedCents } from "../../modules/wolffpay/billink/make-credit"
import { toMajorUnits } from "../../modules/wolffpay/money"
import type { BillinkCreditRow } from "../../modules/wolffpay/tables/billink-credits"
import type { BillinkInvoiceRow } from "../../modules/wolffpay/tables/billink-invoices"
import { pluginService } from "../plugin-service"
import { bookOnPayment, isHeld } from "../record-refunds/book-refund"
import { isAtRest } from "../record-refunds/complete-bookings"
import { type Books, loadBooks } from "../settle-payment/load-books"
import { completeCredits } from "./complete-credits"

/** Whoever refunds in the admin books it within this time; in ms. */
const AT_REST_MS = 60_000

/**
 * Sees to it that every credit that is made stands in Medusa as a refund, once. Call inside the session's lock. Gives what
 * stands in the way, if anything.
 */
export async function bookCredits(
  container: MedusaContainer,
  invoice: BillinkInvoiceRow
): Promise<string | undefined> {
  const service = pluginService(container)
  // Before the next one is booked: core would write a line that is missing with the amount of that one.
  await completeCredits(container, invoice)
  const credits = await service.credits.ofInvoice(invoice.id)
  const due = credits.filter(({ state, booked_at }) => state === "made" && booked_at === null)
  let problem: string | undefined
  for (const credit of due) {
    const books = await loadBooks(container, invoice.session_id)
    problem = (await bookOne(container, invoice, books, credit)) ?? problem
    await completeCredits(container, invoice, (row) => row.id === credit.id || isAtRest(row))
  }
  return problem
}

async function bookOne(
  container: MedusaContainer,
  invoice: BillinkInvoiceRow,
  books: Books | undefined,
  credit: BillinkCreditRow
): Promise<string | undefined> {
  const service = pluginService(container)
  const isFresh = Date.now() - credit.created_at.getTime() < AT_REST_MS
  if (credit.origin === "medusa" && isFresh) {
    return "the refund that asked for it is being written"
  }
  if (await isHeld(container, credit.medusa_refund_id)) {
    // Written when the merchant asked for it; only our own row was not closed.
    await service.credits.markBooked(credit.id)
    return undefined
  }
  if (!books?.payment || books.payment.canceled_at || credit.origin === "command") {
    // There is nothing in Medusa that it could be given back from.
    await service.credits.markBooked(credit.id)
    return undefined
  }
  if (!books.payment.captured_at) {
    return endUncaptured(container, invoice, books)
  }
  const problem = await bookOnPayment(container, books.order, {
    payment_id: books.payment.id,
    amount: toMajorUnits(credit.amount),
    note: `Billink ${credit.id}`,
  })
  const after = problem ? await service.credits.byId(credit.id) : undefined
  // Something may stand in the way of the order's line; the refund itself is booked then.
  return after?.booked_at ? undefined : problem
}

/**
 * Credited before it was captured. In full: the payment is given up, and a person is told not to send the goods. In part:
 * Medusa can give nothing back before the capture, so it waits for that.
 */
async function endUncaptured(
  container: MedusaContainer,
  invoice: BillinkInvoiceRow,
  books: Books
): Promise<string | undefined> {
  const service = pluginService(container)
  const credits = await service.credits.ofInvoice(invoice.id)
  if (creditedCents(credits) < invoice.amount || !books.payment) {
    return undefined
  }
  await service.flagAttention({
    ...invoiceAttention("billink_not_needed", invoice, {
      problem: "the invoice was credited in full before the order was sent. Do not send it",
    }),
    order_id: books.order?.id ?? null,
    payment_id: books.payment.id,
    amount_wolffpay: 0,
  })
  await container.resolve(Modules.PAYMENT).cancelPayment(books.payment.id)
  for (const { id, state } of credits) {
    if (state === "made") {
      await service.credits.markBooked(id)
    }
  }
  await service.invoices.stopChecking(invoice.id)
  return undefined
}
