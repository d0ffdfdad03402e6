import type { MedusaContainer } from "@medusajs/framework/types"
import {
  parseWebhookEvent,
  readPaymentEventData,
  readRefundEventData,
} from "../../clients/wolffpay"
import type { WebhookEventRow } from "../../modules/wolffpay/tables/webhook-events"
import { recordRefunds } from "../record-refunds/record-refunds"
import { pluginService } from "../plugin-service"
import type { EventResult } from "./event-result"
import { handleFailure } from "./handle-failure"
import { handleSuccess } from "./handle-success"
import { identify } from "./identify"

/** Judges a stored event and does what it calls for. Throws when something passing stands in the way. */
export async function processEvent(
  container: MedusaContainer,
  row: WebhookEventRow
): Promise<EventResult> {
  const parsed = parseWebhookEvent(JSON.parse(row.body))
  if (!parsed.ok) {
    return { close: "attention", outcome: parsed.problem }
  }
  const { event } = parsed
  if (event.event === "payment.refunded") {
    return handleRefunded(container, readRefundEventData(event.data).paymentIntentId)
  }
  if (event.event !== "payment.succeeded" && event.event !== "payment.failed") {
    return { close: "done", outcome: "unknown event type" }
  }
  const data = readPaymentEventData(event.data)
  const found = await identify(container, data)
  if ("close" in found) {
    return found
  }
  return event.event === "payment.succeeded"
    ? handleSuccess(container, found.intent, data.status)
    : handleFailure(container, found.intent, data.status, event.timestamp)
}

/** The amount in the event is a hint: WolffPay's list of refunds is the truth (R17). */
async function handleRefunded(
  container: MedusaContainer,
  intentId: string | undefined
): Promise<EventResult> {
  const intent = intentId ? await pluginService(container).intents.ofIntent(intentId) : undefined
  return intent
    ? recordRefunds(container, intent.id)
    : { close: "foreign", outcome: "not a payment of this shop" }
}
