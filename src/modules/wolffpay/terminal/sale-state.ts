/** The states of a sale at the counter. */
export const SALE_STATES = [
  "created",
  "sent_to_reader",
  "declined",
  "authorized",
  "ordered",
  "captured",
  "handed_over",
  "canceled",
  "timed_out",
  "needs_attention",
] as const

export type SaleState = (typeof SALE_STATES)[number]

/** What may follow what; docs/point-of-sale-states.md and the histories of the tests are judged by it. */
export const TRANSITIONS: Record<SaleState, readonly SaleState[]> = {
  created: ["sent_to_reader", "canceled"],
  sent_to_reader: ["authorized", "declined", "timed_out", "canceled", "needs_attention"],
  declined: ["sent_to_reader", "authorized", "canceled", "needs_attention"],
  timed_out: ["sent_to_reader", "authorized", "canceled", "needs_attention"],
  authorized: ["ordered", "canceled", "needs_attention"],
  ordered: ["captured", "needs_attention"],
  captured: ["handed_over", "needs_attention"],
  handed_over: [],
  canceled: [],
  needs_attention: [],
}

/** There is no order yet, so the sale can still be given up. */
export const REVOCABLE_STATES = SALE_STATES.filter((state) =>
  TRANSITIONS[state].includes("canceled")
)

/** While a sale is in one of these, its reader belongs to it alone. */
export const HOLDING_STATES: readonly SaleState[] = ["created", "sent_to_reader"]

/** The money of the sale stands in Medusa's books, or a person has it. */
export const BOOKED_STATES: readonly SaleState[] = ["captured", "handed_over", "needs_attention"]

/** Nothing more happens to the sale. */
export const ENDED_STATES: readonly SaleState[] = [...BOOKED_STATES, "canceled"]

const MOVING_STATES: readonly SaleState[] = ["created", "sent_to_reader", "authorized", "ordered"]

/**
 * Whether the sale goes on without the clerk: also one that is being given up. A payment of an order that was there before ends with
 * its money.
 */
export function isMovingByItself(sale: {
  state: SaleState
  pays_order: boolean
  cancel_requested_at: Date | null
}): boolean {
  return (
    MOVING_STATES.includes(sale.state) ||
    (sale.state === "captured" && !sale.pays_order) ||
    (sale.cancel_requested_at !== null && REVOCABLE_STATES.includes(sale.state))
  )
}
