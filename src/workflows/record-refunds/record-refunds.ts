import type { MedusaContainer } from "@medusajs/framework/types"
import { attentionOf } from "../../modules/wolffpay/attention-of"
import { findRefunds } from "../../modules/wolffpay/find-refunds"
import { isFullyRefunded, isNotPaidOut } from "../../modules/wolffpay/refunded-amount"
import type { PaymentIntentRow } from "../../modules/wolffpay/tables/payment-intents"
import type { RefundRow } from "../../modules/wolffpay/tables/refunds"
import { pluginService } from "../plugin-service"
import type { EventResult } from "../receive-webhook-event/event-result"
import { withSessionLock } from "../session-lock"
import { loadBooks } from "../settle-payment/load-books"
import { settle } from "../settle-payment/settle"
import { bookRefund } from "./book-refund"
import { completeBookings, isAtRest } from "./complete-bookings"
import { handOverFailed } from "./hand-over-failed"
import { isInFlight } from "./in-flight"
import { endAttempt, isLeft } from "./unmade-refunds"

const KEY_LIFE_MS = 24 * 60 * 60 * 1000
const FINAL = ["succeeded", "failed", "canceled"]
/** Seconds: a refund that is being made right now reports its own id in a moment. */
const WAIT_FOR_ATTEMPT = 5

export async function recordRefunds(container: MedusaContainer, id: string): Promise<EventResult> {
  const service = pluginService(container)
  const intent = await service.intents.byId(id)
  if (!intent || intent.intent_id === null) {
    return { close: "done", outcome: "nothing to refund" }
  }
  const known = { ...intent, intent_id: intent.intent_id }
  return withSessionLock(container, intent.session_id, async () => {
    const before = await service.refunds.ofIntent(known.intent_id)
    if (before.some((row) => isInFlight(row, Date.now()))) {
      return {
        problem: "a refund is being made right now",
        seconds: WAIT_FOR_ATTEMPT,
      }
    }
    await settleCutOff(container, before)
    await findRefunds(service, known, { lane: "background" })
    // Before the next one is booked: core would write a line that is missing with the amount of that one.
    await completeBookings(container, known)
    const found = await service.refunds.ofIntent(known.intent_id)
    const settled = await settleUnbooked(container, known)
    return bookAll(container, settled, await handOverFailed(service, intent, found))
  })
}

/** All of it went back before Medusa had a payment: that is settled at once, so that the shopper may pay again (R13). */
async function settleUnbooked(
  container: MedusaContainer,
  intent: PaymentIntentRow & { intent_id: string }
): Promise<PaymentIntentRow & { intent_id: string }> {
  const service = pluginService(container)
  const books = await loadBooks(container, intent.session_id)
  if (intent.settled_at !== null || books?.payment || !(await isFullyRefunded(service, intent))) {
    return intent
  }
  await settle(container, intent.id)
  const now = await service.intents.byId(intent.id)
  return { ...intent, settled_at: now?.settled_at ?? null }
}

/** A process died while refunding: what came of it is unknown until WolffPay's list tells. */
async function settleCutOff(container: MedusaContainer, rows: readonly RefundRow[]): Promise<void> {
  for (const row of rows) {
    if (row.state === "attempting") {
      await pluginService(container).refunds.setState(row.id, "unknown")
    }
  }
}

async function bookAll(
  container: MedusaContainer,
  intent: PaymentIntentRow & { intent_id: string },
  refunds: readonly RefundRow[]
): Promise<EventResult> {
  const service = pluginService(container)
  const books = await loadBooks(container, intent.session_id)
  const problems: string[] = []
  const booked = new Set<string>()
  for (const refund of refunds) {
    const isFinal = FINAL.includes(refund.status ?? "")
    if (refund.state === "unknown" && Date.now() - refund.created_at.getTime() > KEY_LIFE_MS) {
      // Not in WolffPay's list a day later, and its key is dead: it was never made.
      await endAttempt(container, { intent, books }, refund, refunds)
      await service.refunds.stopChecking(refund.id)
    } else if (refund.state === "not_made" && isLeft(refund)) {
      await endAttempt(container, { intent, books }, refund, refunds)
      await service.refunds.stopChecking(refund.id)
    } else if (refund.state === "made" && refund.booked_at === null) {
      const problem = await bookRefund(container, intent, books, refund)
      booked.add(refund.id)
      await completeBookings(container, intent, (row) => booked.has(row.id) || isAtRest(row))
      if (problem) {
        problems.push(problem)
      } else if (isFinal) {
        await service.refunds.stopChecking(refund.id)
      }
    } else if (refund.state === "made" && isFinal) {
      await raiseIfFailed(container, intent, refund)
      await service.refunds.stopChecking(refund.id)
    }
  }
  return problems[0] ? { problem: problems[0] } : { close: "done", outcome: "refunds agree" }
}

/** Booked in Medusa as given back, but the customer did not get it (R15). There is no event for it. */
async function raiseIfFailed(
  container: MedusaContainer,
  intent: PaymentIntentRow,
  refund: RefundRow
): Promise<void> {
  if (!isNotPaidOut(refund.status)) {
    return
  }
  const service = pluginService(container)
  const subject = refund.refund_id ?? refund.id
  const [raised] = await service.listAttentions({ reason: "refund_failed", subject }, { take: 1 })
  if (raised?.resolved_at) {
    return
  }
  await service.flagAttention({
    ...attentionOf(
      "refund_failed",
      { ...intent, amount: refund.amount },
      { status: refund.status ?? "" }
    ),
    subject,
    refund_id: refund.refund_id,
    amount_wolffpay: 0,
    amount_medusa: refund.amount,
  })
}
