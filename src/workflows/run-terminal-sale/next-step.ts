import type { TerminalSaleRow } from "../../modules/wolffpay/tables/terminal-sale-row"
import { REVOCABLE_STATES } from "../../modules/wolffpay/terminal/sale-state"

/**
 * What is due on a sale. `follow`: a card was asked for and nobody knows what came of it. `rest`: nothing, until a clerk or the
 * clock says so.
 */
export type Step = "undo" | "follow" | "place" | "take" | "hand_over" | "clean_up" | "rest"

/** A sale that nobody went on with is ended, so that its money and its draft do not lie about. */
export const FORGOTTEN_MS = 15 * 60_000

/** In the same run, a customer is waiting; later ones are the job's. */
export const TRIES_AT_ONCE = 3

export function nextStep(sale: TerminalSaleRow, now: number): Step {
  if (sale.cancel_requested_at !== null && REVOCABLE_STATES.includes(sale.state)) {
    return sale.tries < TRIES_AT_ONCE || isDue(sale, now) ? "undo" : "rest"
  }
  switch (sale.state) {
    case "created":
      // Whoever made it is gone: nothing was charged yet.
      return "undo"
    case "sent_to_reader":
      return sale.reader_way === "server" || isDue(sale, now) ? "follow" : "rest"
    case "declined":
    case "timed_out":
      return isDue(sale, now) ? "undo" : "rest"
    case "authorized":
      return isDue(sale, now) ? "place" : "rest"
    case "ordered":
      return isDue(sale, now) ? "take" : "rest"
    case "captured":
      return !sale.pays_order && isDue(sale, now) ? "hand_over" : "rest"
    case "canceled":
      return isDue(sale, now) ? "clean_up" : "rest"
    case "handed_over":
    case "needs_attention":
      return "rest"
  }
}

function isDue(sale: TerminalSaleRow, now: number): boolean {
  return sale.run_at !== null && sale.run_at.getTime() <= now
}
