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
    /** Requests of the till that asked for it: each of them is this refund, however much later it is asked again. */
    request_ids: model.array().default([]),
    origin: model.enum(["medusa", "external"]),
    state: model.enum(["attempting", "unknown", "not_made", "made"]).default("attempting"),
    /** WolffPay's status: pending, succeeded, failed, canceled. */
    status: model.text().nullable(),
    booked_at: model.dateTime().nullable(),
    /** The order's own account agrees as well, or there is none that has to. */
    line_at: model.dateTime().nullable(),
    /** Credit line that still has to be written beside the order's line. */
    credit_due: model.number().nullable(),
    /** When somebody last set out to tell the shop; another one takes over a minute later. */
    telling_at: model.dateTime().nullable(),
    /** The shop was told (`wolffpay.payment.refunded`). */
    told_at: model.dateTime().nullable(),
    next_check_at: model.dateTime().nullable(),
  })
  .indexes([
    { on: ["intent_id"] },
    { on: ["next_check_at"] },
    { on: ["booked_at"], where: "line_at IS NULL AND deleted_at IS NULL" },
  ])
