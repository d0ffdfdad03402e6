import type { AuthorizePaymentInput, AuthorizePaymentOutput } from "@medusajs/framework/types"
import { MedusaError, PaymentSessionStatus } from "@medusajs/framework/utils"
import { lookAtSession } from "../../modules/wolffpay/billink/look-at-session"
import { refusalTextOf, shopperText } from "../../modules/wolffpay/billink/shopper-texts"
import { mayBeCredited } from "../../modules/wolffpay/billink/make-credit"
import { describeError } from "../../modules/wolffpay/describe-error"
import type WolffPayModuleService from "../../modules/wolffpay/service"
import { type BillinkInvoiceRow, isDecided } from "../../modules/wolffpay/tables/billink-invoices"

const CALL = { lane: "checkout", deadlineMs: 12_000 } as const

/**
 * Says whether Billink has accepted the session's invoice: what is known already answers that without a call, otherwise one
 * call does (facts 2.2, 3.6). The invoice is found by Medusa's own id, never by what stands in the data (R3).
 */
export async function authorize(
  service: WolffPayModuleService,
  input: AuthorizePaymentInput
): Promise<AuthorizePaymentOutput> {
  const sessionId = input.context?.idempotency_key
  const invoices = sessionId ? await service.invoices.ofSession(sessionId) : []
  const invoice = invoices.find((one) => one.billink_session_id !== null)
  if (!invoice) {
    throw refused(shopperText("unknown", "en"))
  }
  const seen = await currentState(service, invoice)
  if (seen.state !== "accepted") {
    const message = shopperText(refusalTextOf(seen.state), invoice.language)
    throw isDecided(seen.state) ? refused(message) : notYet(message)
  }
  if (mayBeCredited(await service.credits.ofInvoice(invoice.id))) {
    // Credited before there was an order: this invoice pays for nothing any more.
    throw refused(shopperText("cancelled", invoice.language))
  }
  return {
    status: PaymentSessionStatus.AUTHORIZED,
    data: { ...input.data, status: "order_created" },
  }
}

async function currentState(
  service: WolffPayModuleService,
  invoice: BillinkInvoiceRow
): Promise<BillinkInvoiceRow> {
  if (isDecided(invoice.state)) {
    return invoice
  }
  if (!service.allowInvoiceLook(invoice.id)) {
    throw notYet(shopperText("pending", invoice.language))
  }
  try {
    return await lookAtSession(service, invoice, CALL)
  } catch (error) {
    service.logger.warn(
      `Billink could not be asked about ${invoice.order_number}: ${describeError(error)}`
    )
    // Not known is not refused.
    throw notYet(shopperText("unreachable", invoice.language))
  }
}

/** Core keeps the message of these two types on its way to the storefront, and the session stays usable. */
function notYet(message: string): MedusaError {
  return new MedusaError(MedusaError.Types.PAYMENT_REQUIRES_MORE_ERROR, message)
}

function refused(message: string): MedusaError {
  return new MedusaError(MedusaError.Types.PAYMENT_AUTHORIZATION_ERROR, message)
}
