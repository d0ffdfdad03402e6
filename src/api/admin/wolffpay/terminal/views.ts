import type {
  PaymentRefusalCode,
  ReaderProblem,
  TerminalRefusalCode,
} from "../../../../modules/wolffpay/terminal/refusal-codes"

export type { ReaderProblem, TerminalRefusalCode }

// What the till and the server tell each other; types only, so that the screens may know them.
// Amounts are minor units (cents); times are ISO 8601.

/** docs/point-of-sale-states.md has the table of what may follow what. */
export type SaleState =
  | "created"
  | "sent_to_reader"
  | "declined"
  | "authorized"
  | "ordered"
  | "captured"
  | "handed_over"
  | "canceled"
  | "timed_out"
  | "needs_attention"

/** Who drives the reader: our server, or Stripe's Terminal SDK in the clerk's browser. */
export type ReaderWay = "server" | "sdk"

export type ReaderView = {
  id: string
  name: string
  /** Stripe's own id, `tmr_…`; none for a reader that the SDK finds by itself. */
  reader_id: string | null
  /** Stripe's location, `tml_…`. */
  location_id: string | null
  way: ReaderWay
  region_id: string
  sales_channel_id: string
  stock_location_id: string
  is_active: boolean
  /** The sale that holds the reader now. */
  busy_sale_id: string | null
  created_at: string
  updated_at: string
}

export type ReaderInput = {
  name: string
  reader_id?: string | null
  location_id?: string | null
  way: ReaderWay
  region_id: string
  sales_channel_id: string
  stock_location_id: string
  is_active?: boolean
}

/** What a till may sell, small enough to hold thousands in a browser. */
export type ArticleView = {
  variant_id: string
  product_id: string
  title: string
  variant_title: string | null
  sku: string | null
  /** Everything a scanner may read: barcode, EAN, UPC. */
  codes: string[]
  thumbnail: string | null
  /** Per piece, VAT included; null when the region has no price for it. */
  unit_amount: number | null
  /** Percent, for the receipt. */
  tax_rate: number
  /** Pieces at the reader's stock location; null when stock is not managed. */
  available: number | null
}

export type SaleItemInput = {
  variant_id: string
  quantity: number
  /** Off this line as a whole, VAT included. */
  discount_amount?: number
}

export type SaleInput = {
  /** Made by the till before its first try, so that a repeat is the same sale. 8-64 characters. */
  request_id: string
  reader_id: string
  /** A sale has items; a payment of what an order still owes has the order's id instead. */
  items?: SaleItemInput[]
  order_id?: string
  /** Off the whole sale, VAT included. */
  discount_amount?: number
  customer?: { email?: string; name?: string; customer_id?: string }
  /** What the till shows; another total at the server is refused with 409 before anything is charged. */
  expected_total: number
}

/**
 * A 4xx of these routes. `code` is what the screens translate, `details` the facts that its sentence needs: see
 * docs/point-of-sale-api.md.
 */
export type RefusalView = {
  type: string
  code?: TerminalRefusalCode | PaymentRefusalCode
  message: string
  details?: Record<string, unknown>
}

/** `details` of the code total_differs: Medusa's own total, with the discounts that were sent. */
export type TotalDiffersView = {
  total: number
  currency_code: string
  /** None for a payment of what an order owes. */
  items: (SaleLineView & { variant_id: string | null })[]
}

export type SaleLineView = {
  title: string
  variant_title: string | null
  sku: string | null
  quantity: number
  unit_amount: number
  discount_amount: number
  total: number
  tax_rate: number
}

export type SaleView = {
  id: string
  state: SaleState
  /** Goes up by one with every change. */
  version: number
  reader: { id: string; name: string; way: ReaderWay }
  amount: number
  currency_code: string
  items: SaleLineView[]
  tax: { rate: number; net: number; tax: number }[]
  customer: { email: string | null; name: string | null }
  /** Why it was declined or ended, for the clerk; a code that the screens translate. */
  reason: SaleReason | null
  /** How many times a card was asked for. */
  attempts: number
  /** It pays what this order owed: it has neither lines nor VAT of its own. */
  pays_order: boolean
  order_id: string | null
  order_display_id: number | null
  /** The money is captured, also while the sale needs attention: a receipt and a refund can be had. */
  is_paid: boolean
  payment_id: string | null
  payment_intent_id: string | null
  /** For the SDK only, and only while the sale waits for a card. */
  client_secret?: string
  refunded_amount: number
  is_cancel_requested: boolean
  /** Is the sale in a state that moves without the clerk? */
  is_open: boolean
  sold_by: { id: string; name: string }
  card_asked_at: string | null
  /** When the card time-out frees the reader. */
  card_until: string | null
  created_at: string
  updated_at: string
}

export type SaleReason =
  | "card_declined"
  | "card_timed_out"
  | "no_card_taken"
  | "canceled_by_clerk"
  | "reader_unreachable"
  | "reader_busy"
  | "reader_unknown"
  | "sold_out"
  | "reader_switched_off"
  | "terminal_switched_off"
  | "service_unavailable"
  | "order_failed"
  | "amount_differs"
  | "not_captured"
  | "not_handed_over"
  | "paid_without_order"
  | "order_placed_elsewhere"

export type ReceiptView = {
  shop: { name: string; address: string[]; vat_number: string | null }
  /** Without the name of who sold it when that was a program with an API key. */
  sale: SaleView
  /** Of the payment, as the receipt has to name it. */
  payment: { method: "card_present"; paid_amount: number; reference: string | null }
}
