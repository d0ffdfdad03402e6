import type { MedusaContainer } from "@medusajs/framework/types"
import { Modules } from "@medusajs/framework/utils"
import type { PaymentEventData } from "../../clients/wolffpay"
import { type AttentionReason, attentionOf } from "../../modules/wolffpay/attention-of"
import { toMinorUnits } from "../../modules/wolffpay/money"
import type { PaymentIntentRow } from "../../modules/wolffpay/tables/payment-intents"
import { pluginService } from "../plugin-service"
import type { EventResult } from "./event-result"

type Closed = Extract<EventResult, { close: unknown }>

export type Identified = { intent: PaymentIntentRow & { intent_id: string } } | Closed

/**
 * Which of our intents an event is about. It must agree in intent id, amount and currency; what bears our mark but disagrees
 * goes to a person, what does not belongs to another shop on the same account and is left alone (R9).
 */
export async function identify(
  container: MedusaContainer,
  data: PaymentEventData
): Promise<Identified> {
  const service = pluginService(container)
  // WolffPay's events name the intent (W31); anything else cannot be one of ours, but may bear our mark.
  const intentId = data.paymentIntentId ?? ""
  const known = await service.intents.ofIntent(intentId)
  if (known) {
    return agrees(data, known)
      ? { intent: { ...known, intent_id: intentId } }
      : raiseMismatch(container, data, "amount_mismatch", known)
  }
  // An attempt that was cut off before its answer was written: this is the answer.
  const marked = await markedIntents(container, data)
  const open = marked.find(
    (intent) => intentId && intent.intent_id === null && agrees(data, intent)
  )
  const completed = open && (await service.intents.complete(open.id, intentId, data.status ?? ""))
  return completed
    ? { intent: { ...completed, intent_id: intentId } }
    : identifyMarked(container, data, marked)
}

/** An event about a payment that we do not know: our mark on it sends it to a person, without one it is somebody else's. */
export async function identifyMarked(
  container: MedusaContainer,
  data: PaymentEventData,
  marked?: readonly PaymentIntentRow[]
): Promise<Closed> {
  const [newest] = marked ?? (await markedIntents(container, data))
  const ours = newest ?? (await markedSession(container, data))
  return ours
    ? raiseMismatch(container, data, "intent_mismatch", ours)
    : { close: "foreign", outcome: "not a payment of this shop" }
}

/** Writes down both sides for a person; no cart is touched. */
export async function raiseMismatch(
  container: MedusaContainer,
  data: PaymentEventData,
  reason: AttentionReason,
  intent: Parameters<typeof attentionOf>[1]
): Promise<Closed> {
  const intentId = data.paymentIntentId ?? ""
  await pluginService(container).flagAttention({
    ...attentionOf(reason, intent),
    subject: intentId || intent.id,
    intent_id: intentId || null,
    currency: data.currency ?? intent.currency,
    amount_wolffpay: data.amount ?? null,
    amount_medusa: intent.amount,
  })
  return { close: "attention", outcome: reason }
}

function agrees(data: PaymentEventData, intent: PaymentIntentRow): boolean {
  return data.amount === intent.amount && data.currency === intent.currency
}

/** Our intents of the session that metadata or the description's end name. */
async function markedIntents(
  container: MedusaContainer,
  data: PaymentEventData
): Promise<PaymentIntentRow[]> {
  const service = pluginService(container)
  for (const mark of marksOf(data)) {
    const intents = await service.intents.ofSession(mark)
    if (intents.length > 0) {
      return intents
    }
  }
  return []
}

/** A session of this shop for which no intent of ours was made, e.g. one of another provider. */
async function markedSession(
  container: MedusaContainer,
  data: PaymentEventData
): Promise<Parameters<typeof attentionOf>[1] | undefined> {
  const ids = marksOf(data)
  const [session] = ids.length
    ? await container.resolve(Modules.PAYMENT).listPaymentSessions({ id: ids }, { take: 1 })
    : []
  return session
    ? {
        id: session.id,
        session_id: session.id,
        intent_id: null,
        cart_id: null,
        amount: toMinorUnits(session.amount),
        currency: session.currency_code.toLowerCase(),
      }
    : undefined
}

/** Session ids that the event names: a stranger may write anything there. */
function marksOf(data: PaymentEventData): string[] {
  const inDescription = data.description?.match(/payses_[0-9A-Za-z]+$/)?.[0]
  return [data.metadata.session_id, inDescription].flatMap((mark) =>
    typeof mark === "string" && mark !== "" && mark.length <= 255
      ? [mark.replaceAll("\u0000", "")]
      : []
  )
}
