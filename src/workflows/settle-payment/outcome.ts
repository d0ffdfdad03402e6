/**
 * How one look at a payment ended. `retry`: something that may pass stands in the way. `waiting`: nothing to do until
 * WolffPay tells more. `attention`: a person was called. `settled`: the books agree with the money.
 */
export type SettleOutcome =
  | { kind: "settled"; orderId: string | null }
  | { kind: "waiting" }
  | { kind: "attention"; reason: string }
  | { kind: "retry"; problem: string }

export const waiting: SettleOutcome = { kind: "waiting" }
