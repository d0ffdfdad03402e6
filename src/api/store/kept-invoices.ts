import type { MedusaContainer } from "@medusajs/framework/types"
import { WOLFFPAY_MODULE } from "../../modules/wolffpay"
import { lookAtSession } from "../../modules/wolffpay/billink/look-at-session"
import { mayBeCredited } from "../../modules/wolffpay/billink/make-credit"
import { shopperText } from "../../modules/wolffpay/billink/shopper-texts"
import { WOLFFPAY_EVENTS } from "../../modules/wolffpay/events"
import type WolffPayModuleService from "../../modules/wolffpay/service"
import { type BillinkInvoiceRow, isDecided } from "../../modules/wolffpay/tables/billink-invoices"
import { hasOrder } from "./has-order"
import { LEAST_LOOK_MS } from "./least-look"

/**
 * Why a cart that Billink has accepted cannot be changed, in words for the shopper (R13); it is settled at once. `isLate`: core
 * has failed already, perhaps because the order was being placed meanwhile. `lookUntil` (epoch, ms): Billink may be asked
 * until then about what is not known.
 */
export async function acceptedCartText(
  container: MedusaContainer,
  cartId: string,
  { isLate, lookUntil }: { isLate: boolean; lookUntil: number }
): Promise<string | undefined> {
  const service = container.resolve<WolffPayModuleService>(WOLFFPAY_MODULE)
  if (!service.billinkOptions) {
    return undefined
  }
  for (const invoice of await service.invoices.ofCart(cartId)) {
    const seen = await currentState(service, invoice, lookUntil)
    if (seen.state !== "accepted" || (seen.settled_at !== null && !isLate)) {
      continue
    }
    if (mayBeCredited(await service.credits.ofInvoice(seen.id))) {
      continue
    }
    await service.emit(WOLFFPAY_EVENTS.billinkSettlementRequested, { id: seen.id })
    const isPlaced = seen.settled_at === null || (await hasOrder(container, cartId))
    return shopperText(isPlaced ? "accepted" : "held", seen.language)
  }
  return undefined
}

/** Accepted without a webhook that told of it: one look tells. A Billink that does not answer does not hold the cart (R12). */
async function currentState(
  service: WolffPayModuleService,
  invoice: BillinkInvoiceRow,
  lookUntil: number
): Promise<BillinkInvoiceRow> {
  const deadlineMs = lookUntil - Date.now()
  if (
    isDecided(invoice.state) ||
    deadlineMs < LEAST_LOOK_MS ||
    !service.allowInvoiceLook(invoice.id)
  ) {
    return invoice
  }
  const call = { lane: "checkout", deadlineMs, maxAttempts: 1 } as const
  return lookAtSession(service, invoice, call).catch(() => invoice)
}
