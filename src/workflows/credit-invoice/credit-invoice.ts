import type { MedusaContainer } from "@medusajs/framework/types"
import { MedusaError } from "@medusajs/framework/utils"
import {
  creditedAtBillink,
  creditedCents,
  makeCredit,
} from "../../modules/wolffpay/billink/make-credit"
import { invoiceAttention } from "../../modules/wolffpay/billink/invoice-attention"
import { formatMinor, toMajorUnits } from "../../modules/wolffpay/money"
import { REPEAT_MS } from "../../modules/wolffpay/refund-repeats"
import type { BillinkCreditRow } from "../../modules/wolffpay/tables/billink-credits"
import type { BillinkInvoiceRow } from "../../modules/wolffpay/tables/billink-invoices"
import { pluginService } from "../plugin-service"
import { bookCredits } from "../record-credits/book-credits"
import { closeCredited } from "../record-credits/close-credited"
import { completeCredits } from "../record-credits/complete-credits"
import { bookOnPayment } from "../record-refunds/book-refund"
import { refundObstacle } from "../record-refunds/refund-obstacle"
import { type Books, loadBooks } from "../settle-payment/load-books"

export type CreditInvoiceInput = {
  /** Our id of the invoice, or its number. */
  id: string
  /** Cents; all that is left when absent. */
  amount?: number
  /** It is made at Billink already, and only has to be booked. */
  made_at_billink?: boolean
}

/**
 * A person's command: credits an invoice, or books a credit that was made at Billink. Call inside the session's lock.
 * @throws MedusaError with what stands in the way
 */
export async function creditInvoice(
  container: MedusaContainer,
  invoice: BillinkInvoiceRow,
  input: CreditInvoiceInput
): Promise<void> {
  const service = pluginService(container)
  if (invoice.state !== "accepted") {
    throw refusal("Billink has not accepted this invoice, so there is nothing to credit.")
  }
  const credits = await service.credits.ofInvoice(invoice.id)
  const booked = creditedCents(credits)
  const left = invoice.amount - booked
  const amount = input.amount ?? left
  if (amount <= 0 || amount > left) {
    throw refusal(
      `Of this invoice ${formatMinor(left, invoice.currency)} is left to credit, not ${formatMinor(amount, invoice.currency)}.`
    )
  }
  if (credits.some((credit) => isRepeated(credit, amount, input.made_at_billink === true))) {
    throw refusal(
      `A credit of ${formatMinor(amount, invoice.currency)} was noted a moment ago. To credit the same amount once more, wait ten minutes.`
    )
  }
  const books = await loadBooks(container, invoice.session_id)
  await (input.made_at_billink
    ? bookExternal(container, invoice, { amount, booked })
    : creditNow(container, invoice, books, amount))
  await closeCredited(container, invoice)
}

/** The same command sent twice: Billink numbers no credits, so only time tells two from one. */
function isRepeated(credit: BillinkCreditRow, amount: number, isExternal: boolean): boolean {
  return (
    credit.state === "made" &&
    credit.amount === amount &&
    (credit.origin === "billink") === isExternal &&
    Date.now() - credit.created_at.getTime() < REPEAT_MS
  )
}

async function bookExternal(
  container: MedusaContainer,
  invoice: BillinkInvoiceRow,
  { amount, booked }: { amount: number; booked: number }
): Promise<void> {
  const service = pluginService(container)
  const shown = await creditedAtBillink(service, invoice)
  if (shown !== undefined && booked + amount > shown) {
    const money = (cents: number): string => formatMinor(cents, invoice.currency)
    throw refusal(
      `Billink shows ${money(shown)} of this invoice as credited, and ${money(booked)} of it is booked already; ${money(amount)} more would be too much.`
    )
  }
  await service.credits.addExternal({ invoice_id: invoice.id, amount, billed: invoice.amount })
  const problem = await bookCredits(container, invoice)
  if (problem !== undefined) {
    throw refusal(`The credit is noted and is booked as soon as that is possible: ${problem}`)
  }
  const { subject } = invoiceAttention("billink_credit_elsewhere", invoice)
  await service.attentions.resolveSubject(["billink_credit_elsewhere"], subject, "It is booked.")
}

/** Through Medusa's own refund where a captured payment stands for the invoice; else at Billink alone. */
async function creditNow(
  container: MedusaContainer,
  invoice: BillinkInvoiceRow,
  books: Books | undefined,
  amount: number
): Promise<void> {
  const { payment, order } = books ?? {}
  if (payment?.captured_at) {
    // As for a refund in the admin: what core cannot book must not be made.
    await completeCredits(container, invoice, () => true)
    const problem =
      (await refundObstacle(container, invoice.session_id, amount)) ??
      (await bookOnPayment(container, order, {
        payment_id: payment.id,
        amount: toMajorUnits(amount),
        note: "Credited at Billink by command",
      }))
    if (problem !== undefined) {
      throw refusal(problem)
    }
    return
  }
  if (payment && !payment.canceled_at && order && order.status !== "canceled") {
    throw refusal(
      "This invoice stands for an order that is not sent yet. Cancel the order, which credits it."
    )
  }
  await makeCredit(pluginService(container), invoice, {
    amount,
    medusaRefundId: null,
    description: "Credited by the shop",
  })
  await bookCredits(container, invoice)
}

function refusal(message: string): MedusaError {
  return new MedusaError(MedusaError.Types.NOT_ALLOWED, message)
}
