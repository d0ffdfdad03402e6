import type { MedusaContainer } from "@medusajs/framework/types"
import { Modules } from "@medusajs/framework/utils"
import { capturePaymentWorkflow } from "@medusajs/medusa/core-flows"
import { invoiceAttention } from "../../modules/wolffpay/billink/invoice-attention"
import { toMinorUnits } from "../../modules/wolffpay/money"
import { isPassing } from "../../modules/wolffpay/passing-error"
import { BILLINK_PROVIDER_ID } from "../../modules/wolffpay/provider-id"
import type { BillinkInvoiceRow } from "../../modules/wolffpay/tables/billink-invoices"
import { loadOrderSessions } from "../close-canceled-order/load-payments"
import { pluginService } from "../plugin-service"
import { withSessionLock } from "../session-lock"
import { isOnOrder } from "../settle-payment/confirm"
import { type BookedPayment, loadBooks } from "../settle-payment/load-books"
import { problemOf } from "../settle-payment/problem-of"
import { isShipped } from "./is-shipped"

/** An outage at Billink is waited for this long before a person is told; in ms. */
const PATIENCE_MS = 60 * 60 * 1000
/** Longer than our provider may take for a capture; in ms. */
const CAPTURE_MS = 60 * 1000

/**
 * The order is sent, so Billink is told to bill it: capturing in Medusa starts the workflow (facts 2.4, 5). Once: what is
 * captured is left alone. True when nothing is left to do.
 */
export async function captureShippedOrder(
  container: MedusaContainer,
  orderId: string
): Promise<boolean> {
  const service = pluginService(container)
  if (!service.billinkOptions?.startWorkflowOnShipment) {
    return false
  }
  const sessions = await loadOrderSessions(container, orderId, BILLINK_PROVIDER_ID)
  const waiting = sessions.filter(({ payment }) => payment && !payment.canceled)
  if (waiting.length === 0 || !(await isShipped(container, orderId))) {
    return false
  }
  let isDone = true
  for (const { session_id } of waiting) {
    const captured = await withSessionLock(container, session_id, () =>
      captureSession(container, session_id)
    )
    isDone &&= captured
  }
  return isDone
}

/**
 * Whether somebody asked for all of it, or Billink bills it already: then it is finished. A part is never made a whole
 * (Billink bills all or nothing).
 */
export function isCaptureBegun(
  { workflow_started_at }: BillinkInvoiceRow,
  { amount, captured_at, capture_amounts }: BookedPayment
): boolean {
  const whole = toMinorUnits(amount)
  return (
    captured_at !== null ||
    workflow_started_at !== null ||
    capture_amounts.some((part) => toMinorUnits(part) === whole)
  )
}

/** A process died at a capture that Billink would never have made, and core allows no whole one beside it. */
export async function takeBackPartCapture(
  container: MedusaContainer,
  sessionId: string
): Promise<void> {
  const { payment } = (await loadBooks(container, sessionId)) ?? {}
  const [invoice] = await pluginService(container).invoices.ofSession(sessionId)
  if (
    payment &&
    invoice &&
    !isCaptureBegun(invoice, payment) &&
    (await captureUnderWay(container, payment)) === "left behind"
  ) {
    await takeBackCaptures(container, payment)
  }
}

/**
 * Captures what is not captured in all of Medusa's books: a process that dies at it leaves a capture that counts for core and
 * for nobody else, or one that the order does not show. Call inside the session's lock. True when nothing is left to do.
 */
export async function captureSession(
  container: MedusaContainer,
  sessionId: string
): Promise<boolean> {
  const service = pluginService(container)
  const books = await loadBooks(container, sessionId)
  const { payment, order } = books ?? {}
  const [invoice] = await service.invoices.ofSession(sessionId)
  if (!books || !invoice || !payment || payment.canceled_at) {
    return true
  }
  if (payment.captured_at && isOnOrder(books)) {
    return true
  }
  const begun = await captureUnderWay(container, payment)
  if (begun === "alive") {
    return false
  }
  if (begun === "left behind") {
    await takeBackCaptures(container, payment)
  }
  const { errors } = await capturePaymentWorkflow(container).run({
    input: { payment_id: payment.id },
    throwOnError: false,
  })
  const problem = problemOf(errors)
  if (problem === undefined) {
    return true
  }
  const isOutage = errors.every(({ error }) => isPassing(error))
  await service.invoices.retryWorkflow(invoice.id, { isOutage })
  const tried = await service.invoices.byId(invoice.id)
  const since = tried?.workflow_attempted_at?.getTime() ?? Date.now()
  if (!isOutage || Date.now() - since > PATIENCE_MS) {
    await service.flagAttention({
      ...invoiceAttention("billink_workflow_not_started", invoice, { problem }),
      order_id: order?.id ?? null,
      payment_id: payment.id,
    })
  }
  service.logger.warn(
    `Billink: the workflow of ${invoice.order_number} is not started, it is tried again: ${problem}`
  )
  return false
}

/** A capture by the shop's own code takes no lock, so only its age tells whether somebody is still at it. */
async function captureUnderWay(
  container: MedusaContainer,
  { capture_ids, captured_at }: BookedPayment
): Promise<"none" | "alive" | "left behind"> {
  if (capture_ids.length === 0) {
    return "none"
  }
  const captures = await container
    .resolve(Modules.PAYMENT)
    .listCaptures({ id: capture_ids }, { select: ["id", "created_at"], take: capture_ids.length })
  const isYoung = ({ created_at }: { created_at: Date | string }) =>
    Date.now() - new Date(created_at).getTime() < CAPTURE_MS
  if (captures.some(isYoung)) {
    return "alive"
  }
  return captured_at === null ? "left behind" : "none"
}

/** Core would allow no other beside them. */
async function takeBackCaptures(
  container: MedusaContainer,
  { capture_ids }: BookedPayment
): Promise<void> {
  await container.resolve(Modules.PAYMENT).deleteCaptures(capture_ids)
}
