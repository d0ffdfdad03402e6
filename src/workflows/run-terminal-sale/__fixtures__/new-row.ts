import type { TerminalSaleRow } from "../../../modules/wolffpay/tables/terminal-sale-row"

/** A sale that is just being made. */
export function newRow(id: string, amount: number, now: number): TerminalSaleRow {
  const at = new Date(now)
  return {
    id,
    request_id: id,
    state: "created",
    version: 1,
    terminal_reader_id: "wptr_desk",
    reader_name: "Desk",
    reader_way: "server",
    reader_id: "tmr_desk",
    stock_location_id: "sloc_shop",
    amount,
    currency: "eur",
    items: [],
    tax: [],
    customer_email: null,
    customer_name: null,
    pays_order: false,
    order_id: null,
    order_display_id: null,
    session_id: null,
    intent_id: null,
    payment_id: null,
    reason: null,
    attempts: 0,
    cancel_requested_at: null,
    card_asked_at: null,
    card_until: null,
    captured_at: null,
    tries: 0,
    run_at: at,
    lease_token: null,
    lease_until: null,
    sold_by_id: "user_1",
    sold_by_name: "Anna",
    created_at: at,
    updated_at: at,
  }
}
