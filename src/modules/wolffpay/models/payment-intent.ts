import { model } from "@medusajs/framework/utils"

/**
 * One attempt to make a payment intent, written before WolffPay is called and completed after it, and what is known of the
 * intent since. Amounts are minor units.
 */
export const PaymentIntent = model
  .define("wolffpay_payment_intent", {
    id: model.id({ prefix: "wpint" }).primaryKey(),
    session_id: model.text(),
    attempt: model.number(),
    idempotency_key: model.text().unique(),
    /** `pi_…`; null until WolffPay's answer is known. */
    intent_id: model.text().unique().nullable(),
    amount: model.number(),
    currency: model.text(),
    capture_method: model.enum(["automatic", "manual"]),
    /** Which of WolffPay's endpoints made it, and so captures and cancels it (W17, W25). */
    channel: model.enum(["online", "terminal"]).default("online"),
    live: model.boolean(),
    state: model
      .enum([
        "creating",
        "refused",
        "lost",
        "open",
        "processing",
        "authorized",
        "succeeded",
        "canceled",
      ])
      .default("creating"),
    /** The last status in WolffPay's own words. */
    status: model.text().nullable(),
    cart_id: model.text().nullable(),
    /** The shopper's address, made unrecognisable with a key, for the limit of new intents. */
    client_hash: model.text().nullable(),
    failures: model.number().default(0),
    /** Definite refusals of a capture: a new try gets a new idempotency key. */
    capture_refusals: model.number().default(0),
    cancel_refusals: model.number().default(0),
    failed_at: model.dateTime().nullable(),
    authorized_at: model.dateTime().nullable(),
    /** When Medusa's books were seen to agree with the final state. */
    settled_at: model.dateTime().nullable(),
    state_at: model.dateTime().nullable(),
    /** When the bank took back what had succeeded. */
    returned_at: model.dateTime().nullable(),
    /** When the payment session went away while the intent could still be paid. */
    abandoned_at: model.dateTime().nullable(),
    /** When a completion of the cart that was cut off was made up for. */
    placement_checked_at: model.dateTime().nullable(),
    next_check_at: model.dateTime().nullable(),
  })
  .indexes([
    { on: ["session_id", "attempt"], unique: true },
    { on: ["cart_id", "created_at"] },
    { on: ["client_hash", "created_at"] },
    { on: ["next_check_at"] },
  ])
