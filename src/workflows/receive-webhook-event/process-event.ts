import type { MedusaContainer } from "@medusajs/framework/types"
import { parseWebhookEvent, readPaymentEventData } from "../../clients/wolffpay"
import type { WebhookEventRow } from "../../modules/wolffpay/tables/webhook-events"
import { processBillinkEvent } from "./billink/process-event"
import type { EventResult } from "./event-result"
import { handleFailure } from "./handle-failure"
import { handleRefunded } from "./handle-refunded"
import { handleSuccess } from "./handle-success"
import { identify } from "./identify"

/** Judges a stored event and does what it calls for. Throws when something passing stands in the way. */
export async function processEvent(
  container: MedusaContainer,
  row: WebhookEventRow
): Promise<EventResult> {
  if (row.provider === "billink") {
    return processBillinkEvent(container, row)
  }
  const parsed = parseWebhookEvent(JSON.parse(row.body))
  if (!parsed.ok) {
    return { close: "attention", outcome: parsed.problem }
  }
  const { event } = parsed
  if (event.event === "payment.refunded") {
    return handleRefunded(container, event.data)
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
