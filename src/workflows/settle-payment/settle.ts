import type { MedusaContainer } from "@medusajs/framework/types"
import { attentionOf } from "../../modules/wolffpay/attention-of"
import { cancelIntent } from "../../modules/wolffpay/cancel-intent"
import { toMinorUnits } from "../../modules/wolffpay/money"
import { ONLINE_PROVIDER_ID } from "../../modules/wolffpay/provider-id"
import type { PaymentIntentRow } from "../../modules/wolffpay/tables/payment-intents"
import { pluginService } from "../plugin-service"
import { loadBooks } from "./load-books"
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
  const books = await loadBooks(container, intent.session_id)
  if (
    !books ||
    books.session.provider_id !== ONLINE_PROVIDER_ID ||
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
    toMinorUnits(books.session.amount) !== intent.amount ||
    books.session.currency_code.toLowerCase() !== intent.currency
  ) {
    await service.flagAttention({
      ...attentionOf("amount_mismatch", intent),
      amount_medusa: toMinorUnits(books.session.amount),
    })
    return { kind: "attention", reason: "amount_mismatch" }
  }
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
