import { model } from "@medusajs/framework/utils"

/**
 * One refund: an attempt of ours, written before WolffPay is called, or one that was made elsewhere and found by looking.
 * Amounts are minor units.
 */
export const Refund = model
  .define("wolffpay_refund", {
    id: model.id({ prefix: "wpref" }).primaryKey(),
    intent_id: model.text(),
    /** Medusa's refund (`ref_…`) that this row is booked as. */
    medusa_refund_id: model.text().nullable(),
    idempotency_key: model.text().unique().nullable(),
    /** WolffPay's refund (`re_…`). */
    refund_id: model.text().unique().nullable(),
    amount: model.number(),
    currency: model.text(),
    /** Kept so that a repeat under the same key is the same request (W9). */
    reason: model.text().nullable(),
    origin: model.enum(["medusa", "external"]),
    state: model.enum(["attempting", "unknown", "not_made", "made"]).default("attempting"),
    /** WolffPay's status: pending, succeeded, failed, canceled. */
    status: model.text().nullable(),
    booked_at: model.dateTime().nullable(),
    next_check_at: model.dateTime().nullable(),
  })
  .indexes([{ on: ["intent_id"] }, { on: ["next_check_at"] }])
