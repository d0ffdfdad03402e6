import { z } from "@medusajs/framework/zod"
import { parseAmsterdamTime } from "./amsterdam-time"

const text = z.union([z.string(), z.number()]).transform(String).pipe(z.string().min(1).max(255))
const optionalText = z
  .union([text, z.null(), z.literal("")])
  .optional()
  .transform((value) => (value ? value : undefined))

/** S2. Says which session changed; the state itself is asked for. */
const sessionPayload = z
  .looseObject({
    status: text,
    invoiceNumber: text,
    transactionId: optionalText,
    billinkInvoiceNumber: optionalText,
  })
  .transform(({ status, invoiceNumber, transactionId, billinkInvoiceNumber }) => ({
    /** One of the five of S2, or one that Billink has not told of. */
    status,
    /** The merchant's own number. */
    orderNumber: invoiceNumber,
    transactionId,
    billinkInvoiceNumber,
  }))

/** S3's eight; v3 adds three whose names are not known (7.5). */
export const ORDER_EVENTS = [
  "order_placed",
  "order_workflow_started",
  "partial_payment_added",
  "order_paid",
  "partial_credit_added",
  "order_fully_accredited",
  "customer_fully_paid",
  "order_on_hold",
] as const
export type KnownOrderEvent = (typeof ORDER_EVENTS)[number]

export function isKnownOrderEvent(event: string): event is KnownOrderEvent {
  return ORDER_EVENTS.some((known) => known === event)
}

/** S3. */
const orderPayload = z
  .looseObject({
    event: text,
    invoice_number_clean: text,
    invoice_number: optionalText,
    order_id: optionalText,
    workflow_id: optionalText,
    timestamp: z.unknown(),
    custom_invoice_id: optionalText,
  })
  .transform((payload) => ({
    /** One of the eight of S3, or one that Billink has not told of. */
    event: payload.event,
    /** The merchant's own number. */
    orderNumber: payload.invoice_number_clean,
    billinkInvoiceNumber: payload.invoice_number,
    billinkOrderId: payload.order_id,
    workflowId: payload.workflow_id,
    customInvoiceId: payload.custom_invoice_id,
    /** For people; never used to order events. */
    sentAt: parseAmsterdamTime(payload.timestamp),
  }))

export type SessionWebhook = z.output<typeof sessionPayload>
export type OrderWebhook = z.output<typeof orderPayload>
export type WebhookReading<T> = { ok: true; payload: T } | { ok: false; problem: string }

/** S2. The least that makes a body a session webhook: a status and a number. Never throws. */
export function parseSessionWebhook(body: unknown): WebhookReading<SessionWebhook> {
  return read(sessionPayload, body)
}

/** S3. The least that makes a body an order webhook: an event and the merchant's number. Never throws. */
export function parseOrderWebhook(body: unknown): WebhookReading<OrderWebhook> {
  return read(orderPayload, body)
}

function read<S extends z.ZodType>(schema: S, body: unknown): WebhookReading<z.output<S>> {
  const parsed = schema.safeParse(body)
  if (parsed.success) {
    return { ok: true, payload: parsed.data }
  }
  const places = parsed.error.issues.map(({ path }) => path.join(".") || "the body")
  return { ok: false, problem: `unreadable: ${[...new Set(places)].slice(0, 5).join(", ")}` }
}
