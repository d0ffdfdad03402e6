import { model } from "@medusajs/framework/utils"

/** A card reader of the shop. WolffPay has no list of them (W26), so the shop keeps its own. */
export const TerminalReader = model
  .define("wolffpay_terminal_reader", {
    id: model.id({ prefix: "wptr" }).primaryKey(),
    name: model.text(),
    /** Stripe's `tmr_…`; none for a reader that the SDK finds by itself. */
    reader_id: model.text().nullable(),
    /** Stripe's `tml_…`. */
    location_id: model.text().nullable(),
    /** Who drives it: this server, or Stripe's Terminal SDK in the clerk's browser. */
    way: model.enum(["server", "sdk"]),
    region_id: model.text(),
    sales_channel_id: model.text(),
    stock_location_id: model.text(),
    is_active: model.boolean().default(true),
  })
  .indexes([
    { on: ["reader_id"], unique: true, where: "reader_id IS NOT NULL AND deleted_at IS NULL" },
  ])
