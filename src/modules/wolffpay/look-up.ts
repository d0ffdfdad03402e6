import { NotFoundError } from "../../clients/http"
import type { CallOptions, PaymentSummary } from "../../clients/wolffpay"
import { attentionOf } from "./attention-of"
import type WolffPayModuleService from "./service"
import { type IntentState, stateOfStatus } from "./tables/intent-state"
import type { PaymentIntentRow } from "./tables/payment-intents"

export type Observation = {
  state: IntentState
  /** WolffPay's own word. */
  status: string
  /** False when amount or currency are not what we asked for: nothing may be settled on this. */
  agrees: boolean
}

/**
 * One GET: the truth about an intent, written into our row. A 404 for an id that we hold (another account's key?) is raised
 * and thrown on (R11).
 */
export async function lookUp(
  service: WolffPayModuleService,
  intent: PaymentIntentRow,
  call: CallOptions
): Promise<Observation> {
  if (intent.intent_id === null) {
    return { state: intent.state, status: "", agrees: true }
  }
  try {
    const payment = await service.wolffPay.client.getPayment(intent.intent_id, call)
    return await observe(service, intent, payment)
  } catch (error) {
    if (error instanceof NotFoundError) {
      await service.flagAttention(attentionOf("intent_not_found", intent))
    }
    throw error
  }
}

/** Writes what WolffPay shows of an intent into our row; also for items of a list. */
export async function observe(
  service: WolffPayModuleService,
  intent: PaymentIntentRow,
  payment: Pick<PaymentSummary, "amount" | "currency" | "status">
): Promise<Observation> {
  const agrees =
    payment.amount === intent.amount && payment.currency.toLowerCase() === intent.currency
  if (!agrees) {
    await service.flagAttention({
      ...attentionOf("amount_mismatch", intent),
      amount_wolffpay: payment.amount,
    })
    return { state: intent.state, status: payment.status, agrees }
  }
  const state = stateOfStatus(payment.status)
  if (state === undefined) {
    // Paid before: whoever asked again knows why, and "not yet paid" would be wrong.
    if (intent.state !== "succeeded") {
      await service.flagAttention(attentionOf("unknown_status", intent, { status: payment.status }))
    }
    return { state: intent.state, status: payment.status, agrees }
  }
  await service.intents.advance(intent.id, state, payment.status)
  return { state, status: payment.status, agrees }
}
