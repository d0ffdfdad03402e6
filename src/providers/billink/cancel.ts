import type {
  CancelPaymentInput,
  CancelPaymentOutput,
  DeletePaymentInput,
  DeletePaymentOutput,
} from "@medusajs/framework/types"
import { MedusaError } from "@medusajs/framework/utils"
import { lookAtSession } from "../../modules/wolffpay/billink/look-at-session"
import { mayBeCredited } from "../../modules/wolffpay/billink/make-credit"
import { shopperText } from "../../modules/wolffpay/billink/shopper-texts"
import { describeError } from "../../modules/wolffpay/describe-error"
import { WOLFFPAY_EVENTS } from "../../modules/wolffpay/events"
import type WolffPayModuleService from "../../modules/wolffpay/service"
import { type BillinkInvoiceRow, isDecided } from "../../modules/wolffpay/tables/billink-invoices"
import { findInvoice } from "./known-invoice"

/** Medusa gives up a session inside a cart lock that lives ten seconds: one try, and this long in all (R12). */
const CALL = { lane: "checkout", deadlineMs: 1500, timeoutMs: 1200, maxAttempts: 1 } as const

/**
 * Gives up a payment session. Billink has no call that ends one (facts 2.3), so it is watched until it ends by itself; one
 * that is accepted is not given up (R13).
 */
export async function deleteSession(
  service: WolffPayModuleService,
  input: DeletePaymentInput
): Promise<DeletePaymentOutput> {
  const invoice = await findInvoice(service, input.data)
  if (!invoice) {
    return { data: input.data }
  }
  const seen = await stateNow(service, invoice)
  if (seen.state === "accepted") {
    const credits = await service.credits.ofInvoice(invoice.id)
    if (!mayBeCredited(credits) && seen.cancel_requested_at === null) {
      await service.emit(WOLFFPAY_EVENTS.billinkSettlementRequested, { id: invoice.id })
      throw new MedusaError(
        MedusaError.Types.NOT_ALLOWED,
        shopperText(seen.settled_at === null ? "accepted" : "held", invoice.language)
      )
    }
  }
  await service.invoices.abandon(invoice.id)
  return { data: input.data }
}

async function stateNow(
  service: WolffPayModuleService,
  invoice: BillinkInvoiceRow
): Promise<BillinkInvoiceRow> {
  if (isDecided(invoice.state) || !service.allowInvoiceLook(invoice.id)) {
    return invoice
  }
  try {
    return await lookAtSession(service, invoice, CALL)
  } catch (error) {
    service.logger.warn(
      `Billink did not say in time what became of ${invoice.order_number}; it is asked again in the background: ${describeError(error)}`
    )
    return invoice
  }
}

/**
 * Medusa gives up the payment of an order, or takes back a completion that failed half way. Nothing is credited here: the
 * credit follows when the order is seen to be cancelled (R16), so a rollback never costs an accepted invoice.
 */
export async function cancel(
  service: WolffPayModuleService,
  input: CancelPaymentInput
): Promise<CancelPaymentOutput> {
  const done = { data: { ...input.data } }
  const invoice = await findInvoice(service, input.data)
  // Without a key it is the rollback of an authorization that another run may have won.
  if (!invoice || !input.context?.idempotency_key) {
    return done
  }
  if (await isBeingPlaced(service, invoice)) {
    throw new MedusaError(
      MedusaError.Types.NOT_ALLOWED,
      "The order of this payment is still being placed, so its payment is kept."
    )
  }
  await service.invoices.requestCancel(invoice.id)
  return done
}

/** Core saves a completion when it begins and when it has ended; this one is being taken back. */
async function isBeingPlaced(
  service: WolffPayModuleService,
  invoice: BillinkInvoiceRow
): Promise<boolean> {
  const unfinished = invoice.cart_id ? await service.completions.unfinished(invoice.cart_id) : []
  return unfinished.some((completion) => !completion.is_cut_off)
}
