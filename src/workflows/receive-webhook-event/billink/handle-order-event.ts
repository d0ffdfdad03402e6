import type { MedusaContainer } from "@medusajs/framework/types"
import { isKnownOrderEvent, type OrderWebhook } from "../../../clients/billink"
import type { BillinkInvoiceRow } from "../../../modules/wolffpay/tables/billink-invoices"
import { recordCredit } from "../../record-credits/record-credit"
import { withSessionLock } from "../../session-lock"
import { loadBooks } from "../../settle-payment/load-books"
import { markOrder } from "../../settle-payment/mark-order"
import type { EventResult } from "../event-result"
import { handleSessionStatus } from "./handle-session-status"

/** Where an order shows that Billink told of the start of its workflow. */
export const WORKFLOW_STARTED_AT = "billink_workflow_started_at"

/** The list of events on an order, and its length: whoever has the token must not make it grow without end. */
const NOTES = "billink_events"
const MOST = 50

type OrderEvent = OrderWebhook & { id: string; receivedAt: Date; isLastTry: boolean }

/**
 * What happened to an order at Billink. Each of the eight stands on the order for people to see; only a credit touches the
 * books, and nothing is ever captured on its word: `order_paid` is the customer's payment to Billink, not to the shop. A
 * capture whose answer was lost is asked for again by the job, once Billink tells that the workflow started.
 */
export async function handleOrderEvent(
  container: MedusaContainer,
  invoice: BillinkInvoiceRow,
  event: OrderEvent
): Promise<EventResult> {
  if (!isKnownOrderEvent(event.event)) {
    return { close: "done", outcome: "unknown event" }
  }
  const isPlaced = invoice.state === "accepted" && invoice.settled_at !== null
  // No order may be placed on an invoice that is credited, so that is written down first.
  const early =
    invoice.state === "accepted" && !isPlaced
      ? await credited(container, invoice, event)
      : undefined
  if (early && !("close" in early)) {
    return early
  }
  if (!isPlaced) {
    // An order at Billink means an accepted session, of which no webhook may have told.
    const placed = await handleSessionStatus(container, invoice, "order_created")
    if (!early && (!("close" in placed) || placed.outcome !== "settled")) {
      return placed
    }
  }
  const noted = await noteOnOrder(container, invoice, event)
  return (
    early ??
    (await credited(container, invoice, event)) ?? {
      close: "done",
      outcome: noted ? "noted" : "no order to note it on",
    }
  )
}

/** Undefined when the event tells of no credit. */
async function credited(
  container: MedusaContainer,
  invoice: BillinkInvoiceRow,
  { event, id, receivedAt, isLastTry }: OrderEvent
): Promise<EventResult | undefined> {
  return event === "partial_credit_added" || event === "order_fully_accredited"
    ? recordCredit(container, invoice.id, event, { id, at: receivedAt, isLastTry })
    : undefined
}

/**
 * As metadata, which Medusa's admin shows on the order: when Billink last told of it, and the list of all that it told, in
 * which a second payment or hold does not replace the first.
 */
async function noteOnOrder(
  container: MedusaContainer,
  invoice: BillinkInvoiceRow,
  event: OrderEvent
): Promise<boolean> {
  return withSessionLock(container, invoice.session_id, async () => {
    const books = await loadBooks(container, invoice.session_id)
    if (!books?.order) {
      return false
    }
    const { id, metadata } = books.order
    const note = { event: event.event, at: toldAt(event).toISOString() }
    const notes = notesIn(metadata[NOTES])
    if (notes.some((known) => known.event === note.event && known.at === note.at)) {
      return true
    }
    const key = `billink_${note.event.replace(/^order_/, "")}_at`
    const last = metadata[key]
    await markOrder(container, id, {
      ...(typeof last === "string" && last >= note.at ? {} : { [key]: note.at }),
      [NOTES]: [...notes, note].sort((one, other) => (one.at < other.at ? -1 : 1)).slice(-MOST),
    })
    return true
  })
}

type Note = { event: string; at: string }

function notesIn(value: unknown): Note[] {
  const isNote = (note: unknown): note is Note =>
    typeof Reflect.get(Object(note), "event") === "string" &&
    typeof Reflect.get(Object(note), "at") === "string"
  return Array.isArray(value) ? value.filter(isNote) : []
}

/** Billink's moment is a note for people (facts 3.2), and never one that is still to come: no later event could replace it. */
function toldAt({ sentAt, receivedAt }: OrderEvent): Date {
  return sentAt && sentAt < receivedAt ? sentAt : receivedAt
}
