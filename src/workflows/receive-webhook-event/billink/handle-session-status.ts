import type { MedusaContainer } from "@medusajs/framework/types"
import { sessionStateOf } from "../../../clients/billink"
import { invoiceAttention } from "../../../modules/wolffpay/billink/invoice-attention"
import { lookAtSession } from "../../../modules/wolffpay/billink/look-at-session"
import {
  type BillinkInvoiceRow,
  isDecided,
} from "../../../modules/wolffpay/tables/billink-invoices"
import { pluginService } from "../../plugin-service"
import { settleInvoiceWorkflow } from "../../settle-invoice"
import { type EventResult, toEventResult } from "../event-result"

const CALL = { lane: "settlement", deadlineMs: 20_000 } as const

/**
 * What a webhook claims of a session is asked for, once, and only where it would change something: an acceptance is never
 * undone, and nothing but an acceptance changes what is decided.
 */
export async function handleSessionStatus(
  container: MedusaContainer,
  invoice: BillinkInvoiceRow,
  status: string
): Promise<EventResult> {
  const { adapter } = pluginService(container).billink.options
  const claimed = sessionStateOf(adapter, status)
  if (claimed === undefined) {
    return { close: "done", outcome: "unknown status" }
  }
  if (invoice.billink_session_id === null) {
    return claimed === "accepted" ? raiseLost(container, invoice) : CLOSED
  }
  const isNews =
    invoice.state !== "accepted" &&
    claimed !== "open" &&
    (!isDecided(invoice.state) || claimed === "accepted")
  const seen = isNews ? await askOnce(container, invoice) : invoice
  if (!isDecided(seen.state)) {
    return { close: "done", outcome: isNews ? "not so at Billink" : "noted" }
  }
  const { result } = await settleInvoiceWorkflow(container).run({ input: { id: seen.id } })
  return toEventResult(result)
}

const CLOSED: EventResult = { close: "done", outcome: "noted" }

/** The answer to its creation was lost, so no shopper was sent there, and it cannot be asked about. */
async function raiseLost(
  container: MedusaContainer,
  invoice: BillinkInvoiceRow
): Promise<EventResult> {
  await pluginService(container).flagAttention(
    invoiceAttention("billink_undecided", invoice, {
      problem: "the answer that named its session was lost, yet a webhook says it was accepted",
    })
  )
  return { close: "attention", outcome: "billink_undecided" }
}

/** Forged webhooks must not make us ask without end: beyond its share of the minute an invoice is left to the job. */
async function askOnce(
  container: MedusaContainer,
  invoice: BillinkInvoiceRow
): Promise<BillinkInvoiceRow> {
  const service = pluginService(container)
  if (!service.allowInvoiceLook(invoice.id)) {
    await service.invoices.checkSoon(invoice.id)
    return invoice
  }
  const seen = await lookAtSession(service, invoice, CALL)
  if (!isDecided(seen.state)) {
    await service.invoices.checkSoon(invoice.id)
  }
  return seen
}
