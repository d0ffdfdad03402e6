import type { MedusaContainer } from "@medusajs/framework/types"
import { Modules, PaymentCollectionStatus } from "@medusajs/framework/utils"
import type { AttentionReason } from "../../modules/wolffpay/attention-of"
import { invoiceAttention } from "../../modules/wolffpay/billink/invoice-attention"
import { creditedCents, mayBeCredited } from "../../modules/wolffpay/billink/make-credit"
import { toMinorUnits } from "../../modules/wolffpay/money"
import type { BillinkInvoiceRow } from "../../modules/wolffpay/tables/billink-invoices"
import { pluginService } from "../plugin-service"
import { closeCredited } from "../record-credits/close-credited"
import { compareTotal } from "../settle-payment/compare-total"
import { completeCart, isPaidOtherwise } from "../settle-payment/complete-cart"
import { type Books, loadBooks } from "../settle-payment/load-books"
import { markOrder, markTestOrder } from "../settle-payment/mark-order"
import { finishPlacing, mendInterruption } from "../settle-payment/mend-interruption"
import type { SettleOutcome } from "../settle-payment/outcome"
import { restoreCollection } from "../settle-payment/restore-collection"
import { bookAuthorization } from "../settle-payment/settle-authorized"
import { hasChanged } from "./read-cart"

/** Seconds, as core waits for it. */
const CART_LOCK_WAIT = 30

type Raised = { reason: AttentionReason; problem: string }

/**
 * Billink has accepted: the cart becomes an order, once (R1), unless it is no longer what is billed. Then the books are read
 * again: only what is there counts (R4).
 */
export async function settleAccepted(
  container: MedusaContainer,
  invoice: BillinkInvoiceRow,
  seen: Books
): Promise<SettleOutcome> {
  if (invoice.settled_at !== null) {
    return { kind: "settled", orderId: seen.order?.id ?? null }
  }
  const placed = await finishPlacing(container, seen)
  if ("problem" in placed) {
    return { kind: "retry", problem: placed.problem }
  }
  const { books } = placed
  const obstacle = await obstacleTo(container, invoice, books)
  if (obstacle) {
    return raise(container, invoice, books, obstacle)
  }
  const problem = await place(container, books)
  const after = await loadBooks(container, invoice.session_id)
  if (after?.payment && (after.order || !after.cart_id)) {
    return confirmInvoice(container, invoice, after)
  }
  if (after && !after.payment && (await isPaidOtherwise(container, after))) {
    return raise(container, invoice, after, PAID_OTHERWISE)
  }
  return { kind: "retry", problem: problem ?? "the acceptance is not booked" }
}

const PAID_OTHERWISE: Raised = {
  reason: "billink_not_needed",
  problem: "another payment of the same checkout has paid the order",
}

/** Why this acceptance is good for no order. */
async function obstacleTo(
  container: MedusaContainer,
  invoice: BillinkInvoiceRow,
  books: Books
): Promise<Raised | undefined> {
  const { order, payment, session, cart_id } = books
  if (toMinorUnits(session.amount) !== invoice.amount) {
    return { reason: "billink_cart_changed", problem: "" }
  }
  if (order?.status === "canceled" && !payment) {
    return { reason: "billink_not_needed", problem: "its order is cancelled" }
  }
  if (!order && payment?.canceled_at) {
    return {
      reason: "billink_order_not_placed",
      problem: "Medusa gave up the payment while it placed the order",
    }
  }
  if (payment) {
    return undefined
  }
  if (await isPaidOtherwise(container, books)) {
    return PAID_OTHERWISE
  }
  const credits = await pluginService(container).credits.ofInvoice(invoice.id)
  if (!order && mayBeCredited(credits)) {
    return {
      reason: "billink_not_needed",
      problem: "a credit of it was asked for before the order was placed",
    }
  }
  return cart_id && !order && (await hasChangedAtRest(container, cart_id, invoice.fingerprint))
    ? { reason: "billink_cart_changed", problem: "" }
    : undefined
}

/** Core changes a cart under its lock, and takes back there what it refuses half way. */
function hasChangedAtRest(
  container: MedusaContainer,
  cartId: string,
  fingerprint: string
): Promise<boolean> {
  return container
    .resolve(Modules.LOCKING)
    .execute(cartId, () => hasChanged(container, cartId, fingerprint), { timeout: CART_LOCK_WAIT })
}

async function place(container: MedusaContainer, books: Books): Promise<string | undefined> {
  if (books.cart_id && !books.order) {
    return completeCart(container, books.cart_id, books)
  }
  return books.payment ? undefined : bookAuthorization(container, books)
}

/** Compares order and invoice once, and writes on the order under which number Billink knows it. */
async function confirmInvoice(
  container: MedusaContainer,
  invoice: BillinkInvoiceRow,
  books: Books
): Promise<SettleOutcome> {
  const service = pluginService(container)
  const unplaced = await mendInterruption(
    container,
    {
      placement_checked_at: invoice.placement_checked_at,
      claim: () => service.invoices.claimPlacement(invoice.id),
      attention: (found) => invoiceAttention("order_interrupted", invoice, { found }),
    },
    books
  )
  if (unplaced) {
    return { kind: "retry", problem: unplaced }
  }
  const { order } = books
  await markTestOrder(container, { live: service.billink.options.environment !== "staging" }, order)
  if (order && order.metadata.billink_invoice_number !== invoice.billink_number) {
    await markOrder(container, order.id, { billink_invoice_number: invoice.billink_number })
  }
  await compareTotal(container, invoiceAttention("total_differs", invoice), books)
  await restoreCollection(container, invoice, books, PaymentCollectionStatus.AUTHORIZED)
  await service.attentions.resolveSubject(
    ["billink_order_not_placed"],
    invoiceAttention("billink_order_not_placed", invoice).subject,
    "The order is placed after all."
  )
  await service.invoices.markSettled(invoice.id, invoice.state)
  return { kind: "settled", orderId: order?.id ?? null }
}

/** Writes it down for a person, unless it is credited in full by now; nothing more is done by itself. */
async function raise(
  container: MedusaContainer,
  invoice: BillinkInvoiceRow,
  books: Books,
  { reason, problem }: Raised
): Promise<SettleOutcome> {
  const service = pluginService(container)
  if (creditedCents(await service.credits.ofInvoice(invoice.id)) >= invoice.amount) {
    await service.invoices.markSettled(invoice.id, invoice.state)
    await closeCredited(container, invoice)
    return { kind: "settled", orderId: books.order?.id ?? null }
  }
  await service.flagAttention({
    ...invoiceAttention(reason, invoice, { problem }),
    payment_id: books.payment?.id ?? null,
    order_id: books.order?.id ?? null,
    amount_medusa: books.payment ? toMinorUnits(books.payment.amount) : 0,
  })
  await service.invoices.markSettled(invoice.id, invoice.state)
  await service.invoices.stopChecking(invoice.id)
  return { kind: "attention", reason }
}
