import type { SaleState } from "../terminal/sale-state"

export type SaleLine = {
  title: string
  variant_title: string | null
  sku: string | null
  quantity: number
  /** Per piece, VAT included. Amounts are minor units. */
  unit_amount: number
  discount_amount: number
  total: number
  /** Per cent. */
  tax_rate: number
}

export type SaleTax = { rate: number; net: number; tax: number }

export type SaleReason =
  | "card_declined"
  | "card_timed_out"
  /** A reader at a browser took nothing, and no bank said why. */
  | "no_card_taken"
  | "canceled_by_clerk"
  | "reader_unreachable"
  | "reader_busy"
  | "reader_unknown"
  | "sold_out"
  /** This one reader, in WolffPay's dashboard; the next one is the whole account (W6). */
  | "reader_switched_off"
  | "terminal_switched_off"
  | "service_unavailable"
  | "order_failed"
  | "amount_differs"
  | "not_captured"
  | "not_handed_over"
  | "paid_without_order"
  | "order_placed_elsewhere"

export type TerminalSaleRow = {
  id: string
  request_id: string
  state: SaleState
  version: number
  terminal_reader_id: string
  reader_name: string
  reader_way: "server" | "sdk"
  reader_id: string | null
  stock_location_id: string
  /** Minor units. */
  amount: number
  currency: string
  items: SaleLine[]
  tax: SaleTax[]
  customer_email: string | null
  customer_name: string | null
  pays_order: boolean
  order_id: string | null
  order_display_id: number | null
  session_id: string | null
  intent_id: string | null
  payment_id: string | null
  reason: SaleReason | null
  attempts: number
  cancel_requested_at: Date | null
  card_asked_at: Date | null
  card_until: Date | null
  captured_at: Date | null
  tries: number
  run_at: Date | null
  lease_token: string | null
  lease_until: Date | null
  sold_by_id: string
  sold_by_name: string
  created_at: Date
  updated_at: Date
}

export type NewSale = Pick<
  TerminalSaleRow,
  | "request_id"
  | "terminal_reader_id"
  | "reader_name"
  | "reader_way"
  | "reader_id"
  | "stock_location_id"
  | "amount"
  | "currency"
  | "customer_email"
  | "customer_name"
  | "pays_order"
  | "order_id"
  | "sold_by_id"
  | "sold_by_name"
>

/** What the work on a sale may change. */
export type SaleChanges = Partial<
  Pick<
    TerminalSaleRow,
    | "state"
    | "items"
    | "tax"
    | "order_id"
    | "order_display_id"
    | "session_id"
    | "intent_id"
    | "payment_id"
    | "reason"
    | "attempts"
    | "cancel_requested_at"
    | "card_asked_at"
    | "card_until"
    | "captured_at"
    | "tries"
    | "run_at"
  >
>
