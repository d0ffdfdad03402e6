import type {
  ReaderProblem,
  RefusalView,
  SaleReason,
} from "../../api/admin/wolffpay/terminal/views"

/** Why something was refused or ended, in words for the clerk, by the codes of the server. */
export const enRefusals = {
  refusal: {
    reader_switched_off:
      "The reader {{reader_name}} is not in use in the settings. Choose another one.",
    reader_without_id: "The reader {{reader_name}} has no reader id in the settings yet.",
    location_without_country: "The reader's stock location has no address with a country.",
    sold_out: "Sold out: {{articles}}. Take it out of the basket and charge again.",
    article_unknown: "An article in the basket is not there any more. Take it out.",
    basket_refused: "Medusa refused this basket: “{{message}}”",
    discount_too_big: "The discount is more than it costs.",
    terminal_switched_off: "Card payments in the shop are switched off for this WolffPay account.",
    payment_not_possible: "WolffPay refused this: “{{message}}”",
    order_unknown: "This order is not there any more.",
    order_busy:
      "Another till is asking for a card for this order. Finish or cancel that one first.",
    order_not_payable: "This order cannot be paid: it is cancelled, or still a draft.",
    order_authorized: "A payment of this order is approved already.",
    order_paid: "This order is paid already.",
    sale_refused: "This sale was refused a moment ago. Check the basket and charge again.",
    total_differs: "The total is {{total}} now. Check it, then charge again.",
    amount_changed: "What this order owes has just changed. Check it, then charge again.",
    service_unavailable:
      "WolffPay is not reachable right now. Nothing was charged; try again in a moment.",
    sale_not_made: "The sale could not be made; the server's log says why. Nothing was charged.",
    sale_unknown: "This sale is not there any more.",
    sale_in_use: "Somebody else is at this sale. Wait a moment and try again.",
    not_retryable: "No card can be asked for any more: this sale has changed meanwhile.",
    reader_not_in_browser: "The server drives this reader; it sees the card by itself.",
    sale_paid: "This sale is paid. Give the money back with a refund instead.",
    sale_needs_attention: "Somebody has to look at this sale first; see the attention list.",
    sale_not_paid: "This sale is not paid.",
    refund_differs:
      "{{amount}} was refunded already by the same press. Nothing more went back now.",
    refund_repeated:
      "{{amount}} was refunded already by another window. Nothing more went back now.",
    refund_blocked:
      "An edit, return, claim or exchange of this order is open. Confirm or cancel it on the order's page first. Nothing was given back.",
    refund_too_big: "Only {{left}} of this sale is left to refund.",
    refunded_in_full: "This sale is refunded in full already.",
    no_email_provider: "This shop has no e-mail provider in Medusa. Print the receipt instead.",
    email_failed: "The receipt could not be sent. Print it instead.",
    reader_unknown: "This reader is not in the settings any more.",
    reader_busy:
      "The reader {{reader_name}} is in use. Wait until that sale ends, or choose another reader.",
    reader_exists: "{{reader_name}} has this reader id already.",
    reader_changed: "Somebody else has just changed this reader. Open it again.",
    reader_settings: "Sales with these settings would fail.",
  } satisfies Record<NonNullable<RefusalView["code"]>, string>,
  setting: {
    reader_id_missing: "A smart reader needs its id.",
    region_unknown: "This region is not there any more.",
    region_not_euro: "Card readers take euros only.",
    channel_unknown: "This sales channel is not there any more.",
    location_unknown: "This stock location is not there any more.",
    location_without_country: "Give this location an address with a country: the VAT follows it.",
    location_not_linked:
      "Connect this location with the sales channel, in the location's settings.",
    location_without_manual_option:
      "This location has no shipping option with manual fulfilment: goods are handed over through one.",
    channel_at_other_locations:
      "The sales channel takes stock from other places too: {{names}}. Use a channel of its own for the shop.",
  } satisfies Record<ReaderProblem["code"], string>,
  reason: {
    card_declined: "The bank refused the card.",
    card_timed_out: "Nobody presented a card.",
    no_card_taken: "No payment came through the reader.",
    canceled_by_clerk: "Cancelled at the till.",
    reader_unreachable: "The reader does not answer. Check its power and network, then try again.",
    reader_busy: "The reader is busy with something else. Wait a moment, or restart it.",
    reader_unknown: "WolffPay does not know this reader. Check its id in the settings.",
    reader_switched_off: "This reader is switched off in WolffPay's dashboard.",
    sold_out: "An article sold out meanwhile. Take it out of the basket and charge again.",
    terminal_switched_off: "Card payments in the shop are switched off for this WolffPay account.",
    service_unavailable: "WolffPay is not reachable right now. Try again in a moment.",
    order_failed: "The order could not be made.",
    amount_differs: "The amount paid differs from the order.",
    not_captured:
      "The order stands, but the approval ended before it was captured: it is not paid.",
    not_handed_over: "Paid. Only the goods could not be booked as handed over.",
    paid_without_order: "The card was charged, and there is no order.",
    order_placed_elsewhere:
      "Somebody made an order of this sale in the admin. Nothing was charged.",
  } satisfies Record<SaleReason, string>,
}
