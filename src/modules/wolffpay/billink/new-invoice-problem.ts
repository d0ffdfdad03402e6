import type { CheckoutContext } from "../checkout-context"
import type WolffPayModuleService from "../service"
import type { BillinkInvoiceRow } from "../tables/billink-invoices"
import { shopperText } from "./shopper-texts"

/**
 * Why this cart or address may not start another Billink session now, in words for a shopper (R19). Counts what is written, so
 * it holds for all processes. With `attempt`, whether that one, written already, was one too many.
 */
export async function newInvoiceProblem(
  service: WolffPayModuleService,
  origin: CheckoutContext,
  attempt?: Pick<BillinkInvoiceRow, "id" | "language">
): Promise<string | undefined> {
  const { sessionsPerCartPerMinute, sessionsPerAddressPerMinute } = service.billink.options
  const isAddressCounted = sessionsPerAddressPerMinute > 0
  const counted = isAddressCounted ? origin : { ...origin, client_hash: null }
  const { cart, client, language } = await service.invoices.countRecent(counted, attempt?.id)
  const isTooMany =
    cart >= sessionsPerCartPerMinute || (isAddressCounted && client >= sessionsPerAddressPerMinute)
  return isTooMany ? shopperText("too_many", attempt?.language ?? language) : undefined
}
