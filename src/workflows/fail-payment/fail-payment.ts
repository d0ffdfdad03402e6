import type { MedusaContainer } from "@medusajs/framework/types"
import { attentionOf } from "../../modules/wolffpay/attention-of"
import { WOLFFPAY_EVENTS } from "../../modules/wolffpay/events"
import { knownState } from "../../modules/wolffpay/known-state"
import { lookUp } from "../../modules/wolffpay/look-up"
import type WolffPayModuleService from "../../modules/wolffpay/service"
import type { PaymentIntentRow } from "../../modules/wolffpay/tables/payment-intents"
import { stateOfStatus } from "../../modules/wolffpay/tables/intent-state"
import { pluginService } from "../plugin-service"
import type { FailPaymentInput } from "."
import { failPlacedOrder } from "../settle-payment/fail-placed-order"
import { markFailedOrder } from "../settle-payment/mark-order"
import { type Books, loadBooks } from "../settle-payment/load-books"
import { settle } from "../settle-payment/settle"
import { type SettleOutcome, waiting } from "../settle-payment/outcome"

type KnownIntent = PaymentIntentRow & { intent_id: string }

/** Call inside the session's lock. */
export async function failPayment(
  container: MedusaContainer,
  { id, status, occurred_at, only_processing }: FailPaymentInput
): Promise<SettleOutcome> {
  const service = pluginService(container)
  const intent = await service.intents.byId(id)
  if (!intent || intent.intent_id === null) {
    return waiting
  }
  const known = { ...intent, intent_id: intent.intent_id }
  const state = await knownState(service, intent)
  if (state === "succeeded" || state === "authorized") {
    return lookBehindSuccess(container, known)
  }
  if (state === "canceled" || (only_processing && state !== "processing")) {
    return waiting
  }
  if (state === "processing" && isOlder(occurred_at, intent.state_at)) {
    // An earlier try failed and its event is late; the debit that runs now may still succeed.
    const now = await lookUp(service, intent, { lane: "background" })
    if (now.state !== "open") {
      return settle(container, intent.id)
    }
  }
  const books = await loadBooks(container, intent.session_id)
  const isPromised = intent.channel === "online" && books?.order && !books.payment
  if (isPromised && books.order && books.order.status !== "canceled") {
    await failPlacedOrder(container, known, books)
  }
  await tellFailed(service, known, books)
  // Last: a process that dies before it finds the failure again.
  await service.intents.noteFailure(intent.id, status)
  await tellTill(service, intent)
  return waiting
}

function tellFailed(
  service: WolffPayModuleService,
  intent: KnownIntent,
  books: Books | undefined
): Promise<void> {
  return service.emit(WOLFFPAY_EVENTS.paymentFailed, {
    payment_session_id: intent.session_id,
    intent_id: intent.intent_id,
    order_id: books?.order?.id ?? null,
    amount: intent.amount,
    currency: intent.currency,
  })
}

/** Another card may follow at the counter; whoever waits there is told. */
async function tellTill(service: WolffPayModuleService, intent: PaymentIntentRow): Promise<void> {
  const sale =
    intent.channel === "terminal" ? await service.sales.ofSession(intent.session_id) : undefined
  if (sale) {
    await service.sales.wake(sale.id)
  }
}

/** An old event that arrives late, or a debit that the bank took back: only WolffPay can tell. */
async function lookBehindSuccess(
  container: MedusaContainer,
  intent: KnownIntent
): Promise<SettleOutcome> {
  const service = pluginService(container)
  const seen = await lookUp(service, intent, { lane: "background" })
  // WolffPay's own word, not our row: a status that we do not know is no success either.
  const now = stateOfStatus(seen.status)
  if (now === "succeeded" || now === "authorized") {
    return settle(container, intent.id)
  }
  if (intent.state === "authorized") {
    // Never captured, so nothing is returned: an ended authorisation settles as cancelled.
    return settle(container, intent.id)
  }
  const books = await loadBooks(container, intent.session_id)
  if (books?.order) {
    await markFailedOrder(container, books.order.id, intent.intent_id)
  }
  await service.flagAttention({
    ...attentionOf("payment_returned", intent, { status: seen.status }),
    payment_id: books?.payment?.id ?? null,
    order_id: books?.order?.id ?? null,
    amount_wolffpay: 0,
  })
  await tellFailed(service, intent, books)
  // Last: once it is marked nobody looks behind it any more, so all that has to be told must be told by then.
  await service.intents.markReturned(intent.id)
  return { kind: "attention", reason: "payment_returned" }
}

/** Whether the event speaks of a time before the state that we know; without a time it may. */
function isOlder(occurredAt: string | undefined, stateAt: Date | null): boolean {
  const at = occurredAt === undefined ? NaN : Date.parse(occurredAt)
  return stateAt !== null && !(at >= stateAt.getTime())
}
