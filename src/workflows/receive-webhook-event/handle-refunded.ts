import type { MedusaContainer } from "@medusajs/framework/types"
import { readPaymentEventData, readRefundEventData } from "../../clients/wolffpay"
import { recordRefunds } from "../record-refunds/record-refunds"
import { pluginService } from "../plugin-service"
import type { EventResult } from "./event-result"
import { identifyMarked, raiseMismatch } from "./identify"

/**
 * The amount in the event is a hint: WolffPay's list of refunds is the truth (R17). An event that names a payment we do not
 * know but a refund of ours, or that bears our mark, goes to a person.
 */
export async function handleRefunded(
  container: MedusaContainer,
  data: Record<string, unknown>
): Promise<EventResult> {
  const service = pluginService(container)
  const { paymentIntentId, refundId } = readRefundEventData(data)
  const intent = paymentIntentId ? await service.intents.ofIntent(paymentIntentId) : undefined
  if (intent) {
    return recordRefunds(container, intent.id)
  }
  const refund = refundId ? await service.refunds.ofRefund(refundId) : undefined
  const refunded = refund ? await service.intents.ofIntent(refund.intent_id) : undefined
  if (refunded && !paymentIntentId) {
    return recordRefunds(container, refunded.id)
  }
  const event = readPaymentEventData(data)
  return refunded
    ? raiseMismatch(container, event, "intent_mismatch", refunded)
    : identifyMarked(container, event)
}
