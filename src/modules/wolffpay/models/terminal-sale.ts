import { model } from "@medusajs/framework/utils"
import { ENDED_STATES, HOLDING_STATES, SALE_STATES } from "../terminal/sale-state"

const listed = (states: readonly string[]): string => states.map((state) => `'${state}'`).join(", ")
const holding = listed(HOLDING_STATES)
const ended = listed(ENDED_STATES)

/**
 * One sale at the counter. What was agreed on is kept as it was: basket, reader, who sold it. Amounts are minor units.
 * docs/point-of-sale-states.md says what may follow what.
 */
export const TerminalSale = model
  .define("wolffpay_terminal_sale", {
    id: model.id({ prefix: "wpsale" }).primaryKey(),
    /** The till's own id: a repeat of the same click is the same sale. */
    request_id: model.text().unique(),
    state: model.enum([...SALE_STATES]).default("created"),
    version: model.number().default(1),
    /** Our reader (`wptr_…`), and what it was when the sale was made. */
    terminal_reader_id: model.text(),
    reader_name: model.text(),
    reader_way: model.enum(["server", "sdk"]),
    /** Stripe's `tmr_…`. */
    reader_id: model.text().nullable(),
    stock_location_id: model.text(),
    amount: model.number(),
    currency: model.text(),
    /** The lines and the VAT as the receipt shows them; none when it pays an order. */
    items: model.json(),
    tax: model.json(),
    customer_email: model.text().nullable(),
    customer_name: model.text().nullable(),
    /** It pays what an order that was there before still owes; nothing is handed over by it. */
    pays_order: model.boolean().default(false),
    order_id: model.text().nullable(),
    order_display_id: model.number().nullable(),
    session_id: model.text().nullable(),
    intent_id: model.text().nullable(),
    payment_id: model.text().nullable(),
    /** Why it was declined or ended. */
    reason: model.text().nullable(),
    /** How often a card was asked for; part of the idempotency key of the reader's action (R10). */
    attempts: model.number().default(0),
    cancel_requested_at: model.dateTime().nullable(),
    card_asked_at: model.dateTime().nullable(),
    card_until: model.dateTime().nullable(),
    captured_at: model.dateTime().nullable(),
    /** Failed tries of the step that is due. */
    tries: model.number().default(0),
    /** When somebody has to take it up again; null once nothing is left to do. */
    run_at: model.dateTime().nullable(),
    /** Who works on it now, and until when nobody else may. */
    lease_token: model.text().nullable(),
    lease_until: model.dateTime().nullable(),
    sold_by_id: model.text(),
    sold_by_name: model.text(),
  })
  .indexes([
    {
      // One reader asks for one card at a time, whatever any till believes.
      on: ["terminal_reader_id"],
      unique: true,
      where: `state IN (${holding}) AND deleted_at IS NULL`,
    },
    {
      // What an order owes is asked of one card at a time.
      on: ["order_id"],
      unique: true,
      where: `state NOT IN (${ended}) AND deleted_at IS NULL`,
    },
    { on: ["session_id"] },
    { on: ["intent_id"] },
    { on: ["run_at"] },
    { on: ["created_at"] },
  ])
