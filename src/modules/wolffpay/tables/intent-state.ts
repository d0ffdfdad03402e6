export const INTENT_STATES = [
  "creating",
  "refused",
  "lost",
  "open",
  "processing",
  "authorized",
  "succeeded",
  "canceled",
] as const

export type IntentState = (typeof INTENT_STATES)[number]

const BEFORE: Record<IntentState, readonly IntentState[]> = {
  creating: [],
  refused: ["creating"],
  lost: ["creating"],
  open: ["creating", "lost", "refused"],
  processing: ["creating", "lost", "refused", "open"],
  authorized: ["creating", "lost", "refused", "open", "processing"],
  canceled: ["creating", "lost", "refused", "open", "processing", "authorized"],
  // Money that is in wins over everything that was believed before.
  succeeded: ["creating", "lost", "refused", "open", "processing", "authorized", "canceled"],
}

/** The states from which an intent may move to this one. Money states only move forward. */
export function statesBefore(state: IntentState): readonly IntentState[] {
  return BEFORE[state]
}

/**
 * WolffPay's status (W18) → our state. An unknown status is undefined: the caller treats it as pending and raises it.
 */
export function stateOfStatus(status: string): IntentState | undefined {
  switch (status) {
    case "requires_payment_method":
    case "requires_confirmation":
    case "requires_action":
      return "open"
    case "processing":
      return "processing"
    case "requires_capture":
      return "authorized"
    case "succeeded":
      return "succeeded"
    case "canceled":
      return "canceled"
    default:
      return undefined
  }
}
