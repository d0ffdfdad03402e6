/**
 * What the screens tell refusals of the point of sale apart by, each with its HTTP status; docs/point-of-sale-api.md lists them.
 * Nothing was done by what is refused so.
 */
export const TERMINAL_REFUSALS = {
  // A sale that does not begin
  reader_switched_off: 400,
  reader_without_id: 400,
  location_without_country: 400,
  sold_out: 400,
  article_unknown: 400,
  basket_refused: 400,
  discount_too_big: 400,
  terminal_switched_off: 400,
  order_unknown: 404,
  order_busy: 409,
  order_not_payable: 409,
  order_authorized: 409,
  order_paid: 409,
  sale_refused: 409,
  total_differs: 409,
  amount_changed: 409,
  service_unavailable: 409,
  sale_not_made: 409,
  // A sale that goes on
  sale_unknown: 404,
  sale_in_use: 409,
  not_retryable: 409,
  reader_not_in_browser: 400,
  sale_paid: 409,
  sale_needs_attention: 409,
  sale_not_paid: 409,
  // A refund, a receipt
  refund_differs: 409,
  refund_repeated: 409,
  refund_blocked: 409,
  refund_too_big: 400,
  refunded_in_full: 409,
  no_email_provider: 409,
  email_failed: 400,
  // A reader
  reader_unknown: 404,
  reader_busy: 409,
  reader_exists: 409,
  reader_changed: 409,
  reader_settings: 400,
} as const satisfies Record<string, 400 | 404 | 409>

export type TerminalRefusalCode = keyof typeof TERMINAL_REFUSALS

/** What a till may hear from the payment below it, which is not a refusal of the point of sale's own; as above. */
export const PAYMENT_REFUSALS = {
  payment_not_possible: 400,
  cart_already_paid: 400,
  refund_underway: 400,
  refund_not_possible: 400,
} as const

export type PaymentRefusalCode = keyof typeof PAYMENT_REFUSALS

/** What stands in the way of sales on a reader with such settings. */
export type ReaderProblem = {
  code:
    | "reader_id_missing"
    | "region_unknown"
    | "region_not_euro"
    | "channel_unknown"
    | "location_unknown"
    | "location_without_country"
    | "location_not_linked"
    | "location_without_manual_option"
    | "channel_at_other_locations"
  field: "reader_id" | "region_id" | "sales_channel_id" | "stock_location_id"
  message: string
  /** Of whatever else it is about. */
  names?: string[]
}
