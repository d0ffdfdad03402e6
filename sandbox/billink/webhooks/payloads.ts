import type { JsonObject } from "../../shared/core/json"
import { amsterdamTime } from "../core/amsterdam-time"
import type { Settings } from "../core/settings"
import type { Order } from "../orders/order"
import type { Session } from "../sessions/session"

/** 3.1: exactly these four fields; no time, no event id, no session id. */
export function sessionPayload(session: Session, status: string): JsonObject {
  return {
    status,
    invoiceNumber: session.invoiceNumber,
    transactionId: session.transactionId,
    billinkInvoiceNumber: session.billinkNumber,
  }
}

/** 3.2: `custom_invoice_id` only when the session named one. `now` in milliseconds since 1970. */
export function orderPayload(
  order: Order,
  event: string,
  now: number,
  { upperCaseInvoices }: Pick<Settings, "upperCaseInvoices">
): JsonObject {
  const shown = (number: string) => (upperCaseInvoices ? number.toUpperCase() : number)
  return {
    order_id: order.orderId,
    invoice_number: shown(order.billinkNumber),
    invoice_number_clean: shown(order.invoiceNumber),
    workflow_id: order.workflowId,
    event,
    timestamp: amsterdamTime(now),
    ...(order.customInvoiceId === null ? {} : { custom_invoice_id: order.customInvoiceId }),
  }
}

/** The payload about another invoice that does not exist. */
export function tampered(payload: JsonObject): JsonObject {
  const names = ["invoiceNumber", "billinkInvoiceNumber", "invoice_number", "invoice_number_clean"]
  return Object.fromEntries(
    Object.entries(payload).map(([name, value]) => [
      name,
      names.includes(name) ? `${String(value)}0` : value,
    ])
  )
}
