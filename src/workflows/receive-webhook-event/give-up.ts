import type { MedusaContainer } from "@medusajs/framework/types"
import { attentionOf } from "../../modules/wolffpay/attention-of"
import { invoiceAttention } from "../../modules/wolffpay/billink/invoice-attention"
import type { AttentionInput } from "../../modules/wolffpay/tables/attentions"
import type { BillinkInvoiceRow } from "../../modules/wolffpay/tables/billink-invoices"
import type { WebhookEventRow } from "../../modules/wolffpay/tables/webhook-events"
import { pluginService } from "../plugin-service"

/** An event that cannot be worked through is kept and shown to a person; it is not tried again. */
export async function giveUp(
  container: MedusaContainer,
  event: WebhookEventRow,
  problem: string
): Promise<void> {
  const service = pluginService(container)
  const isBillink = event.provider === "billink"
  const invoice = isBillink ? await service.invoices.ofOrderNumber(event.object_id) : undefined
  if (invoice && isAskedByJob(event, invoice)) {
    await service.events.close(event.id, "done", "left to the job")
    return
  }
  await service.flagAttention(
    isBillink
      ? aboutInvoice(event, invoice, problem)
      : await aboutPayment(container, event, problem)
  )
  await service.events.close(event.id, "attention", problem)
}

/**
 * An outage of Billink may last longer than an event is tried: what became of an open session the job asks for days. It asks
 * for nothing else, so a credit, or anything that the order should show, is not left to it.
 */
function isAskedByJob({ event_type }: WebhookEventRow, { state }: BillinkInvoiceRow): boolean {
  return (
    state === "open" && (event_type.startsWith("session.") || event_type === "order.order_placed")
  )
}

function aboutInvoice(
  event: WebhookEventRow,
  invoice: BillinkInvoiceRow | undefined,
  problem: string
): AttentionInput {
  const what_to_do =
    "Look the invoice up at Billink and compare it with the order: a credit that was made there is booked by a command (billink_credit_elsewhere). See the server's log for the cause."
  return invoice
    ? {
        ...invoiceAttention("event_not_processed", invoice, {
          problem: `${event.event_type}: ${problem}`,
        }),
        what_to_do,
      }
    : { ...unknownTo(event, problem), what_to_do }
}

async function aboutPayment(
  container: MedusaContainer,
  event: WebhookEventRow,
  problem: string
): Promise<AttentionInput> {
  const intent = event.payment_intent_id
    ? await pluginService(container).intents.ofIntent(event.payment_intent_id)
    : undefined
  const isSuccess = event.event_type === "payment.succeeded"
  return intent
    ? attentionOf(isSuccess ? "paid_without_order" : "event_not_processed", intent, { problem })
    : {
        ...unknownTo(event, problem),
        what_to_do:
          "Look the payment up in WolffPay's dashboard and see the server's log for the cause.",
      }
}

function unknownTo(
  { id, event_type }: WebhookEventRow,
  problem: string
): Pick<AttentionInput, "reason" | "subject" | "message"> {
  return {
    reason: "event_not_processed",
    subject: id,
    message: `A webhook (${event_type}) could not be processed: ${problem}`,
  }
}
