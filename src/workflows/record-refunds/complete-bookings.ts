import type { MedusaContainer } from "@medusajs/framework/types"
import { Modules } from "@medusajs/framework/utils"
import { attentionOf } from "../../modules/wolffpay/attention-of"
import { describeError } from "../../modules/wolffpay/describe-error"
import type { AttentionInput } from "../../modules/wolffpay/tables/attentions"
import type { BookedRow, Bookings } from "../../modules/wolffpay/tables/bookings"
import type { PaymentIntentRow } from "../../modules/wolffpay/tables/payment-intents"
import { ATTEMPT_SECONDS, type RefundRow } from "../../modules/wolffpay/tables/refunds"
import { pluginService } from "../plugin-service"
import { type Books, loadBooks } from "../settle-payment/load-books"
import { type MedusaRefund, mendLine } from "./mend-line"
import { removeLostLines } from "./remove-lost-lines"

type Intent = PaymentIntentRow & { intent_id: string }

/** Longer than any change of an order that is being made has to stay open. */
const PATIENCE_MS = 15 * 60 * 1000

/** Whoever refunds without the session's lock has written all of it by then. */
export function isAtRest(row: BookedRow): boolean {
  return row.booked_at !== null && Date.now() - row.booked_at.getTime() > ATTEMPT_SECONDS * 1000
}

/** The refunds of an intent. No call to WolffPay. Call inside the session's lock. */
export async function completeBookings(
  container: MedusaContainer,
  intent: Intent,
  mayBeLookedAt: (row: RefundRow) => boolean = isAtRest
): Promise<void> {
  const service = pluginService(container)
  const refunds = await service.refunds.ofIntent(intent.intent_id)
  await completeRows(container, {
    sessionId: intent.session_id,
    bookings: service.bookings,
    rows: refunds.filter(mayBeLookedAt),
    lineMissing: (row, problem) => ({
      ...attentionOf("refund_line_missing", { ...intent, amount: row.amount }, { problem }),
      subject: row.refund_id ?? row.id,
      refund_id: row.refund_id,
    }),
  })
}

/** What is booked of one payment session, in one of the plugin's tables. */
export type Booked<Row extends BookedRow> = {
  sessionId: string
  bookings: Bookings
  rows: readonly Row[]
  /** What a person is told when the order's line cannot be written. */
  lineMissing: (row: Row, problem: string) => AttentionInput
}

/**
 * Sees to it that everything that counts as booked stands in all of Medusa's books: as a refund of the payment, which Medusa
 * deletes when something fails after our provider has answered, and as a line on the order. Call inside the session's lock.
 */
export async function completeRows<Row extends BookedRow>(
  container: MedusaContainer,
  booked: Booked<Row>
): Promise<void> {
  const due = booked.rows.filter((row) => row.booked_at !== null && row.line_at === null)
  if (due.length === 0) {
    return
  }
  const books = await loadBooks(container, booked.sessionId)
  const held = await heldRefunds(container, due)
  for (const row of due) {
    const refund = row.medusa_refund_id === null ? undefined : held.get(row.medusa_refund_id)
    if (row.medusa_refund_id !== null && !refund) {
      await booked.bookings.unbook(row.id)
    } else {
      await completeOne(container, booked, { books, row, refund })
    }
  }
  if (books?.order) {
    await removeLostLines(container, books.order)
  }
}

async function completeOne<Row extends BookedRow>(
  container: MedusaContainer,
  { bookings, lineMissing }: Booked<Row>,
  booking: { books: Books | undefined; row: Row; refund: MedusaRefund | undefined }
): Promise<void> {
  const service = pluginService(container)
  const { books, row, refund } = booking
  const order = books?.order
  let problem: string | undefined
  // Cancelling an order writes one line for all of the payment, under the payment's own id.
  if (order && order.status !== "canceled" && refund) {
    problem = await mendLine(container, order, { bookings, row, refund }).catch(describeError)
  }
  if (problem === undefined) {
    await bookings.markWhole(row.id)
    const { reason, subject } = lineMissing(row, "")
    await service.attentions.resolveSubject([reason], subject, "The order shows it now.")
  } else if (Date.now() - (row.booked_at?.getTime() ?? 0) > PATIENCE_MS) {
    await service.flagAttention({
      ...lineMissing(row, problem),
      payment_id: books?.payment?.id ?? null,
      order_id: order?.id ?? null,
    })
  }
}

async function heldRefunds(
  container: MedusaContainer,
  rows: readonly BookedRow[]
): Promise<Map<string, MedusaRefund>> {
  const ids = rows.flatMap((row) => row.medusa_refund_id ?? [])
  if (ids.length === 0) {
    return new Map()
  }
  const found = await container
    .resolve(Modules.PAYMENT)
    .listRefunds({ id: ids }, { select: ["id", "amount"], take: ids.length })
  return new Map(found.map(({ id, amount }) => [id, { id, amount: Number(amount) }]))
}
