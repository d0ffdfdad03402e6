import type { MedusaContainer } from "@medusajs/framework/types"
import { invoiceAttention } from "../../modules/wolffpay/billink/invoice-attention"
import { creditedCents, endCutOff } from "../../modules/wolffpay/billink/make-credit"
import { formatMinor } from "../../modules/wolffpay/money"
import type { BillinkInvoiceRow } from "../../modules/wolffpay/tables/billink-invoices"
import { pluginService } from "../plugin-service"
import type { EventResult } from "../receive-webhook-event/event-result"
import { withSessionLock } from "../session-lock"
import { loadBooks } from "../settle-payment/load-books"
import { bookCredits } from "./book-credits"
import { forgetCredit } from "./forget-credit"

/** Seconds: a credit that is being made right now is written down in a moment. */
const WAIT_FOR_ATTEMPT = 5
/** Seconds: of an invoice that was asked about too often. */
const WAIT_FOR_LOOK = 120
const CALL = { lane: "background", deadlineMs: 20_000 } as const

export type CreditEvent = {
  /** Our id of the webhook. */
  id: string
  at: Date
  isLastTry: boolean
}

const OURS: EventResult = { close: "done", outcome: "a credit of this shop" }
const BEING_MADE: EventResult = {
  problem: "a credit is being made right now",
  seconds: WAIT_FOR_ATTEMPT,
}
const ASKED_TOO_OFTEN: EventResult = {
  problem: "this invoice was asked about too often",
  seconds: WAIT_FOR_LOOK,
}
/** Billink's account may lag behind its own webhooks. */
const NOT_SHOWN: EventResult = { problem: "Billink's account does not show this credit yet" }
const AGREED: EventResult = { close: "done", outcome: "credits agree" }
/** A credit was found that stands in no book yet. */
const BOOK = "book"

/**
 * Billink tells of a credit. One of ours is known; one that was made there is booked once, as far as its amount can be
 * known: the event names none (facts 3.2).
 */
export async function recordCredit(
  container: MedusaContainer,
  invoiceId: string,
  kind: "partial_credit_added" | "order_fully_accredited",
  event: CreditEvent
): Promise<EventResult> {
  const service = pluginService(container)
  const invoice = await service.invoices.byId(invoiceId)
  if (!invoice) {
    return { close: "done", outcome: "no invoice" }
  }
  return withSessionLock(container, invoice.session_id, async () => {
    await endCutOff(service, invoice)
    if (await isBeingMade(container, invoice)) {
      return BEING_MADE
    }
    const result =
      kind === "partial_credit_added"
        ? await recordPartial(container, invoice, event)
        : await recordRest(container, invoice, event)
    if (result !== BOOK) {
      return result
    }
    const problem = await bookCredits(container, invoice)
    return problem === undefined
      ? { close: "done", outcome: "a credit made at Billink" }
      : { problem }
  })
}

/** The outcome of an event that nobody can read before it is known what became of this credit. */
export function waitsFor(creditId: string): string {
  return `waits for ${creditId}`
}

/** Credits by the shop's own code take no lock. */
async function isBeingMade(
  container: MedusaContainer,
  invoice: BillinkInvoiceRow
): Promise<boolean> {
  const credits = await pluginService(container).credits.ofInvoice(invoice.id)
  return credits.some(({ state }) => state === "attempting")
}

/**
 * What is credited in all at Billink tells how much of it is not ours. Where Billink does not say that, nothing is booked on a
 * guess: what the customer owes goes down by payments too.
 */
async function recordPartial(
  container: MedusaContainer,
  invoice: BillinkInvoiceRow,
  event: CreditEvent
): Promise<EventResult | typeof BOOK> {
  const service = pluginService(container)
  const isOurs = await service.credits.recogniseEvent(invoice.id, event)
  const before = await service.credits.ofInvoice(invoice.id)
  const inDoubt = before.find(({ state }) => state === "unknown")
  if (inDoubt) {
    // Perhaps that one. A person has been asked to look, and it is worked through again when they have answered.
    return isOurs ? OURS : { close: "attention", outcome: waitsFor(inDoubt.id) }
  }
  if (creditedCents(before) >= invoice.amount) {
    return AGREED
  }
  if (service.billink.options.adapter.paths.orderStatus === undefined) {
    return isOurs ? OURS : raiseElsewhere(container, invoice)
  }
  if (!service.allowInvoiceLook(invoice.id)) {
    return isOurs ? ASKED_TOO_OFTEN : waitOrRaise(container, invoice, event, ASKED_TOO_OFTEN)
  }
  const { creditedCents: credited } = await service.billink.client.orderStatus(
    invoice.order_number,
    CALL
  )
  if (credited === undefined) {
    return isOurs ? OURS : raiseElsewhere(container, invoice)
  }
  if (await isBeingMade(container, invoice)) {
    return BEING_MADE
  }
  if (credited > invoice.amount) {
    return raiseElsewhere(container, invoice, credited)
  }
  if (await addUnknownToUs(container, invoice, credited, event)) {
    return BOOK
  }
  return isOurs ? AGREED : waitOrRaise(container, invoice, event, NOT_SHOWN, credited)
}

/** Whether Billink's account shows more than our books; `credited` is what it shows, in cents. */
async function addUnknownToUs(
  container: MedusaContainer,
  invoice: BillinkInvoiceRow,
  credited: number,
  event: CreditEvent
): Promise<boolean> {
  const { attentions, credits } = pluginService(container)
  const { id, amount: billed } = invoice
  const amount = credited - creditedCents(await credits.ofInvoice(id))
  const told_by = event.id
  const added =
    amount > 0 && (await credits.addExternal({ invoice_id: id, amount, billed, told_by }))
  if (!added) {
    return false
  }
  const { reason, subject } = invoiceAttention("billink_credit_elsewhere", invoice)
  await attentions.resolveSubject([reason], subject, "Billink's account shows it by now.")
  return true
}

/** An event of which nothing is to be seen: it is asked for again, and at last told to a person. */
async function waitOrRaise(
  container: MedusaContainer,
  invoice: BillinkInvoiceRow,
  event: CreditEvent,
  wait: EventResult,
  credited?: number
): Promise<EventResult> {
  if (!event.isLastTry) {
    return wait
  }
  const credits = await pluginService(container).credits.ofInvoice(invoice.id)
  // Two that were made at once are seen in one piece, which was booked after both were told.
  const isPartOfOne = credits.some(
    ({ origin, created_at }) => origin === "billink" && created_at > event.at
  )
  return isPartOfOne ? AGREED : raiseElsewhere(container, invoice, credited)
}

/** `credited`: cents that Billink's account shows as credited in all, where it says so. */
async function raiseElsewhere(
  container: MedusaContainer,
  invoice: BillinkInvoiceRow,
  credited?: number
): Promise<EventResult> {
  const service = pluginService(container)
  const booked = creditedCents(await service.credits.ofInvoice(invoice.id))
  const money = (cents: number): string => formatMinor(cents, invoice.currency)
  const shown =
    credited === undefined ? "" : ` Billink's account shows ${money(credited)} credited in all.`
  await service.flagAttention(
    invoiceAttention("billink_credit_elsewhere", invoice, {
      problem: `${money(booked)} of it is booked here as credited.${shown}`,
    })
  )
  return { close: "attention", outcome: "billink_credit_elsewhere" }
}

/** Credited in full: whatever is not in our books yet was credited too, in one piece or several. */
async function recordRest(
  container: MedusaContainer,
  invoice: BillinkInvoiceRow,
  event: CreditEvent
): Promise<EventResult | typeof BOOK> {
  const service = pluginService(container)
  const before = await service.credits.ofInvoice(invoice.id)
  if (creditedCents(before) >= invoice.amount) {
    return { close: "done", outcome: "credited in full" }
  }
  if (!service.allowInvoiceLook(invoice.id)) {
    return waitOrRaise(container, invoice, event, ASKED_TOO_OFTEN)
  }
  const status = await service.billink.client.orderStatus(invoice.order_number, CALL)
  const { creditedCents: told, outstandingCents, state } = status
  const owesNothing = state === "paid" || outstandingCents === 0
  if (told === undefined ? !owesNothing : told < invoice.amount) {
    return waitOrRaise(container, invoice, event, NOT_SHOWN)
  }
  if (told === undefined && (await hasCustomerPaid(container, invoice))) {
    // Nothing is owed after a payment either, so that proves no credit.
    return raiseElsewhere(container, invoice)
  }
  await decideUnknown(container, invoice)
  return (await addUnknownToUs(container, invoice, invoice.amount, event)) ? BOOK : AGREED
}

/** Billink told of a payment, which stands on the order. */
async function hasCustomerPaid(
  container: MedusaContainer,
  invoice: BillinkInvoiceRow
): Promise<boolean> {
  const books = await loadBooks(container, invoice.session_id)
  const metadata = books?.order?.metadata ?? {}
  return ["partial_payment_added", "paid", "customer_fully_paid"].some(
    (event) => metadata[`billink_${event}_at`]
  )
}

/** What is credited in full leaves no doubt: an attempt that fits into the rest is part of it. */
async function decideUnknown(
  container: MedusaContainer,
  invoice: BillinkInvoiceRow
): Promise<void> {
  const service = pluginService(container)
  const credits = await service.credits.ofInvoice(invoice.id)
  for (const credit of credits.filter(({ state }) => state === "unknown")) {
    const isRest = creditedCents(credits) + credit.amount === invoice.amount
    // Otherwise it may be one of several; the rest is booked in one piece, which adds up in any case.
    await (isRest ? service.credits.made(credit.id) : forgetCredit(container, credit))
    await service.attentions.resolveSubject(
      ["billink_credit_unknown"],
      credit.id,
      "The invoice is credited in full."
    )
  }
}
