import { model } from "@medusajs/framework/utils"

/**
 * One attempt to have a cart billed by Billink: written before its session is created, completed after it, and what is known
 * of the session and its order since. Amounts are cents.
 */
export const BillinkInvoice = model
  .define("wolffpay_billink_invoice", {
    id: model.id({ prefix: "wpbil" }).primaryKey(),
    /** Medusa's payment session. */
    session_id: model.text(),
    attempt: model.number(),
    /** The merchant's number, under which Billink knows it (facts 4.5). */
    order_number: model.text().unique(),
    /** The secret part of the address that the shopper's browser comes back to. */
    return_token: model.text().unique(),
    /** Billink's session; null until its answer is known. */
    billink_session_id: model.text().unique().nullable(),
    /** Billink's own number. */
    billink_number: model.text().nullable(),
    expires_at: model.dateTime().nullable(),
    amount: model.number(),
    currency: model.text(),
    workflow_number: model.text(),
    language: model.enum(["nl", "en"]),
    /** What is billed, to whom and where, as a hash: a cart that differs from it is another one. */
    fingerprint: model.text(),
    cart_id: model.text().nullable(),
    /** The address it came from, unreadable; kept for an hour (R19). */
    client_hash: model.text().nullable(),
    state: model
      .enum(["creating", "refused", "lost", "open", "cancelled", "failed", "expired", "accepted"])
      .default("creating"),
    /** The last session status in Billink's own words. */
    status: model.text().nullable(),
    accepted_at: model.dateTime().nullable(),
    /** When Medusa's books were seen to agree with the final state, or a person was called. */
    settled_at: model.dateTime().nullable(),
    /** When the payment session went away while the shopper could still accept. */
    abandoned_at: model.dateTime().nullable(),
    placement_checked_at: model.dateTime().nullable(),
    /** Written before Billink is told to start; without a start the outcome is not known. */
    workflow_attempted_at: model.dateTime().nullable(),
    workflow_started_at: model.dateTime().nullable(),
    /** When Medusa gave up the payment; the credit follows when its order is seen to be cancelled. */
    cancel_requested_at: model.dateTime().nullable(),
    next_check_at: model.dateTime().nullable(),
  })
  .indexes([
    { on: ["session_id", "attempt"], unique: true },
    { on: ["cart_id", "created_at"] },
    { on: ["client_hash", "created_at"] },
    { on: ["next_check_at"] },
  ])
