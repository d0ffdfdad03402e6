import type { MedusaContainer } from "@medusajs/framework/types"
import { attentionOf } from "../../modules/wolffpay/attention-of"
import { cancelIntent } from "../../modules/wolffpay/cancel-intent"
import { toMinorUnits } from "../../modules/wolffpay/money"
import { isWolffPay } from "../../modules/wolffpay/provider-id"
import type { PaymentIntentRow } from "../../modules/wolffpay/tables/payment-intents"
import { BOOKED_STATES } from "../../modules/wolffpay/terminal/sale-state"
import { pluginService } from "../plugin-service"
import { loadBooks } from "./load-books"
import { finishPlacing } from "./mend-interruption"
import { type SettleOutcome, waiting } from "./outcome"
import { settleAuthorized } from "./settle-authorized"
import { settleCanceled } from "./settle-canceled"
import { settleOrphan } from "./settle-orphan"
import { settleProcessing } from "./settle-processing"
import { settleSucceeded } from "./settle-succeeded"

/** Call inside the session's lock. Reads our row afresh: another worker may have settled it while we waited. */
export async function settle(container: MedusaContainer, id: string): Promise<SettleOutcome> {
  const service = pluginService(container)
  const intent = await service.intents.byId(id)
  if (!intent || intent.intent_id === null) {
    return waiting
  }
  const known = { ...intent, intent_id: intent.intent_id }
  const atCounter = intent.channel === "terminal" ? await leaveToTill(container, intent) : undefined
  if (atCounter === "running") {
    return { kind: "retry", problem: "the sale at the counter is not finished" }
  }
  const seen = await loadBooks(container, intent.session_id)
  if (
    !seen ||
    atCounter === "given_up" ||
    !isWolffPay(seen.session.provider_id) ||
    !(await isCurrent(service, intent))
  ) {
    return settleOrphan(container, known)
  }
  if (intent.returned_at !== null) {
    await service.intents.markSettled(intent.id)
    return { kind: "attention", reason: "payment_returned" }
  }
  if (intent.abandoned_at !== null && intent.state === "open") {
    return endForgotten(container, known)
  }
  if (
    toMinorUnits(seen.session.amount) !== intent.amount ||
    seen.session.currency_code.toLowerCase() !== intent.currency
  ) {
    await service.flagAttention({
      ...attentionOf("amount_mismatch", intent),
      amount_medusa: toMinorUnits(seen.session.amount),
    })
    return { kind: "attention", reason: "amount_mismatch" }
  }
  const placed = await finishPlacing(container, seen)
  if ("problem" in placed) {
    return { kind: "retry", problem: placed.problem }
  }
  const { books } = placed
  switch (intent.state) {
    case "succeeded":
      return settleSucceeded(container, known, books)
    case "authorized":
      return settleAuthorized(container, known, books)
    case "processing":
      return settleProcessing(container, known, books)
    case "canceled":
      return settleCanceled(container, known, books)
    default:
      return waiting
  }
}

/** A sale of the till settles its own payment: until it is booked nobody else may, and one that was given up needs none. */
async function leaveToTill(
  container: MedusaContainer,
  intent: PaymentIntentRow
): Promise<"running" | "given_up" | undefined> {
  const { sales } = pluginService(container)
  const sale = await sales.ofSession(intent.session_id)
  if (sale?.state === "canceled") {
    return "given_up"
  }
  if (!sale || BOOKED_STATES.includes(sale.state)) {
    return undefined
  }
  await sales.wake(sale.id)
  return "running"
}

/** A session whose amount was changed has a newer intent; the older one belongs to nobody any more. */
async function isCurrent(
  service: ReturnType<typeof pluginService>,
  intent: PaymentIntentRow
): Promise<boolean> {
  const ofSession = await service.intents.ofSession(intent.session_id)
  return ofSession.find((other) => other.intent_id !== null)?.id === intent.id
}

/** Given up, but its session still stands: it is cancelled; if it was paid in the meantime it is followed like any other. */
async function endForgotten(
  container: MedusaContainer,
  intent: PaymentIntentRow & { intent_id: string }
): Promise<SettleOutcome> {
  const service = pluginService(container)
  const state = await cancelIntent(service, intent, { lane: "background" })
  await service.intents.takeBack(intent.id)
  return state === "open" ? waiting : settle(container, intent.id)
}
