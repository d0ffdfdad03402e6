import type { MedusaContainer } from "@medusajs/framework/types"
import { invoiceAttention } from "../../modules/wolffpay/billink/invoice-attention"
import { creditedCents } from "../../modules/wolffpay/billink/make-credit"
import { lookAtSession } from "../../modules/wolffpay/billink/look-at-session"
import { describeError, isNamed } from "../../modules/wolffpay/describe-error"
import { isPassing } from "../../modules/wolffpay/passing-error"
import type WolffPayModuleService from "../../modules/wolffpay/service"
import { type BillinkInvoiceRow, isDecided } from "../../modules/wolffpay/tables/billink-invoices"
import {
  captureSession,
  captureShippedOrder,
  isCaptureBegun,
  takeBackPartCapture,
} from "../capture-shipped-order/capture-shipped-order"
import { isShipped } from "../capture-shipped-order/is-shipped"
import { closeCanceledInvoices } from "../close-canceled-order/close-canceled-invoices"
import { pluginService } from "../plugin-service"
import { SETTLED_BY_CREDIT } from "../record-credits/close-credited"
import { WORKFLOW_STARTED_AT } from "../receive-webhook-event/billink/handle-order-event"
import { settleInvoiceWorkflow } from "../settle-invoice"
import { withSessionLock } from "../session-lock"
import { loadBooks } from "../settle-payment/load-books"

const PER_RUN = 50
const MINUTE_MS = 60 * 1000
const DAY_MS = 24 * 60 * MINUTE_MS
/** An outage of Billink must not lose an accepted order; after that a person looks. */
const GIVE_UP_MS = 3 * DAY_MS
/** Longer than placing an order takes, or cancelling one. */
const PATIENCE_MS = 15 * MINUTE_MS
const CALL = { lane: "background", deadlineMs: 15_000 } as const
/** The rest of the job waits for this part; in ms. */
const RUN_MS = MINUTE_MS

/**
 * Looks at every invoice whose turn it is: undecided sessions of which no webhook told, acceptances without an order, orders
 * whose workflow was never started. Returns how many.
 */
export async function checkInvoices(container: MedusaContainer): Promise<number> {
  const service = pluginService(container)
  const due = await service.invoices.claimDue(PER_RUN)
  const startedAt = Date.now()
  const waiting = [...due]
  const skipped: BillinkInvoiceRow[] = []
  let canBeAsked = true
  while (Date.now() - startedAt < RUN_MS) {
    const invoice = waiting.shift()
    if (!invoice) {
      break
    }
    if (!canBeAsked && !isDecided(invoice.state)) {
      skipped.push(invoice)
      continue
    }
    try {
      canBeAsked = (await checkOne(container, invoice)) && canBeAsked
    } catch (error) {
      if (isNamed(error, "BudgetExhaustedError")) {
        skipped.push(invoice)
        if (isDecided(invoice.state)) {
          break
        }
        // Orders are served before sessions: there may be calls left for them.
        canBeAsked = false
        continue
      }
      service.logger.error(
        `Billink: ${invoice.order_number} could not be settled; it is tried again: ${describeError(error)}`
      )
    }
  }
  await service.invoices.giveBack([...skipped, ...waiting].map(({ id }) => id))
  return due.length
}

/** False when Billink cannot be asked: then other undecided ones need not try now. */
async function checkOne(container: MedusaContainer, invoice: BillinkInvoiceRow): Promise<boolean> {
  const seen = isDecided(invoice.state) ? invoice : await ask(container, invoice)
  if (seen && isDecided(seen.state)) {
    await follow(container, seen)
  }
  return seen !== undefined
}

async function follow(container: MedusaContainer, seen: BillinkInvoiceRow): Promise<void> {
  if (seen.settled_at === null) {
    return settleOne(container, seen)
  }
  if (seen.state === "accepted") {
    return followOrder(container, seen)
  }
  return pluginService(container).invoices.stopCheckingEnded(seen.id)
}

/** Undefined when Billink cannot be asked. */
async function ask(
  container: MedusaContainer,
  invoice: BillinkInvoiceRow
): Promise<BillinkInvoiceRow | undefined> {
  const service = pluginService(container)
  let problem = "it has shown the session as open"
  let isAway = false
  try {
    const seen = await lookAtSession(service, invoice, CALL)
    if (isDecided(seen.state)) {
      return seen
    }
  } catch (error) {
    if (isNamed(error, "BudgetExhaustedError")) {
      throw error
    }
    problem = describeError(error)
    isAway = isPassing(error)
    service.logger.warn(`Billink could not be asked about ${invoice.order_number}: ${problem}`)
  }
  if (ageMs(invoice.created_at) > GIVE_UP_MS) {
    await service.flagAttention(
      invoiceAttention("billink_undecided", invoice, { problem: `for three days ${problem}` })
    )
    await service.invoices.stopChecking(invoice.id)
  }
  return isAway ? undefined : invoice
}

async function settleOne(container: MedusaContainer, invoice: BillinkInvoiceRow): Promise<void> {
  const { result } = await settleInvoiceWorkflow(container).run({ input: { id: invoice.id } })
  if (result.kind === "retry" && ageMs(invoice.accepted_at) > PATIENCE_MS) {
    await pluginService(container).flagAttention(
      invoiceAttention("billink_order_not_placed", invoice, { problem: result.problem })
    )
  }
}

/** The order is there: it waits to be sent, or to be credited because it is cancelled. */
async function followOrder(container: MedusaContainer, invoice: BillinkInvoiceRow): Promise<void> {
  const service = pluginService(container)
  const { order, payment } = (await loadBooks(container, invoice.session_id)) ?? {}
  if (!order || !payment) {
    if (!payment && (await isForgotten(service, invoice))) {
      await service.flagAttention({
        ...invoiceAttention("billink_session_gone", invoice),
        amount_medusa: 0,
      })
    }
    return service.invoices.stopChecking(invoice.id)
  }
  if (order.status === "canceled") {
    const canceled_at = invoice.cancel_requested_at ?? new Date()
    return closeCanceledInvoices(container, { id: order.id, canceled_at })
  }
  if (payment.canceled_at) {
    return raiseGivenUp(container, invoice, order.id)
  }
  const { session_id } = invoice
  const isBegun = isCaptureBegun(invoice, payment)
  if (!isBegun && payment.capture_ids.length > 0) {
    await withSessionLock(container, session_id, () => takeBackPartCapture(container, session_id))
  }
  const isCaptured =
    isBegun || isStartTold(invoice, order)
      ? await withSessionLock(container, session_id, () => captureSession(container, session_id))
      : await captureShippedOrder(container, order.id)
  if (isCaptured) {
    return service.invoices.stopChecking(invoice.id)
  }
  const problem = await whyNotStarted(container, invoice, order.id)
  if (problem) {
    await service.flagAttention({
      ...invoiceAttention("billink_workflow_not_started", invoice, { problem }),
      order_id: order.id,
      payment_id: payment.id,
    })
  }
}

/**
 * A whole capture was asked for, its answer was lost, and a webhook says that the workflow started: asking once more shows
 * whether it did, and starts nothing twice.
 */
function isStartTold(
  { workflow_attempted_at }: BillinkInvoiceRow,
  { metadata }: { metadata: Record<string, unknown> }
): boolean {
  return workflow_attempted_at !== null && metadata[WORKFLOW_STARTED_AT] !== undefined
}

/** Undefined while no person is needed: it is early, or it is tried again by itself, which tells of its own failures. */
async function whyNotStarted(
  container: MedusaContainer,
  { accepted_at, workflow_attempted_at }: BillinkInvoiceRow,
  orderId: string
): Promise<string | undefined> {
  const { startWorkflowOnShipment, workflowReminderDays } = pluginService(container).billink.options
  const isOverdue = ageMs(accepted_at) > workflowReminderDays * DAY_MS
  if (!isOverdue && workflow_attempted_at === null) {
    return undefined
  }
  const isSent = await isShipped(container, orderId)
  if (isSent && startWorkflowOnShipment) {
    return undefined
  }
  if (workflow_attempted_at !== null) {
    return "its payment was to be captured, and Billink did not say that the workflow started"
  }
  const accepted = `it was accepted more than ${workflowReminderDays} days ago`
  return isSent
    ? `${accepted} and is sent, and its payment is not captured (startWorkflowOnShipment is off)`
    : `${accepted} and is not sent in full`
}

/** Nobody was ever told that this acceptance has no order. */
async function isForgotten(
  service: WolffPayModuleService,
  invoice: BillinkInvoiceRow
): Promise<boolean> {
  const { subject } = invoiceAttention("billink_session_gone", invoice)
  const reason = [...SETTLED_BY_CREDIT]
  const [told] = await service.listAttentions({ subject, reason }, { take: 1 })
  const credits = await service.credits.ofInvoice(invoice.id)
  return !told && creditedCents(credits) < invoice.amount
}

/** Medusa gave up the payment of an order that is not cancelled, as an order edit may: nothing is credited on a guess. */
async function raiseGivenUp(
  container: MedusaContainer,
  invoice: BillinkInvoiceRow,
  orderId: string
): Promise<void> {
  const service = pluginService(container)
  if (ageMs(invoice.cancel_requested_at) < PATIENCE_MS) {
    // Its order may be being cancelled right now.
    return
  }
  await service.flagAttention({
    ...invoiceAttention("billink_not_credited", invoice, { problem: "its order is not cancelled" }),
    order_id: orderId,
    amount_medusa: 0,
  })
  await service.invoices.stopChecking(invoice.id)
}

function ageMs(since: Date | null): number {
  return since === null ? 0 : Date.now() - since.getTime()
}
