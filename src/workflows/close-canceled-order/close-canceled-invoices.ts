import type { MedusaContainer } from "@medusajs/framework/types"
import { Modules } from "@medusajs/framework/utils"
import { invoiceAttention } from "../../modules/wolffpay/billink/invoice-attention"
import { creditedCents, makeCredit } from "../../modules/wolffpay/billink/make-credit"
import { describeError } from "../../modules/wolffpay/describe-error"
import { toMajorUnits } from "../../modules/wolffpay/money"
import { isPassing } from "../../modules/wolffpay/passing-error"
import { BILLINK_PROVIDER_ID } from "../../modules/wolffpay/provider-id"
import type { BillinkInvoiceRow } from "../../modules/wolffpay/tables/billink-invoices"
import { loadOrderSessions, type OrderSession } from "./load-payments"
import { pluginService } from "../plugin-service"
import { bookCredits } from "../record-credits/book-credits"
import { withSessionLock } from "../session-lock"

/** An outage at Billink is waited for this long before a person is told; in ms. */
const PATIENCE_MS = 15 * 60 * 1000

/**
 * Makes sure that the customer of a cancelled order is asked for nothing (R16): what is not credited yet is credited, once.
 * Billink has no call that cancels an order (facts 5).
 */
export async function closeCanceledInvoices(
  container: MedusaContainer,
  order: { id: string; canceled_at: Date }
): Promise<void> {
  const service = pluginService(container)
  for (const session of await loadOrderSessions(container, order.id, BILLINK_PROVIDER_ID)) {
    for (const { id, state } of await service.invoices.ofSession(session.session_id)) {
      if (state === "accepted") {
        await withSessionLock(container, session.session_id, () =>
          closeInvoice(container, order, session, id)
        )
      }
    }
  }
}

async function closeInvoice(
  container: MedusaContainer,
  order: { id: string; canceled_at: Date },
  session: OrderSession,
  invoiceId: string
): Promise<void> {
  const service = pluginService(container)
  const invoice = await service.invoices.byId(invoiceId)
  const credits = await service.credits.ofInvoice(invoiceId)
  const isInDoubt = credits.some(({ state }) => state === "unknown")
  const rest = invoice ? invoice.amount - creditedCents(credits) : 0
  // A credit in doubt is a person's: what is left is credited when they have said what became of it.
  if (!invoice || rest <= 0 || isInDoubt) {
    await service.invoices.stopChecking(invoiceId)
    return
  }
  try {
    await creditRest(container, invoice, session, rest)
    await service.invoices.stopChecking(invoice.id)
  } catch (error) {
    const waited = Date.now() - order.canceled_at.getTime()
    if (isPassing(error) && waited < PATIENCE_MS) {
      await service.invoices.requestCancel(invoice.id)
      service.logger.warn(
        `Billink: the invoice of the cancelled order ${order.id} is not credited yet, it is tried again: ${describeError(error)}`
      )
      return
    }
    await service.flagAttention({
      ...invoiceAttention("billink_not_credited", invoice, { problem: describeError(error) }),
      order_id: order.id,
      payment_id: session.payment?.id ?? null,
      amount_wolffpay: rest,
      amount_medusa: 0,
    })
    await service.invoices.stopChecking(invoice.id)
  }
}

async function creditRest(
  container: MedusaContainer,
  invoice: BillinkInvoiceRow,
  { payment }: OrderSession,
  rest: number
): Promise<void> {
  if (payment && payment.captured - payment.refunded >= rest) {
    // Core swallows a refund that fails while an order is cancelled; here it is made good.
    await container.resolve(Modules.PAYMENT).refundPayment({
      payment_id: payment.id,
      amount: toMajorUnits(rest),
      note: "Refund of the cancelled order",
    })
    return
  }
  await makeCredit(pluginService(container), invoice, {
    amount: rest,
    medusaRefundId: null,
    description: "The order was cancelled",
  })
  await bookCredits(container, invoice)
}
