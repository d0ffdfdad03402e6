import type { IntentState } from "./intent-state"

/** Which of WolffPay's endpoints made the intent. */
export type IntentChannel = "online" | "terminal"

export type PaymentIntentRow = {
  id: string
  session_id: string
  attempt: number
  idempotency_key: string
  intent_id: string | null
  /** Minor units. */
  amount: number
  currency: string
  capture_method: "automatic" | "manual"
  channel: IntentChannel
  live: boolean
  state: IntentState
  status: string | null
  cart_id: string | null
  /** The pseudonym of the address that started it; forgotten after an hour. */
  client_hash: string | null
  failures: number
  capture_refusals: number
  cancel_refusals: number
  failed_at: Date | null
  authorized_at: Date | null
  settled_at: Date | null
  /** When `state` was reached. */
  state_at: Date | null
  /** When the bank took back what had succeeded. */
  returned_at: Date | null
  abandoned_at: Date | null
  placement_checked_at: Date | null
  created_at: Date
}

export type NewAttempt = {
  session_id: string
  amount: number
  currency: string
  capture_method: "automatic" | "manual"
  channel: IntentChannel
  live: boolean
  cart_id: string | null
  client_hash: string | null
}
