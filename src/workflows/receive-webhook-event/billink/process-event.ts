import type { MedusaContainer } from "@medusajs/framework/types"
import { parseOrderWebhook, parseSessionWebhook } from "../../../clients/billink"
import { ATTENTION_TEXTS } from "../../../modules/wolffpay/attention-of"
import { invoiceAttention } from "../../../modules/wolffpay/billink/invoice-attention"
import type { BillinkInvoiceRow } from "../../../modules/wolffpay/tables/billink-invoices"
import type { WebhookEventRow } from "../../../modules/wolffpay/tables/webhook-events"
import { pluginService } from "../../plugin-service"
import type { EventResult } from "../event-result"
import { nextTrySeconds } from "../retry-schedule"
import { handleOrderEvent } from "./handle-order-event"
import { handleSessionStatus } from "./handle-session-status"

/** A webhook of Billink's says only that it is worth asking; which invoice it means has to be certain. */
export async function processBillinkEvent(
  container: MedusaContainer,
  row: WebhookEventRow
): Promise<EventResult> {
  const body: unknown = JSON.parse(row.body)
  const isSession = row.event_type.startsWith("session.")
  const read = isSession ? parseSessionWebhook(body) : parseOrderWebhook(body)
  if (!read.ok) {
    return raiseUnreadable(container, row, read.problem)
  }
  const { orderNumber, billinkInvoiceNumber } = read.payload
  const invoice = await pluginService(container).invoices.ofOrderNumber(orderNumber)
  if (!invoice) {
    return { close: "foreign", outcome: "not an invoice of this shop" }
  }
  if (billinkInvoiceNumber !== undefined && !isNumberOfInvoice(invoice, billinkInvoiceNumber)) {
    return raiseMismatch(container, invoice, billinkInvoiceNumber)
  }
  return "status" in read.payload
    ? handleSessionStatus(container, invoice, read.payload.status)
    : handleOrderEvent(container, invoice, {
        ...read.payload,
        id: row.id,
        receivedAt: row.created_at,
        isLastTry: nextTrySeconds(row.attempts) === undefined,
      })
}

/** Whoever sent it knows the address, or the secret. There is one open row: it counts them. */
async function raiseUnreadable(
  container: MedusaContainer,
  row: WebhookEventRow,
  problem: string
): Promise<EventResult> {
  const service = pluginService(container)
  service.logger.warn(
    `Billink sent a webhook that cannot be read (${row.id}, ${problem}). It is kept and changes nothing.`
  )
  const { message, whatToDo } = ATTENTION_TEXTS.billink_webhook_unreadable
  await service.flagAttention({
    reason: "billink_webhook_unreadable",
    subject: "billink webhooks",
    message: message(),
    what_to_do: whatToDo,
  })
  return { close: "attention", outcome: problem }
}

/** In whichever case, with or without hyphens (facts 3.2); an attempt whose answer was lost has no number yet. */
function isNumberOfInvoice({ billink_number }: BillinkInvoiceRow, told: string): boolean {
  const plain = (text: string) => text.toUpperCase().replace(/[^A-Z0-9]/g, "")
  return billink_number === null || plain(billink_number) === plain(told)
}

async function raiseMismatch(
  container: MedusaContainer,
  invoice: BillinkInvoiceRow,
  told: string
): Promise<EventResult> {
  await pluginService(container).flagAttention(
    invoiceAttention("billink_mismatch", invoice, { told: told.slice(0, 100) })
  )
  return { close: "attention", outcome: "billink_mismatch" }
}
