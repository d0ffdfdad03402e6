import type { MedusaContainer } from "@medusajs/framework/types"
import { attentionOf } from "../../modules/wolffpay/attention-of"
import { cancelIntent } from "../../modules/wolffpay/cancel-intent"
import { closeRefund } from "../../modules/wolffpay/close-refund"
import { makeRefund } from "../../modules/wolffpay/make-refund"
import { isFullyRefunded } from "../../modules/wolffpay/refunded-amount"
import type { PaymentIntentRow } from "../../modules/wolffpay/tables/payment-intents"
import { pluginService } from "../plugin-service"
import { type SettleOutcome, waiting } from "./outcome"
import { describeError } from "../../modules/wolffpay/describe-error"

/** A session is written just before its intent; one this young may still be on its way into the database. */
const GRACE_MS = 2 * 60 * 1000

/**
 * No session owns this intent any more. It is ours (it stands in our table), so it may be voided; if money came in, a
 * person is called, or it is refunded where the merchant has chosen that (R9).
 */
export async function settleOrphan(
  container: MedusaContainer,
  intent: PaymentIntentRow & { intent_id: string }
): Promise<SettleOutcome> {
  const service = pluginService(container)
  if (intent.settled_at !== null || intent.returned_at !== null) {
    // Settled long ago; that its session was cleared away since changes nothing.
    return { kind: "settled", orderId: null }
  }
  if (
    intent.abandoned_at === null &&
    Date.now() - intent.created_at.getTime() < GRACE_MS &&
    intent.state !== "succeeded"
  ) {
    return waiting
  }
  let { state } = intent
  if (state === "open" || state === "authorized" || state === "processing") {
    try {
      state = await cancelIntent(service, intent, { lane: "background" })
    } catch (error) {
      return {
        kind: "retry",
        problem: describeError(error),
      }
    }
  }
  if (state === "canceled") {
    await service.intents.markSettled(intent.id)
    return { kind: "settled", orderId: null }
  }
  if (state !== "succeeded") {
    return waiting
  }
  if (await isFullyRefunded(service, intent)) {
    return closeRefunded(container, intent)
  }
  if (service.wolffPay.options.refundOrphanedPayments) {
    return refundOrphan(container, intent)
  }
  await service.flagAttention({
    ...attentionOf("paid_session_gone", intent),
    amount_medusa: 0,
  })
  await service.intents.markSettled(intent.id)
  return { kind: "attention", reason: "paid_session_gone" }
}

/** Core undoes a completion that fails half way: it refunds, and gives the cart a new session (R2). */
async function closeRefunded(
  container: MedusaContainer,
  intent: PaymentIntentRow & { intent_id: string }
): Promise<SettleOutcome> {
  const service = pluginService(container)
  const refunds = await service.refunds.ofIntent(intent.intent_id)
  const isByMedusa = refunds.some(
    (refund) => refund.origin === "medusa" && refund.medusa_refund_id !== null
  )
  if (isByMedusa) {
    await service.flagAttention(attentionOf("refunded_by_medusa", intent))
  }
  await service.intents.markSettled(intent.id)
  return isByMedusa
    ? { kind: "attention", reason: "refunded_by_medusa" }
    : { kind: "settled", orderId: null }
}

async function refundOrphan(
  container: MedusaContainer,
  intent: PaymentIntentRow & { intent_id: string }
): Promise<SettleOutcome> {
  const service = pluginService(container)
  try {
    const refund = await makeRefund(service, intent, {
      amount: intent.amount,
      medusaRefundId: null,
    })
    await closeRefund(service, refund, null)
    await service.intents.markSettled(intent.id)
    service.logger.info(
      `WolffPay: ${intent.intent_id} was paid for a checkout that no longer exists and is refunded, as configured.`
    )
    return { kind: "settled", orderId: null }
  } catch (error) {
    await service.flagAttention({
      ...attentionOf("paid_session_gone", intent),
      amount_medusa: 0,
    })
    return {
      kind: "retry",
      problem: describeError(error),
    }
  }
}
