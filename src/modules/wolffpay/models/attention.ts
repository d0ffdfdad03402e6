import { model } from "@medusajs/framework/utils"

/** Something only a person can settle. Amounts are minor units, one for each side. */
export const Attention = model
  .define("wolffpay_attention", {
    id: model.id({ prefix: "wpatt" }).primaryKey(),
    reason: model.text(),
    /** One open row per reason and subject. */
    subject: model.text(),
    intent_id: model.text().nullable(),
    refund_id: model.text().nullable(),
    payment_session_id: model.text().nullable(),
    payment_id: model.text().nullable(),
    cart_id: model.text().nullable(),
    order_id: model.text().nullable(),
    currency: model.text().nullable(),
    amount_wolffpay: model.number().nullable(),
    amount_medusa: model.number().nullable(),
    message: model.text(),
    what_to_do: model.text(),
    occurrences: model.number().default(1),
    /** When somebody last set out to announce it; another one takes over a minute later. */
    announcing_at: model.dateTime().nullable(),
    notified_at: model.dateTime().nullable(),
    resolved_at: model.dateTime().nullable(),
    resolved_by: model.text().nullable(),
    note: model.text().nullable(),
  })
  .indexes([
    {
      on: ["reason", "subject"],
      unique: true,
      where: "resolved_at IS NULL AND deleted_at IS NULL",
    },
    { on: ["resolved_at"] },
  ])
