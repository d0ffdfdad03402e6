import { model } from "@medusajs/framework/utils"

/**
 * Inbox of verified webhooks. A row is written before the sender gets its 200, and is never deleted.
 * `event_key` is the SHA-256 of the raw body: WolffPay's events have no id (W30).
 */
export const WebhookEvent = model
  .define("wolffpay_webhook_event", {
    id: model.id({ prefix: "wpevt" }).primaryKey(),
    provider: model.text(),
    event_key: model.text(),
    event_type: model.text(),
    /** `data.id` of the event: a payment intent or a refund. */
    object_id: model.text(),
    payment_intent_id: model.text().nullable(),
    body: model.text(),
    state: model.enum(["received", "done", "foreign", "attention"]).default("received"),
    outcome: model.text().nullable(),
    last_error: model.text().nullable(),
    deliveries: model.number().default(1),
    attempts: model.number().default(0),
    due_at: model.dateTime().nullable(),
    processed_at: model.dateTime().nullable(),
  })
  .indexes([
    { on: ["provider", "event_key"], unique: true },
    { on: ["state", "due_at"] },
    { on: ["payment_intent_id"] },
  ])
