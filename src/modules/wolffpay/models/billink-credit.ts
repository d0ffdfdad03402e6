import { model } from "@medusajs/framework/utils"

/**
 * One credit at Billink: an attempt of ours, written before Billink is called, or one that was made there. Billink numbers
 * no credits and knows no idempotency (facts 2.5), so at most one attempt of an invoice may be undecided. Cents.
 */
export const BillinkCredit = model
  .define("wolffpay_billink_credit", {
    id: model.id({ prefix: "wpbcr" }).primaryKey(),
    invoice_id: model.text(),
    /** Medusa's refund (`ref_…`) that this row is booked as. */
    medusa_refund_id: model.text().nullable(),
    amount: model.number(),
    /** Asked for in Medusa, made at Billink's side, or commanded by a person without a payment in Medusa. */
    origin: model.enum(["medusa", "billink", "command"]),
    state: model.enum(["attempting", "unknown", "not_made", "made"]).default("attempting"),
    made_at: model.dateTime().nullable(),
    /** When Billink's webhook about it was seen. */
    told_at: model.dateTime().nullable(),
    /** Our id of that webhook. */
    told_by: model.text().nullable(),
    booked_at: model.dateTime().nullable(),
    /** When it was seen that the order's account shows it too. */
    line_at: model.dateTime().nullable(),
    /** What core's credit line beside it has to say, from before that line was written. */
    credit_due: model.number().nullable(),
    next_check_at: model.dateTime().nullable(),
  })
  .indexes([
    {
      on: ["invoice_id"],
      unique: true,
      where: "state IN ('attempting', 'unknown') AND deleted_at IS NULL",
    },
    { on: ["invoice_id", "state"] },
    { on: ["next_check_at"] },
  ])
