import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { WOLFFPAY_MODULE } from "../../../../modules/wolffpay"
import { lookAtSession } from "../../../../modules/wolffpay/billink/look-at-session"
import { describeError } from "../../../../modules/wolffpay/describe-error"
import { WOLFFPAY_EVENTS } from "../../../../modules/wolffpay/events"
import type WolffPayModuleService from "../../../../modules/wolffpay/service"
import {
  type BillinkInvoiceRow,
  type InvoiceState,
  isDecided,
} from "../../../../modules/wolffpay/tables/billink-invoices"

/** The browser waits for it; Billink unreachable means pending. */
const CALL = { lane: "checkout", deadlineMs: 8000, timeoutMs: 4000, maxAttempts: 2 } as const

/**
 * The shopper comes back from Billink's page. Being here proves nothing, so Billink is asked, and only while it is not
 * decided. Goes nowhere but to the configured storefront.
 */
export async function GET(req: MedusaRequest, res: MedusaResponse): Promise<void> {
  const service = req.scope.resolve<WolffPayModuleService>(WOLFFPAY_MODULE)
  const { session: token } = req.query
  const invoice =
    typeof token === "string" ? await service.invoices.ofReturnToken(token) : undefined
  const seen = invoice && (await stateNow(service, invoice))
  if (seen?.state === "accepted" && seen.settled_at === null) {
    // The order is placed whether or not the storefront asks for it.
    await service
      .emit(WOLFFPAY_EVENTS.billinkSettlementRequested, { id: seen.id })
      .catch((error: unknown) =>
        service.logger.warn(
          `Billink: ${seen.order_number} is settled by the job: ${describeError(error)}`
        )
      )
  }
  res.setHeader("cache-control", "no-store")
  res.redirect(303, addressOf(service.billink.options.storefrontUrl, seen))
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
      `Billink could not be asked about ${invoice.order_number} when its shopper came back: ${describeError(error)}`
    )
    return invoice
  }
}

const RESULTS: Readonly<Record<InvoiceState, string>> = {
  accepted: "accepted",
  open: "pending",
  creating: "pending",
  cancelled: "cancelled",
  failed: "failed",
  refused: "failed",
  lost: "failed",
  expired: "expired",
}

function addressOf(storefrontUrl: string, invoice: BillinkInvoiceRow | undefined): string {
  const url = new URL(storefrontUrl)
  if (invoice?.cart_id) {
    url.searchParams.set("cart_id", invoice.cart_id)
  }
  url.searchParams.set("billink", invoice ? RESULTS[invoice.state] : "failed")
  return url.toString()
}
