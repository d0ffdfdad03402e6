import { ApiError, InvalidRequestError, NotFoundError, PermissionError } from "../../clients/http"
import { InvalidInputError } from "../../clients/wolffpay"
import type { SaleReason } from "../../modules/wolffpay/tables/terminal-sale-row"
import type { CardAnswer } from "./ports"

/**
 * What a failed reader call means. The texts of a refusal are not documented (W23), so the words only choose what the clerk is
 * told; whether money moved is looked up.
 */
export function judgeRefusal(error: unknown): CardAnswer {
  if (!(error instanceof ApiError) || error.outcome === "unknown") {
    return { kind: "cut_off" }
  }
  return { kind: "refused", reason: reasonOf(error) }
}

export function reasonOf(error: ApiError): SaleReason {
  if (error instanceof NotFoundError || error instanceof InvalidInputError) {
    return "reader_unknown"
  }
  if (error instanceof PermissionError) {
    return /reader is disabled/i.test(error.detail ?? "")
      ? "reader_switched_off"
      : "terminal_switched_off"
  }
  if (!(error instanceof InvalidRequestError)) {
    return "service_unavailable"
  }
  const words = error.detail ?? ""
  if (/busy|another reader/i.test(words)) {
    return "reader_busy"
  }
  // Whatever it is that did not come through to the reader, no customer has seen it ask.
  if (/offline|unreachable|not reachable|sending .* to the reader/i.test(words)) {
    return "reader_unreachable"
  }
  return /time[ds]?[ -]?out|cancel|no card/i.test(words) ? "card_timed_out" : "card_declined"
}
